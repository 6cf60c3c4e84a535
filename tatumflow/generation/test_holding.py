# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from fractions import Fraction

import numpy as np

from ..data.chords import Chord
from ..data.notes import make_notes
from ..data.time_map import constant_map, unwarp
from .bar_lines import BarLines
from .holding import mark_voices, part_voices
from .notation import Speller, write_staff, write_take
from .note_writing import accidentals
from .pieces import Piece
from .quantising import write_hand
from .voices import VoiceWriter


def _held(rows, tempo: float = 100, end: int = 4) -> list[list]:
    """The pieces of each voice of a hand that plays (onset, duration, pitch) in beats, as
    (onset, length, pitches, stem), rests left out."""
    onset, duration, pitch = np.array(rows, float).T
    in_beats, second = make_notes(onset, duration, pitch, 80), np.full(end + 2, 60 / tempo)
    strokes, fits = write_hand(unwarp(in_beats, constant_map(tempo)), in_beats, second, 0.5)
    upper, lower, spans = part_voices(strokes, second, Fraction(1, 2))
    writer = VoiceWriter(fits, BarLines())
    voices = mark_voices(*(writer.write(one, Fraction(end)) for one in (upper, lower)), spans)
    for voice in voices: assert sum(piece.length for piece in voice) == end
    return [[(piece.onset, piece.length, piece.pitches, piece.stem) for piece in voice
             if piece.pitches] for voice in voices]


def test_a_melody_held_over_moving_notes_has_a_voice_of_its_own():
    upper, lower = _held([(0, 2, 76), (1, 0.5, 64), (1.5, 0.5, 67), (2, 2, 74)])
    assert upper == [(0, 2, (76,), "up"), (2, 2, (74,), "")]
    assert lower == [(1, Fraction(1, 2), (64,), "down"), (Fraction(3, 2), Fraction(1, 2), (67,),
                                                          "down")]


def test_a_bass_held_under_chords_has_a_voice_of_its_own():
    upper, lower = _held([(0, 4, 36), (1, 0.9, 52), (1, 0.9, 58), (2, 0.9, 53), (3, 0.9, 52)])
    assert lower == [(0, 4, (36,), "down")]
    assert [one[:3] for one in upper] == [(1, 1, (52, 58)), (2, 1, (53,)), (3, 1, (52,))]


def test_what_no_hand_reaches_is_not_held_above():
    rows = [(0, 2, 98), (1, 0.5, 62), (1.5, 0.5, 65), (2, 2, 96)]
    assert len(_held(rows)) == 1


def test_what_is_only_legato_is_one_voice():
    line = [(beat / 2, 0.7, 60 + beat) for beat in range(8)]
    assert len(_held(line)) == 1
    assert len(_held([(0, 1.2, 76), (1, 1.2, 74), (2, 1.2, 72), (3, 1, 71)])) == 1
    assert len(_held([(0.25, 3, 76), (1, 1, 64), (2, 1, 65)])) == 1


def test_hidden_rests_stand_only_where_the_other_voice_sounds(etude_take):
    page = write_take(etude_take("bebop", "rhythm_changes", "Bb"))
    assert any(len(staff) == 2 for staff in page.staves)
    for upper, lower in (staff for staff in page.staves if len(staff) == 2):
        sounding = [(piece.onset, piece.end) for piece in lower.pieces if piece.pitches]
        for piece in upper.pieces:
            if not piece.hidden: continue
            assert any(start < piece.end and piece.onset < end for start, end in sounding)
        assert all(piece.hidden for piece in lower.pieces if not piece.pitches)


def test_an_accidental_of_one_voice_is_seen_by_the_other():
    whole, half = Piece(Fraction(0), Fraction(4), (66,), "whole"), Fraction(2)
    moving = [Piece(Fraction(0), half, (), "half"), Piece(half, half, (66,), "half")]
    staff = write_staff([[whole], moving], "G", BarLines(), Speller(0, (Chord(0, 4, "D7"),)))
    assert accidentals(staff, 0, BarLines()) == [[["sharp"]], [[], [""]]]
