# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.notes import make_notes
from .hands import split_hands


def _hands(rows) -> np.ndarray:
    onset, pitch = np.array(rows, float).T
    return split_hands(make_notes(onset, 0.3, pitch, 80))


def test_stride_is_the_left_hands_and_the_melody_the_right_hands():
    rows = []
    for beat in range(8):
        low = (36, 48) if beat % 2 == 0 else (53, 57, 60)
        rows += [(beat / 2, pitch) for pitch in low] + [(beat / 2, 76 + beat % 3)]
    left = _hands(sorted(rows))
    for (_, pitch), is_left in zip(sorted(rows), left): assert is_left == (pitch < 70), pitch


def test_a_run_stays_in_one_hand_below_middle_c():
    left = _hands([(i * 0.08, 86 - i) for i in range(36)])
    assert not left.any() or left.all()


def test_no_hand_reaches_too_far():
    rng = np.random.default_rng(0)
    chords = [(*rng.integers(40, 56, 2), *rng.integers(64, 77, 3)) for _ in range(30)]
    rows = [(i * 0.4, pitch) for i, chord in enumerate(chords) for pitch in sorted(chord)]
    left, pitch = _hands(rows), np.array(rows)[:, 1]
    for i in range(30):
        for hand in (left[5 * i:5 * i + 5], ~left[5 * i:5 * i + 5]):
            mine = pitch[5 * i:5 * i + 5][hand]
            assert len(mine) == 0 or np.ptp(mine) <= 16


def test_nothing_has_no_hands():
    assert len(split_hands(make_notes([], [], [], []))) == 0
