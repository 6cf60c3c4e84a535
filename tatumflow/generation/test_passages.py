# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.etudes import make_etude
from ..data.notes import clip, make_notes
from ..data.time_map import clock_map
from .passages import _count_bars, _parse_bars, find_passage
from .sources import Source


def test_bars_are_read_within_the_piece(refusal):
    assert _parse_bars(" 3 ", 1, 5) == (3, 3) and _parse_bars("2-5", 1, 5) == (2, 5)
    assert _parse_bars("0-1", 0, 5) == (0, 1)
    for text in ("0-1", "3-2", "1-6", "b", "", "7-99", "1-2-3"):
        with refusal("마디 범위"): _parse_bars(text, 1, 5)


def without_a_pulse(onset):
    """Notes that the clock counts, two seconds a bar from the first on."""
    source = Source(make_notes(onset, 0.4, [60] * len(onset), 80), "")
    return source


def test_without_a_pulse_bars_count_from_the_first_note(refusal):
    onset = np.array([0, 1, 2, 3.998, 4.5, 5.2, 7.998])
    for later in (0.0, 0.7):
        assert _count_bars(without_a_pulse(onset + later)) == (1, 5)
    assert _count_bars(without_a_pulse(onset[:4])) == (1, 3)
    with refusal("2개뿐"): _count_bars(without_a_pulse(onset[:2]))


def test_bars_are_the_pieces_own(stride):
    source = Source(stride, "")
    first, last = _count_bars(source)
    assert (first, last) == (1, source.bars)
    part = find_passage(source, "2-3")
    lines = source.time.to_seconds([part.begin, part.end])
    etude = make_etude("stride", "blues", seed=1)
    lines_written = etude.beats[4::4][:2] if hasattr(etude, "beats") else lines
    assert np.allclose(np.diff(lines), 480 / source.time.tempo(part.begin), rtol=0.02)
    assert len(lines_written) == 2


def test_what_stands_before_the_first_bar_line_is_bar_nought(stride):
    source = Source(stride, "")
    line = source.time.to_seconds(4 * (source.pickup + 1))
    late = Source(clip(stride, line - 0.4, 99), "")  # a beat and a little of the bar before
    assert _count_bars(late)[0] == 0 and find_passage(late, "1").begin == 4 * late.pickup
    assert np.isclose(late.time.to_seconds(4 * late.pickup), 0.4, atol=0.05)
    assert find_passage(late, None).first == 0


@pytest.mark.parametrize("text", [
    "5-8", "5~8", "5–8", "5 ～ 8", "５－８", "5〜8,",
    "5..8", "5:8", "5에서 8", "5-8마디", "5마디부터 8마디까지"])
def test_bars_are_written_in_several_ways(text):
    assert _parse_bars(text, 1, 9) == (5, 8) and _parse_bars("5마디", 1, 9) == (5, 5)


def test_absurd_bars_are_refused(refusal):
    for text in ("9" * 5000, "5~", "~8", "1-2-3"):
        with refusal("마디 범위"): _parse_bars(text, 1, 9)


def test_bars_of_a_long_piece_are_asked_for_before_they_are_drawn(refusal):
    onset = np.arange(0, 66, 0.5)
    with mock.patch("tatumflow.generation.sources.find_time", return_value=clock_map()):
        source, short = without_a_pulse(onset), without_a_pulse(onset[:128])
        with refusal("이 연주는 33마디라"): find_passage(source, None, drawn=True)
        for asked in ({"bars": None}, {"bars": "1-33", "drawn": True}):
            passage = find_passage(source, **asked)
            assert (passage.first, passage.last) == (1, 33)
        assert find_passage(short, None, drawn=True).last == 32
