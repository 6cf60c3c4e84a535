# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import BEATS_A_BAR, make_notes
from ..data.tempo import FREE, read_tempi
from ..data.time_map import clock_map
from ..data.tokens import transcribe
from ..runtime.errors import TatumError
from .passages import _places, cut_passages
from .pieces import Piece


def test_passages_do_not_overlap(minute_piece, minute, tokenizer):
    passages = cut_passages([minute_piece], tokenizer)
    assert [len(passage.real) for passage in passages] == [40, 40, 40]
    assert passages[1].real["pitch"].tolist() == minute["pitch"][120:160].tolist()
    assert passages[0].prompt["pitch"].tolist() == minute["pitch"][:80].tolist()


def test_no_more_passages_are_cut_than_asked_for(minute_piece, tokenizer):
    assert len(cut_passages([minute_piece], tokenizer, count=2)) == 2


def test_both_parts_begin_at_zero_and_keep_their_length(etude_passages):
    for passage in etude_passages:
        assert 10 <= passage.context < 13 and passage.real["onset"].max() < 10 == passage.seconds
        assert passage.prompt["onset"].min() >= 0 <= passage.real["onset"].min()
        assert passage.prompt["onset"].max() < passage.context


def test_prompts_are_of_whole_bars(etude_passages):
    for passage in etude_passages:
        lines = passage.time_map.to_seconds(np.array([0, BEATS_A_BAR * passage.bars]))
        assert lines == pytest.approx([0, passage.context])
        assert read_tempi(passage.time_map, passage.bars).max() < FREE


def test_a_place_is_the_first_bar_line_after_the_time_asked_for():
    lines = np.arange(0, 40, 1.6)
    assert _places(lines, 30.0, 6.0, 4.0) == [(0, 4), (3, 7), (6, 10), (9, 13), (12, 16)]
    assert _places(lines, 10.3, 6.0, 4.0) == [] == _places(lines, 99.0, 50.0, 4.0)


def test_the_seed_decides_the_passages(etude_pieces, tokenizer):
    def onsets(seed):
        return [passage.real["onset"].tolist() for passage
                in cut_passages(etude_pieces, tokenizer, 3, 10.0, seed=seed)]
    assert onsets(0) == onsets(0) != onsets(1)


def test_passages_with_few_notes_are_left_out(tokenizer):
    few = make_notes(np.arange(0, 60, 2.0), 2.0, 60, 80)  # 5 in 10 s, 10 in 20 s
    piece = Piece("few", "Other", transcribe(few, None, tokenizer, clock_map()))
    with pytest.raises(TatumError):
        cut_passages([piece], tokenizer)
    assert cut_passages([piece], tokenizer, seconds=20.0)


def test_pieces_that_are_too_short_are_refused(minute_piece, tokenizer, refusal):
    with refusal("긴 연주가 없어"):
        cut_passages([minute_piece], tokenizer, context=60.0)
    with refusal("긴 연주가 없어"):
        cut_passages([], tokenizer)
