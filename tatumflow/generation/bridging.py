"""The prompt of a bridge: what stands before and after it, as in the windows of training."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI

from ..data.excerpts import LONGEST_BRIDGE, MOST_AFTER
from ..data.frames import read_frames
from ..data.notes import BEATS_A_BAR
from ..data.tempo import read_tempi
from ..data.tokens import encode
from ..data.vocabulary import MIDDLE
from .passages import Passage
from .prompts import last_bars, Prompt

__all__ = ['bridge_prompt', 'can_bridge', 'split_tokens']


def can_bridge(before: np.ndarray, after: np.ndarray, gap: int, tokenizer: REMI) -> bool:
    """Whether the model has learnt to fill a gap of so many bars, and something stands on both
    sides: tokens `before` (with their header), and `after` (to EOS)."""
    line = tokenizer.vocab["Bar_None"]
    return 1 <= gap <= LONGEST_BRIDGE and line in before and line in after


def bridge_prompt(before: np.ndarray, after: np.ndarray, gap: int, tokenizer: REMI,
                  room: int) -> Prompt:
    """`Style after… Gap_n before… Middle`, at most `room` tokens (see `bridge_window`): up to four
    of the bars `after`, of which one may fill half of the room, and as many `before` as fit, one of
    each at least. The bars of the middle come next."""
    vocab = tokenizer.vocab
    edges = np.append(np.flatnonzero(after == vocab["Bar_None"])[1:], len(after) - 1)[:MOST_AFTER]
    bars = max(1, int((edges <= room // 2).sum()))
    shown = after[:edges[bars - 1]]
    heard = last_bars(before, room - len(shown) - 2, tokenizer)
    ids = np.concatenate([heard.ids[1:2], shown, [vocab[f"Gap_{gap}"]], heard.ids[2:],
                          [vocab[MIDDLE]]])
    return Prompt(ids.astype(np.uint16), heard.bars + bars)


def split_tokens(passage: Passage, style: str, tokenizer: REMI):
    """A performance as tokens before a passage (with `BOS Style`) and after it (to EOS), and the
    frames of all its bars."""
    notes = passage.source.gridded
    bars = int(notes["onset"].max() // BEATS_A_BAR) + 1
    tempi = read_tempi(passage.source.time, bars)
    ids = encode(notes, style, tokenizer, tempi)
    lines = np.append(np.flatnonzero(ids == tokenizer.vocab["Bar_None"]), len(ids) - 1)
    before, after = ids[:lines[passage.bars.start]], ids[lines[passage.bars.stop]:]
    return before, after, read_frames(notes, bars, tempi)
