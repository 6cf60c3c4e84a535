# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from .clip_measures import clip_features, clip_numbers, dead_air, overlap_area, set_overlap


@pytest.fixture
def three():
    """Three notes, two of them a chord."""
    return make_notes([0, 0, 1], [1, 1, 0.5], [60, 64, 67], [40, 40, 100])


@pytest.fixture(scope="module")
def draws():
    """Two samples of a normal distribution."""
    return np.random.default_rng(0).normal(size=(2, 2000))


def test_areas_are_those_of_theory(draws):
    a, b = draws
    assert overlap_area(a, a) == pytest.approx(1) and overlap_area(a, b + 20) < 1e-6
    assert 0.30 < overlap_area(a, b + 2) < 0.37  # 2 Phi(-1) = 0.317, a little wider
    assert overlap_area(np.zeros(3), np.zeros(3)) == pytest.approx(1)


def test_areas_are_those_of_scipys_densities(draws):
    stats, grid = pytest.importorskip("scipy.stats"), np.linspace(-6, 8, 2000)
    a, b = draws[0], draws[1] + 2
    lower = np.minimum(stats.gaussian_kde(a)(grid), stats.gaussian_kde(b)(grid))
    assert overlap_area(a, b) == pytest.approx(lower.sum() * (grid[1] - grid[0]), abs=0.005)


def test_sets_far_apart_do_not_overlap(refusal):
    assert set_overlap(np.eye(4), np.eye(4) + 50) < 1e-3
    with refusal("두 개 이상"):
        set_overlap(np.ones((1, 3)), np.ones((2, 3)))


def test_numbers_of_a_clip_are_those_worked_out_by_hand(three):
    assert clip_numbers(three, 10) == {"density": 0.3, "polyphony": 0.25, "range": 7.0,
                                       "duration": 1.0, "gap": 1.0, "velocity": 60.0}
    assert clip_numbers(three[:1], 10) == {"density": 0.1, "polyphony": 0.1, "range": 0.0,
                                           "duration": 1.0, "gap": 0.0, "velocity": 40.0}
    assert set(clip_numbers(three[:0], 10).values()) == {0.0}


def test_features_of_a_clip_are_those_worked_out_by_hand(three):
    parts = clip_features(three, 10)
    assert parts["onset"].sum() == 1 and parts["density"][0] == 0.3
    assert parts["polyphony"][0] == 0.25 and parts["range"][0] == 7
    assert np.isclose(parts["pitch_class"][[0, 4, 7]], 1 / 3).all()
    assert np.isclose(parts["velocity"][[5, 12]], [2 / 3, 1 / 3]).all()
    silent = clip_features(three[:0], 10)
    assert {name: x.shape for name, x in silent.items()} == {n: x.shape for n, x in parts.items()}


@pytest.mark.parametrize("onset, duration, seconds, share", [
    ([0, 4], [3, 5], 10, 0.2), ([0, 1], [5, 1], 5, 0), ([12], [1], 10, 1), ([], [], 10, 1),
    ([2], [3], 10, 0.7)])
def test_dead_air_is_that_worked_out_by_hand(onset, duration, seconds, share):
    assert dead_air(make_notes(onset, duration, 60, 80), seconds) == pytest.approx(share)
