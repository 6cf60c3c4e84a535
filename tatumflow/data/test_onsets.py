# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .notes import make_notes
from .onsets import FRAME_RATE, onset_strength, onset_weights, TEMPO_GRID, tempogram


def test_bass_and_held_notes_are_stronger():
    notes = make_notes([1.0, 3.0, 5.0], [0.1, 0.1, 0.7], [72, 40, 72], 64)
    short, low, held = onset_strength(notes)[[100, 300, 500]]
    assert low > 1.2 * short and held > 1.2 * short


def test_weights_of_notes():
    notes = make_notes([0, 1, 2, 3], [0.4, 0.4, 5.0, 0.4], [72, 51, 72, 52], [64, 64, 64, 32])
    np.testing.assert_allclose(onset_weights(notes), [1.0, 1.6, 1.3, 0.5])


def test_strength_has_one_value_a_frame_and_deviation_one():
    strength = onset_strength(make_notes(np.arange(10), 0.2, 60, 64))
    assert len(strength) == 10 * FRAME_RATE + 1
    assert strength.std() == pytest.approx(1)
    assert strength[300] > 10 * strength[350]


@pytest.mark.parametrize("tempo", [90, 120, 180])
def test_the_tempogram_is_greatest_at_the_tempo(tempo):
    clicks = make_notes(60 / tempo * np.arange(60), 0.1, 48, 80)
    gram = tempogram(onset_strength(clicks))
    heard = TEMPO_GRID[gram[len(gram) // 2].argmax()]
    assert heard == pytest.approx(tempo, rel=0.02)
