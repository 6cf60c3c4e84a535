# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from fractions import Fraction
from xml.etree.ElementTree import Element, fromstring

import numpy as np
import pytest

from ..data.notes import make_notes
from ..runtime.errors import TatumError
from .musicxml import musicxml
from .notation import Notation, write_take
from .note_writing import in_signature
from .spelling import Spelled
from .takes import Take


def _read_notes(top: Element) -> list[tuple[int, Fraction, int, Element]]:
    """(bar from 0, beat in it, pitch, element) of every note that is struck, without graces."""
    divisions, rows = int(top.findtext(".//divisions")), []
    for bar, measure in enumerate(top.iter("measure")):
        at = last = 0
        for one in measure:
            if one.tag == "backup": at -= int(one.findtext("duration"))
            if one.tag != "note" or one.find("grace") is not None: continue
            start = last if one.find("chord") is not None else at
            if one.find("chord") is None: last, at = at, at + int(one.findtext("duration"))
            stops = [tie.get("type") for tie in one.findall("tie")]
            if one.find("pitch") is not None and "stop" not in stops:
                step, alter, octave = (one.findtext(f"pitch/{tag}") or 0
                                       for tag in ("step", "alter", "octave"))
                pitch = Spelled(step, int(alter), int(octave)).midi
                rows.append((bar, Fraction(start, divisions), pitch, one))
        assert at == 4 * divisions
    return rows


@pytest.fixture(scope="module")
def page(etude_take) -> Notation:
    return write_take(etude_take())


@pytest.fixture(scope="module")
def top(page) -> Element:
    return fromstring(musicxml(page))


def test_what_is_written_is_read_back_in_its_bar(page, top):
    read = [row[:3] for row in _read_notes(top)]
    written = [(int(piece.onset // 4), piece.onset % 4, pitch) for staff in page.staves
               for voice in staff for piece in voice.pieces if not piece.tied_from
               for pitch in piece.pitches]
    assert sorted(read) == sorted(written)


def test_all_notes_of_the_take_stand_near_where_they_are_played(top, etude_take):
    take = etude_take()
    played = take.notes.copy()
    played["onset"] = take.time.to_beats(played["onset"])
    read = np.array([(4 * bar + float(beat), pitch) for bar, beat, pitch, _ in _read_notes(top)])
    near = [np.any((read[:, 1] == note["pitch"]) & (np.abs(read[:, 0] - note["onset"]) < 0.3))
            for note in played]
    assert np.mean(near) > 0.95


def test_beams_ties_and_tuplets_are_closed(top):
    for measure in top.iter("measure"):
        for staff in ("1", "2"):
            notes = [one for one in measure.iter("note") if one.findtext("staff") == staff]
            beams = [one.findtext("beam") for one in notes if one.findtext("beam")]
            assert beams.count("begin") == beams.count("end")
            turns = [turn.get("type") for one in notes for turn in one.iter("tuplet")]
            assert turns == ["start", "stop"] * (len(turns) // 2)
    ties = [tie.get("type") for tie in top.iter("tie")]
    assert ties.count("start") == ties.count("stop")


def test_signs_key_chords_tempo_and_sections_are_on_the_page(top, page):
    assert top.findtext(".//fifths") == "-1" and page.key == -1
    kinds = [(one.findtext("root/root-step"), one.findtext("kind")) for one in top.iter("harmony")]
    assert kinds[:2] == [("F", "dominant"), ("B", "dominant")] and len(kinds) == len(page.chords)
    assert [one.text for one in top.iter("rehearsal")] == ["A", "B"]
    assert top.findtext(".//per-minute") and top.findtext(".//credit-words") == page.title
    assert [clef.findtext("sign") for clef in top.iter("clef")][:2] == ["G", "F"]


_ALTERS = {"flat": "-1", "natural": "0", "sharp": "1"}


def test_accidentals_say_what_is_played(top):
    for measure in top.iter("measure"):
        shown = {}
        for note in measure.iter("note"):
            if note.find("pitch") is None: continue
            step, octave = note.findtext("pitch/step"), note.findtext("pitch/octave")
            place = note.findtext("staff"), step, octave
            alter = note.findtext("pitch/alter") or "0"
            sign = _ALTERS.get(note.findtext("accidental"))
            if sign: shown[place] = sign
            tied = any(tie.get("type") == "stop" for tie in note.findall("tie"))
            usual = str(in_signature(step, -1))
            assert tied or shown.get(place, usual) == alter


def test_silence_is_refused_in_korean():
    with pytest.raises(TatumError, match="음표가 없는"):
        write_take(Take(make_notes([], [], [], []), "improvise", "Art Tatum", 0, 1.0))
