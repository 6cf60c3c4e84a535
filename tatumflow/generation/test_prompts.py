# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.tokens import decode
from ..data.vocabulary import BOS, HIDDEN
from .prompts import prompt_before


@pytest.fixture
def bar(tokenizer):
    return tokenizer.vocab["Bar_None"]


@pytest.mark.parametrize("room", [64, 256, 5000])
@pytest.mark.parametrize("at", [0.003, 2.0, 7.777, 13.999, 21.0001])
def test_the_last_bar_ends_at_the_seam(stride, tokenizer, bar, at, room):
    if at < 1: at += stride["onset"][0]
    prompt = prompt_before(stride, at, "Art Tatum", tokenizer, room)
    ids, played = prompt.ids, decode(prompt.ids, tokenizer)
    assert np.count_nonzero(ids == bar) == prompt.bars and (len(ids) <= room or prompt.bars == 1)
    assert list(ids[:2]) == [BOS, tokenizer.vocab["Style_ArtTatum"]]
    assert (played["onset"] < 2 * prompt.bars).all()
    heard = (stride["onset"] < at) & (stride["onset"] >= at - 2 * prompt.bars - 0.005)
    assert len(played) == np.count_nonzero(heard)
    if room == 5000: assert prompt.bars == math.ceil((at - stride["onset"][0]) / 2)


def test_silent_bars_are_written_out_and_nothing_rounds_over_the_seam(tokenizer, bar):
    sparse = make_notes([1.0, 5.9999], 0.5, [60, 64], 80)
    prompt = prompt_before(sparse, 6.0, "Art Tatum", tokenizer, 500)
    assert prompt.bars == 3 and decode(prompt.ids, tokenizer)["onset"][1] == 5.99
    prompt = prompt_before(sparse, 12.5, "Art Tatum", tokenizer, 500)
    assert prompt.bars == 6 and list(prompt.ids[-15:]) == [bar] + [tokenizer.vocab[HIDDEN]] * 14
    assert np.allclose(decode(prompt.ids, tokenizer)["onset"], [0.5, 5.5])
