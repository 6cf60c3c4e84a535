# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from .intervals import bootstrap, Estimate, ranged, share_mean


@pytest.fixture(scope="module")
def grades():
    """A hundred values around 9."""
    return np.random.default_rng(0).normal(9, 1, size=100)


def test_nothing_to_measure_is_refused(refusal):
    with refusal("하나도 없습니다"):
        bootstrap(lambda i: 0.0, [])


def test_equal_values_have_an_interval_without_width():
    same = np.full(20, 3.0)
    assert bootstrap(lambda i: same[i].mean(), range(20)) == Estimate(3.0, 3.0, 3.0)


def test_coins_have_the_interval_of_theory():
    coins = np.tile([0.0, 1.0], 50)
    fair = bootstrap(lambda i: coins[i].mean(), range(100))
    copied = bootstrap(lambda i: np.sort(coins)[i].mean(), np.arange(100) // 4)
    assert fair.high - fair.low == pytest.approx(2 * 1.96 * 0.05, abs=0.03)
    assert copied.high - copied.low == pytest.approx(2 * 1.96 * 0.1, abs=0.06)


def test_the_seed_decides_the_interval_alone(grades):
    once, twice, other = (bootstrap(lambda i: grades[i].mean(), range(100), seed)
                          for seed in (0, 0, 1))
    assert once == twice != other
    assert once.low < once.value == other.value == grades.mean() < once.high


def test_pieces_are_drawn_with_all_their_items():
    drawn = []
    bootstrap(lambda i: drawn.append(i) or 0.0, ["c", "a", "c", "d", "e", "b"], rounds=50)
    assert all((i == 0).sum() == (i == 2).sum() for i in drawn)
    assert {len(i) for i in drawn} >= {5, 6, 7}


@pytest.mark.parametrize("pieces", [1, 2, 3, 4])
def test_fewer_than_five_pieces_have_no_interval(pieces, grades):
    found = bootstrap(lambda i: grades[i].mean(), np.arange(100) % pieces)
    assert found == Estimate(grades.mean(), None, None)
    assert not found.is_above_zero and not found.is_below_zero


def test_five_pieces_have_an_interval(grades):
    found = bootstrap(lambda i: grades[i].mean(), np.arange(100) % 5)
    assert found.low < found.value < found.high and found.is_above_zero


def _variety(items):
    """The share of items that are different: of all of them 1, of a resample less."""
    return len(set(items.tolist())) / len(items)


def test_an_interval_stays_within_the_range_of_its_statistic():
    free = bootstrap(_variety, range(8))
    assert free.high > 1.0 and bootstrap(_variety, range(8), highest=1.0).high == 1.0
    shares = np.array([0.0, 0, 0, 0, 0, 1])
    assert share_mean(shares, range(6)).low == 0.0 and share_mean(1 - shares, range(6)).high == 1.0
    assert bootstrap(lambda i: shares[i].mean(), range(6), lowest=-math.inf).low <= 0


def test_an_interval_lies_around_its_value_though_resamples_have_less_variety():
    found = bootstrap(_variety, range(30))
    assert found.value == 1 and found.low < 1 < found.high


@pytest.mark.parametrize("pieces, least, most", [(5, 0.79, 0.87), (10, 0.86, 0.94),
                                                 (20, 0.90, 0.96)])
def test_an_interval_covers_the_truth_as_often_as_its_docstring_says(pieces, least, most):
    rng, covered = np.random.default_rng(0), []
    for trial in range(500):
        x = rng.normal(size=pieces)
        found = bootstrap(lambda i, x=x: x[i].mean(), range(pieces), trial, 300, -math.inf)
        covered.append(found.low <= 0 <= found.high)
    assert least < np.mean(covered) < most


@pytest.mark.parametrize("score, text", [
    (Estimate(0.526, 0.484, 0.58), "0.53 [0.48, 0.58]"), (Estimate(0.5), "0.50"), (None, "—"),
    ({"value": 0.5, "low": 0.4, "high": 0.6, "calibrated": None}, "0.50 [0.40, 0.60]"),
    ({"value": 0.5, "low": None, "high": None}, "0.50"),
    (Estimate(-1e-17, -1e-17, 1e-17), "0.00 [0.00, 0.00]")])
def test_a_score_is_told_with_its_interval(score, text):
    assert ranged(score) == text
