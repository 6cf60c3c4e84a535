# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.time_map import find_time, warp
from ..data.tokens import encode
from ..data.vocabulary import token_kinds
from .bridging import bridge_prompt, can_bridge


@pytest.fixture(scope="module")
def sides(stride, tokenizer):
    """Tokens of an étude before its bar 5 and from bar 8 on, and between."""
    ids = encode(warp(stride, find_time(stride)), "Art Tatum", tokenizer).astype(int)
    lines = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])
    return ids[:lines[4]], ids[lines[4]:lines[7]], ids[lines[7]:]


def test_the_prompt_is_laid_out_as_a_window_of_training(sides, tokenizer):
    before, _, after = sides
    prompt = bridge_prompt(before, after, 3, tokenizer, 2000)
    names = token_kinds(tokenizer).kind[prompt.ids]
    assert names[0] == "Style" and names[-1] == "Middle" and list(names).count("Gap") == 1
    gap = list(names).index("Gap")
    assert np.array_equal(prompt.ids[1:gap], after[:gap - 1])
    assert np.array_equal(prompt.ids[gap + 1:-1], before[2:])
    assert prompt.bars == list(names).count("Bar") == 4 + 4


def test_the_prompt_fits_its_room_with_a_bar_on_either_side(sides, tokenizer):
    before, _, after = sides
    for room in (120, 300):
        prompt = bridge_prompt(before, after, 3, tokenizer, room)
        assert prompt.bars >= 2 and (len(prompt.ids) <= room or prompt.bars == 2)


def test_what_has_one_side_alone_is_no_bridge(sides, tokenizer):
    before, _, after = sides
    assert can_bridge(before, after, 8, tokenizer)
    assert not can_bridge(before[:2], after, 3, tokenizer)
    assert not can_bridge(before, after[-1:], 3, tokenizer)
    assert not can_bridge(before, after, 9, tokenizer)
