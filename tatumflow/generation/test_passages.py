# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from .passages import _count_bars, _parse_bars, find_passage


def test_bars_are_read_within_the_piece(refusal):
    assert _parse_bars(" 3 ", 5) == (3, 3) and _parse_bars("2-5", 5) == (2, 5)
    for text in ("0-1", "3-2", "1-6", "b", "", "7-99", "1-2-3"):
        with refusal("마디 범위"): _parse_bars(text, 5)


def test_bars_count_from_the_first_note(refusal):
    notes = make_notes([0, 1, 2, 3.998, 4.5, 5.2, 7.998], 0.4, [60] * 7, 80)
    assert _count_bars(notes) == 5 and _count_bars(notes[:4]) == 3
    notes["onset"] += 0.7
    assert _count_bars(notes) == 5
    with refusal("2개뿐"): _count_bars(notes[:2])


def test_a_passage_is_all_or_some_bars(stride):
    late = stride.copy()
    late["onset"] += 3
    whole, part = find_passage(late, None), find_passage(late, "2-3")
    assert (whole.first, whole.last) == (1, _count_bars(stride)) and whole.notes["onset"][0] == 0
    assert (part.begin, part.end) == (2.0, 6.0)
    assert np.array_equal(part.gridded["onset"], np.round(part.notes["onset"], 2))
    assert late["onset"][0] >= 3


@pytest.mark.parametrize("text", [
    "5-8", "5~8", "5–8", "5 ～ 8", "５－８", "5〜8,",
    "5..8", "5:8", "5에서 8", "5-8마디", "5마디부터 8마디까지"])
def test_bars_are_written_in_several_ways(text):
    assert _parse_bars(text, 9) == (5, 8) and _parse_bars("5마디", 9) == (5, 5)


def test_absurd_bars_are_refused(refusal):
    for text in ("9" * 5000, "5~", "~8", "1-2-3"):
        with refusal("마디 범위"): _parse_bars(text, 9)


def test_bars_of_a_long_piece_are_asked_for_before_they_are_drawn(refusal):
    notes = make_notes(np.arange(0, 66, 0.5), 0.4, [60] * 132, 80)
    with refusal("2초 마디 33개라"): find_passage(notes, None, drawn=True)
    for asked in ({"bars": None}, {"bars": "1-33", "drawn": True}):
        passage = find_passage(notes, **asked)
        assert (passage.first, passage.last) == (1, 33)
    assert find_passage(notes[:128], None, drawn=True).last == 32
