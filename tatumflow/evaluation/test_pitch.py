# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from ..data.notes import make_notes
from .pitch import (
    EPSILON, pctm_similarity, pitch_class_histogram, pitch_class_kl, transition_matrix,
)


def _torch_kl(a, b):
    """An independent implementation."""
    p, q = ((torch.tensor(x / x.sum()) + EPSILON) / (1 + 12 * EPSILON) for x in (a, b))
    return F.kl_div(q.log(), p, reduction="sum").item()


def test_kl_is_torchs_kl_of_smoothed_shares():
    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b = rng.integers(0, 9, (2, 12))
        assert pitch_class_kl(a, b) == pytest.approx(_torch_kl(a, b), rel=1e-9)


def test_kl_is_that_worked_out_by_hand():
    half, quarter = np.zeros(12), np.zeros(12)
    half[[0, 7]], quarter[[0, 7]] = [2, 2], [1, 3]
    assert pitch_class_kl(half, quarter) == pytest.approx(0.1438, abs=0.003)
    assert pitch_class_kl(quarter, half) == pytest.approx(0.1308, abs=0.003)
    assert pitch_class_kl(half, half) == 0 < pitch_class_kl(half, np.ones(12))
    assert pitch_class_kl(half, np.roll(half, 1)) > 3


def test_silence_is_the_farthest_from_anything():
    half = np.eye(12)[0] + np.eye(12)[7]
    silent = pitch_class_kl(half, np.zeros(12))
    assert silent == math.log(1.001 / 0.001) >= pitch_class_kl(np.eye(12)[0], np.eye(12)[1])


def test_kl_with_no_real_note_is_refused(refusal):
    with refusal("음이 하나도 없습니다"):
        pitch_class_kl(np.zeros(12), np.ones(12))


@pytest.fixture(scope="module")
def legato():
    """Forty notes, each as long as the time to the next."""
    pitch = np.random.default_rng(0).integers(40, 90, 40)
    return make_notes(np.arange(40) * 0.25, 0.25, pitch, 80)


def _line(*pitches):
    return transition_matrix(make_notes(np.arange(len(pitches)), 1.0, pitches, 80))


def test_legato_notes_follow_one_another(legato):
    counts = np.zeros((12, 12))
    np.add.at(counts, (legato["pitch"][:-1] % 12, legato["pitch"][1:] % 12), 1)
    assert np.array_equal(transition_matrix(legato), counts)


def test_a_very_short_note_follows_itself():
    assert transition_matrix(make_notes([0, 1], [0.02, 0.5], [60, 64], 80))[0, 0] == 1


def test_similarity_is_that_worked_out_by_hand():
    up, back, down = _line(60, 64, 67), _line(60, 64, 60), _line(67, 64, 60)
    assert up[0, 4] == up[4, 7] == 1 and up.sum() == 2
    assert pctm_similarity(up, up) == pytest.approx(1) == pctm_similarity(up, 7 * up)
    assert pctm_similarity(up, back) == pytest.approx(0.5) and pctm_similarity(up, down) == 0
    assert pctm_similarity(up, np.zeros((12, 12))) == 0


def test_similarity_to_no_transition_is_refused(legato, refusal):
    with refusal("이어지는 음이 없습니다"):
        pctm_similarity(transition_matrix(legato[:1]), transition_matrix(legato))


def test_silence_has_no_counts(legato):
    assert not transition_matrix(legato[:0]).any()
    assert not pitch_class_histogram(legato[:0]).any()


def test_a_histogram_counts_notes_of_all_octaves():
    four = make_notes([0, 1, 2, 3], 1.0, [60, 64, 67, 72], 80)
    assert pitch_class_histogram(four).tolist() == [2, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]
