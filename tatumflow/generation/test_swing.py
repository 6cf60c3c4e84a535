# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.time_map import beats_of, constant_map
from ..evaluation.timing import swing_ratio
from .swing import swing_notes


def eighths(place, bars=8):
    """Eighth notes whose second one lies at `place` of the beat, a bass note on every beat."""
    beats = np.arange(4.0 * bars)
    treble = make_notes(np.concatenate([beats, beats + place]), 0.3, [72] * 8 * bars, 80)
    return np.concatenate([treble, make_notes(beats, 0.9, [40] * 4 * bars, 80)])


def read_off(notes):
    """The swing ratio of notes in beats, at a beat a second."""
    return swing_ratio(notes, beats_of(constant_map(60), float(notes["onset"].max(initial=0)) + 2))


@pytest.mark.parametrize("place", [0.5, 0.6, 2 / 3])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_the_ratio_read_off_is_the_one_asked_for(place, ratio):
    swung = swing_notes(eighths(place), ratio)
    assert read_off(swung) == pytest.approx(ratio, rel=0.01)
    beats = eighths(place)["onset"] % 1 == 0
    assert np.isin(eighths(place)["onset"][beats], swung["onset"]).all()
    assert len(swung) == len(beats) and (swung["duration"] > 0).all()


def test_triplets_and_sixteenths_are_not_bent():
    places = np.concatenate([np.arange(0, 4, 1 / 3), 4 + np.arange(0, 4, 0.25)])
    notes = make_notes(places, 0.2, np.full(len(places), 60), 80)
    assert np.allclose(swing_notes(notes, 2.5)["onset"], places)


def test_a_lone_second_eighth_swings():
    swung = swing_notes(make_notes([0.0, 1.5, 2.0], 0.5, [60, 62, 64], 80), 2.0)
    assert swung["onset"] == pytest.approx([0, 1 + 2 / 3, 2])
    assert swung["duration"][1] == pytest.approx(1 / 3)


def test_no_notes_have_no_swing():
    empty = make_notes([], [], [], [])
    assert len(swing_notes(empty, 2.0)) == 0 and math.isnan(read_off(empty))


@pytest.mark.parametrize("ratio", [0.5, 3.5, math.nan])
def test_a_swing_that_cannot_be_is_refused(ratio, refusal):
    with refusal("스윙은 1(고른"): swing_notes(eighths(0.5), ratio)
