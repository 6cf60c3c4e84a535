"""Prompts: what a model hears before it plays."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.old_time import BAR_SECONDS, STEPS_PER_SECOND
from ..data.tokens import encode
from ..data.vocabulary import FRAME, HIDDEN
from .plans import open_frames, plan_of

__all__ = ['Prompt', 'last_bars', 'plan_after', 'prompt_before', 'whole_bars']


@dataclass(frozen=True, eq=False)
class Prompt:
    """Token `ids`: `BOS Style` and so many whole `bars`."""
    ids: np.ndarray
    bars: int


def plan_after(prompt: Prompt, frames: np.ndarray, tokenizer: REMI) -> np.ndarray:
    """`plan_of` frames that follow the bars of a prompt."""
    return plan_of(np.vstack([open_frames(prompt.bars), frames]), tokenizer)


def prompt_before(notes: np.ndarray, at: float, style: str, tokenizer: REMI, room: int) -> Prompt:
    """What a model with `room` tokens of memory hears of `notes` before `at` (s).

    `BOS Style`, then bars of 2 s of which the last ends exactly at `at`, silent ones included; as
    many as fit, one at least.
    """
    heard = notes[notes["onset"] < at].copy()
    bars = math.ceil((at - heard["onset"][0]) / BAR_SECONDS)
    heard["onset"] += bars * BAR_SECONDS - at
    return last_bars(whole_bars(heard, bars, style, tokenizer), room, tokenizer)


def whole_bars(notes: np.ndarray, bars: int, style: str, tokenizer: REMI) -> np.ndarray:
    """`notes` as `BOS Style` and exactly `bars` bars, without EOS: nothing rounds over the end,
    silent bars are written out."""
    notes, vocab = notes.copy(), tokenizer.vocab
    notes["onset"] = np.minimum(notes["onset"], bars * BAR_SECONDS - 1 / STEPS_PER_SECOND)
    ids = encode(notes, style, tokenizer)[:-1]
    silent = bars - np.count_nonzero(ids == vocab["Bar_None"])
    silence = [vocab["Bar_None"]] + [vocab[HIDDEN]] * len(FRAME)
    return np.append(ids, np.tile(silence, silent)).astype(np.uint16)


def last_bars(ids: np.ndarray, room: int, tokenizer: REMI) -> Prompt:
    """The header of `ids` and its last bars, as many as fit `room` tokens, one at least if there
    is one."""
    lines = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])
    kept = lines[(len(ids) - lines + 2 <= room) | (lines == lines[-1:])]
    bars = ids[kept[0]:] if len(kept) else ids[:0]
    return Prompt(np.concatenate([ids[:2], bars]), len(kept))
