# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from fractions import Fraction

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.time_map import constant_map, warp
from .bar_lines import BarLines
from .grids import Grid
from .pieces import cut, note_value, tuplets_of
from .quantising import write_hand
from .voices import VoiceWriter


_THIRDS = tuplets_of(Grid((3,), 1.0), 2)


@pytest.mark.parametrize("lengths", [(), (3.0,), (5.0,), (4.0, 3.0, 2.0), (3.5,)])
def test_lengths_add_up_and_no_note_crosses_a_bar_line(lengths):
    bars = BarLines(lengths)
    for start in range(0, 32):
        for end in range(start + 1, 64):
            first, last = Fraction(start, 8), Fraction(end, 8)
            for rest in (False, True):
                parts, at = cut(first, last, (), bars, rest), first
                for length, value, dots, _ in parts:
                    assert bars.bar(at) == bars.bar(at + length - Fraction(1, 64))
                    whole = rest and length == bars.size(bars.bar(at))
                    assert whole or note_value(length) == (value, dots)
                    at += length
                assert at == last


def test_bar_lines_go_on_in_the_last_metre():
    bars = BarLines((1.0, 3.0))
    assert [bars.line(bar) for bar in range(4)] == [0, 1, 4, 7]
    assert [bars.bar(beat) for beat in (0, 0.99, 1, 3.9, 4, 7, 9.5)] == [0, 0, 1, 1, 2, 3, 3]
    assert BarLines().line(5) == 20 and BarLines().bar(19.5) == 4


def test_the_middle_of_the_bar_is_shown():
    over = cut(Fraction(3, 2), Fraction(5, 2), (), BarLines())
    assert [part[0] for part in over] == [Fraction(1, 2)] * 2
    assert [part[0] for part in cut(Fraction(1, 2), Fraction(3, 2), (), BarLines())] == [1]


def test_a_note_that_ends_in_a_tuplet_is_tied_into_it():
    parts = cut(Fraction(1), Fraction(8, 3), _THIRDS, BarLines())
    assert [(part[0], part[1]) for part in parts] == [(1, "quarter"), (Fraction(2, 3), "quarter")]
    assert parts[0][3] is None and parts[1][3] is _THIRDS[0]


def test_rests_begin_on_their_beats():
    parts = cut(Fraction(1), Fraction(4), (), BarLines(), rest=True)
    assert [part[0] for part in parts] == [1, 2]


def test_a_voice_has_no_gap_and_no_wall_of_rests():
    rng = np.random.default_rng(3)
    notes = make_notes(np.maximum(0, np.arange(60) * 0.25 + rng.normal(0, 0.01, 60)), 0.12, 72, 80)
    strokes, fits = write_hand(notes, warp(notes, constant_map(120)), np.full(40, 0.5), 0.5)
    pieces = VoiceWriter(fits, BarLines()).write(strokes, Fraction(32))
    assert sum(piece.length for piece in pieces) == 32
    assert all(one.onset + one.length == two.onset for one, two in zip(pieces, pieces[1:]))
    assert sum(not piece.pitches for piece in pieces[:60]) == 0
