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


def test_a_perfect_period_fits_by_two_and_bars_of_four_better_than_of_three():
    beats, tempo = 0.5 * np.arange(120), np.abs(TEMPO_GRID - 120).argmin()
    fits = []
    for bar in (1, 4, 3):
        accents = np.where(np.arange(120) % bar == 0, 110, 30)
        fits.append(tempogram(onset_strength(make_notes(beats, 0.1, 48, accents)))[60, tempo])
    assert fits[0] == pytest.approx(2, abs=0.05)
    assert fits[1] > fits[2] + 0.1


def test_four_notes_at_once_count_less_than_four_times():
    notes = make_notes([1, 3, 3, 3, 3], 0.4, [72, 72, 74, 76, 78], 64)
    one, four = onset_strength(notes)[[100, 300]]
    assert four / one == pytest.approx(4 ** 0.8)
