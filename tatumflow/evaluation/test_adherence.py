# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.harmony import analyze_chords, CHORDS
from ..data.notes import make_notes
from ..data.time_map import constant_map, warp
from .adherence import adherence, chord_sheets


C7 = np.full(2, CHORDS.index("C7"))
C7_TONES = make_notes(0.0, 2.0, [48, 52, 55, 58], 80)


def test_a_chord_follows_itself():
    assert adherence(C7_TONES, C7) == {"tones": 1.0, "tensions": 1.0, "slots": 1.0}


def test_a_ninth_is_a_tension():
    found = adherence(make_notes(0.0, 2.0, [48, 52, 55, 58, 62], 80), C7)
    assert found["tones"] == pytest.approx(0.8) and found["tensions"] == 1


def test_another_chord_and_silence_do_not_follow():
    assert adherence(make_notes(0.0, 2.0, [49, 53, 56, 59], 80), C7)["slots"] == 0
    assert adherence(C7_TONES[:0], C7)["tones"] == 0


def test_slots_without_a_chord_do_not_count():
    found = adherence(C7_TONES, np.r_[C7, [len(CHORDS)] * 2])
    assert found["tones"] == 1 == found["slots"]


def test_sheets_are_in_many_keys():
    sheets = chord_sheets(13, 4)
    assert {len(sheet) for sheet in sheets} == {16} and CHORDS[sheets[0][0]] == "Dm7"
    assert len({sheet[0] // 8 for sheet in sheets}) > 6


def test_music_follows_its_own_analysis_better_than_its_mirror(etude_passages):
    real = warp(etude_passages[0].real, constant_map(120))
    labels = analyze_chords(real, 20)
    mirror = make_notes(real["onset"], real["duration"], 128 - real["pitch"], real["velocity"])
    assert adherence(real, labels)["tones"] > 1.5 * adherence(mirror, labels)["tones"]
