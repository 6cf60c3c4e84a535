# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.harmony import CHORDS
from ..data.tempo import tempo_value
from .forms import find_form
from .planning import lay_out, plan_frames, shape_frames
from .plans import CHORD, DENSITY, MELODY, open_frames, sheet_slots, TEMPO
from .sheets import lead_sheet


@pytest.fixture(scope="module")
def planned(novice):
    """Two choruses of AABA, 16 bars each, whose tempo is given."""
    sections = lay_out(find_form("AABA", 16), 2, 1.0)
    given = open_frames(32, tempi=tempo_value(120))
    return sections, given, plan_frames(novice, "Other", given, sections, 3)


def test_sections_are_laid_out_in_the_bars_that_the_model_counts():
    sections = lay_out(find_form("AABA"), 2, 0.5)
    assert [section.letter for section in sections] == list("AABAAABA")
    assert sections[-1][1:3] == (28, 32)
    assert len({section.end - section.first for section in sections}) == 1


def test_every_slot_is_written_and_what_is_given_stays(planned):
    _, given, frames = planned
    assert (frames >= 0).all() and (frames[:, TEMPO] == given[:, TEMPO]).all()
    assert (frames[:, CHORD] <= len(CHORDS)).all() and (frames[:, DENSITY:] < 8).all()


def test_a_letter_comes_back_with_its_chords_and_most_of_its_melody(planned):
    sections, _, frames = planned
    first, again, bridge = (frames[s.first:s.end] for s in sections[:3])
    assert np.array_equal(first[:, CHORD], again[:, CHORD])
    assert not np.array_equal(first[:, CHORD], bridge[:, CHORD])
    same = (first[:, MELODY] == again[:, MELODY]).all(1)
    assert same.any() and not same[-1]


def test_the_same_seed_plans_the_same(planned, novice):
    sections, given, frames = planned
    assert np.array_equal(plan_frames(novice, "Other", given, sections, 3), frames)
    assert not np.array_equal(plan_frames(novice, "Other", given, sections, 4), frames)


def test_the_shape_begins_thin_rises_and_ends_on_the_tonic():
    labels = sheet_slots(lead_sheet("Dm7 | G7 | Cmaj7 | Cmaj7 | Dm7 | G7 | Em7 | A7"), 32)
    frames = open_frames(8, labels, tempo_value(120), density=4, dynamics=4)
    shaped = shape_frames(frames, 1.0)
    assert shaped[0, DENSITY] <= 2 and shaped[-1, DENSITY] == 1 and shaped[4, DENSITY] == 5
    assert (shaped[-2:, CHORD] == CHORDS.index("Cmaj7")).all()
    assert np.array_equal(shaped[:-2, CHORD], frames[:-2, CHORD])


def test_a_minor_tune_ends_in_minor_and_a_blues_on_its_seventh():
    for name, chord in (("minor_blues", "Cm7"), ("blues", "C7")):
        labels = sheet_slots(lead_sheet(name), 48)
        shaped = shape_frames(open_frames(12, labels, 0, density=4, dynamics=4), 1.0)
        assert set(shaped[-1, CHORD]) == {CHORDS.index(chord)}


def test_a_dominant_on_the_tonic_does_not_end_a_tune_in_major():
    labels = sheet_slots(lead_sheet("C7 | C7 | Dm7 | G7 | Cmaj7 | Am7 | Dm7 | G7"), 32)
    shaped = shape_frames(open_frames(8, labels, 0, density=4, dynamics=4), 1.0)
    assert set(shaped[-1, CHORD]) == {CHORDS.index("Cmaj7")}
