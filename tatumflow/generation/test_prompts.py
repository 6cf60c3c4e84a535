# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.tempo import read_tempi
from ..data.tokens import decode, written_tempi
from ..data.vocabulary import BOS, HIDDEN
from .prompts import prompt_before
from .sources import Source


@pytest.fixture
def bar(tokenizer):
    return tokenizer.vocab["Bar_None"]


@pytest.mark.parametrize("room", [64, 256, 5000])
@pytest.mark.parametrize("line", [2, 3, 7, 12])
def test_the_last_bar_ends_at_the_seam(stride, tokenizer, bar, line, room):
    source = Source(stride, "stride")
    prompt = prompt_before(source, line, "Art Tatum", tokenizer, room)
    ids, played = prompt.ids, decode(prompt.ids, tokenizer)
    assert np.count_nonzero(ids == bar) == prompt.bars and (len(ids) <= room or prompt.bars == 1)
    assert list(ids[:2]) == [BOS, tokenizer.vocab["Style_ArtTatum"]]
    assert (played["onset"] < 4 * prompt.bars).all()
    heard = (source.beats["onset"] < 4 * line)
    heard &= source.gridded["onset"] >= 4 * (line - prompt.bars)
    assert len(played) == np.count_nonzero(heard)
    tempi = read_tempi(source.time, line)[line - prompt.bars:]
    assert np.array_equal(written_tempi(ids, tokenizer), tempi)
    if room == 5000: assert prompt.bars == line - int(source.gridded["onset"][0] // 4)


def test_silent_bars_are_written_out_and_nothing_rounds_over_the_seam(tokenizer, bar):
    sparse = Source(make_notes([1.0, 4.9999], 0.5, [60, 64], 80), "two notes without a pulse")
    prompt = prompt_before(sparse, 2, "Art Tatum", tokenizer, 500)
    assert prompt.bars == 2 and np.isclose(decode(prompt.ids, tokenizer)["onset"][1], 8 - 1 / 48)
    prompt = prompt_before(sparse, 5, "Art Tatum", tokenizer, 500)
    silence = [bar, tokenizer.vocab["Tempo_free"]] + [tokenizer.vocab[HIDDEN]] * 14
    assert prompt.bars == 5 and list(prompt.ids[-32:]) == silence * 2
    assert np.allclose(decode(prompt.ids, tokenizer)["onset"], [0, 8])
