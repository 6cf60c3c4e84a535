# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from ..data.chords import Chord
from ..data.notes import clip
from ..data.time_map import constant_map
from .takes import plot_take, Take


@pytest.fixture
def a_take(stride):
    chords = (Chord(0.0, 12.0, "C7"), Chord(12.0, 12.0, "F7"), Chord(24.0, 16.0, "G7"))
    return Take(stride, "continuation", "Art Tatum", 3, 4.0, 8.0, chords=chords, before=stride)


def test_name_and_title(a_take):
    assert a_take.name == "continuation-ArtTatum-3"
    assert a_take.title == "이어 치기 · Art Tatum · 시드 3"


def test_an_excerpt_keeps_the_chord_that_began_before(a_take):
    part = a_take.around(1.0)  # from 7 s, the middle of a bar
    assert part.chords == (Chord(2.0, 10.0, "F7"), Chord(12.0, 2.0, "G7"))
    assert np.isclose(part.time.to_beats(0.0), 2) and part.time.to_beats(5.0) == 12
    assert a_take.around(4.0).chords[0] == Chord(0.0, 4.0, "C7")
    assert [chord.symbol for chord in a_take.around(0.0).chords] == ["F7"]


def test_an_excerpt_holds_the_models_part(a_take, stride):
    part = a_take.around(1.0)
    assert part.begin == 1.0 and np.array_equal(part.new["pitch"], a_take.new["pitch"])
    assert np.array_equal(part.notes, clip(stride, 7.0, 13.0))
    assert np.array_equal(part.before, part.notes) and a_take.around(20.0).begin == 8.0


def test_the_source_is_drawn_on_grey(a_take):
    from matplotlib.figure import Figure
    ax = plot_take(a_take, Figure().subplots())
    assert ax.get_title() == a_take.title and len(ax.patches) > len(a_take.notes)
    seams = [line.get_xdata()[0] for line in ax.lines if line.get_color() == "tab:red"]
    assert seams == [8.0, 12.0]


def test_chords_and_bar_lines_are_drawn_in_their_place(a_take):
    from matplotlib.figure import Figure
    ax = plot_take(replace(a_take, time=constant_map(60, start=0.5)), Figure().subplots())
    assert [text.get_position()[0] for text in ax.texts] == [0.5, 12.5, 24.5]
    lines = [line.get_xdata()[0] for line in ax.lines if line.get_color() == "0.35"]
    assert lines[:3] == [0.5, 4.5, 8.5]
