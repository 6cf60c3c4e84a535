# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.notes import make_notes
from .sheets import lead_sheet
from .spelling import find_key, key_fifths, spell, Spelled


def _spelled(name: Spelled) -> str:
    return name.step + {-1: "b", 0: "", 1: "#"}[name.alter] + str(name.octave)


def test_every_pitch_is_itself_in_every_key_and_over_every_chord():
    for key in range(-6, 6):
        for symbol in (None, "F7", "Bbm7b5", "Ebdim7", "Abmaj7", "C7#5", "D7b9", "N.C."):
            for pitch in range(21, 109):
                name = spell(pitch, key, symbol)
                assert name.midi == pitch and abs(name.alter) <= 1


def test_chords_spell_their_tones():
    d7, eb7 = [_spelled(spell(pitch, -1, "D7")) for pitch in (62, 66, 69, 72)], [
        _spelled(spell(pitch, 0, "Eb7")) for pitch in (63, 67, 70, 73)]
    assert d7 == ["D4", "F#4", "A4", "C5"] and eb7 == ["Eb4", "G4", "Bb4", "Db5"]
    assert _spelled(spell(59, 0, "Bdim7")) == "B3" and _spelled(spell(68, 0, "Bdim7")) == "Ab4"


def test_leading_notes_rise_and_blue_notes_fall():
    assert _spelled(spell(66, 0, None, following=67)) == "F#4"
    assert _spelled(spell(66, 0, None, following=65)) == "Gb4"
    assert _spelled(spell(63, 0, "C7")) == "Eb4"


def test_keys_are_found_by_chords_and_by_notes():
    notes = make_notes([], [], [], [])
    for key, fifths in (("F", -1), ("Eb", -3), ("G", 1), ("B", 5)):
        assert find_key(notes, lead_sheet("turnaround", key=key)) == fifths
    scale = make_notes(np.arange(8), 1, [67, 69, 71, 72, 74, 76, 78, 79], 80)
    assert find_key(scale, ()) == 1
    assert [key_fifths("Eb", False), key_fifths("C", True), key_fifths("F#", None)] == [-3, -3, 6]
