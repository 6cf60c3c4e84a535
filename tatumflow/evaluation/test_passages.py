# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.tokens import encode
from ..runtime.errors import TatumError
from .passages import cut_passages
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
        for part in (passage.prompt, passage.real):
            assert part["onset"].min() >= 0 and part["onset"].max() < 10


def test_the_seed_decides_the_passages(etude_pieces, tokenizer):
    def onsets(seed):
        return [passage.real["onset"].tolist() for passage
                in cut_passages(etude_pieces, tokenizer, 3, 10.0, seed=seed)]
    assert onsets(0) == onsets(0) != onsets(1)


def test_passages_with_few_notes_are_left_out(tokenizer):
    few = make_notes(np.arange(0, 60, 2.0), 2.0, 60, 80)  # 5 in 10 s, 10 in 20 s
    piece = Piece("few", "Other", encode(few, None, tokenizer))
    with pytest.raises(TatumError):
        cut_passages([piece], tokenizer)
    assert cut_passages([piece], tokenizer, seconds=20.0)


def test_pieces_that_are_too_short_are_refused(minute_piece, tokenizer, refusal):
    with refusal("긴 연주가 없어"):
        cut_passages([minute_piece], tokenizer, context=60.0)
    with refusal("긴 연주가 없어"):
        cut_passages([], tokenizer)
