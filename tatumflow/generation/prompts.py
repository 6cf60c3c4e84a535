"""Prompts: what a model hears before it plays."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.frames import frame_ids
from ..data.notes import BEATS_A_BAR
from ..data.tempo import read_tempi
from ..data.tokens import encode
from ..data.vocabulary import FRAME, HIDDEN, STEPS_A_BEAT
from .plans import open_frames, plan_of, TEMPO
from .sources import Source

__all__ = ['Prompt', 'last_bars', 'plan_after', 'prompt_before', 'whole_bars']


@dataclass(frozen=True, eq=False)
class Prompt:
    """Token `ids`: `BOS Style` and so many whole `bars`."""
    ids: np.ndarray
    bars: int


def plan_after(prompt: Prompt, frames: np.ndarray, tokenizer: REMI) -> np.ndarray:
    """`plan_of` frames that follow the bars of a prompt."""
    return plan_of(np.vstack([open_frames(prompt.bars), frames]), tokenizer)


def prompt_before(source: Source, line: int, style: str, tokenizer: REMI, room: int) -> Prompt:
    """What a model with `room` tokens of memory hears of `source` before the bar `line` of its map.

    `BOS Style`, then the bars from the one of the first note on, silent ones included; as many as
    fit, one at least.
    """
    first = int(source.gridded["onset"][0] // BEATS_A_BAR)
    heard = source.gridded[source.beats["onset"] < BEATS_A_BAR * line]
    heard["onset"] -= BEATS_A_BAR * first
    tempi = read_tempi(source.time, line)[first:]
    return last_bars(whole_bars(heard, tempi, style, tokenizer), room, tokenizer)


def whole_bars(notes: np.ndarray, tempi: np.ndarray, style: str, tokenizer: REMI) -> np.ndarray:
    """`notes` (beats) as `BOS Style` and a bar for each of `tempi` (tempo values), without EOS:
    nothing rounds over the end, silent bars are written out."""
    notes, vocab = notes.copy(), tokenizer.vocab
    notes["onset"] = np.minimum(notes["onset"], BEATS_A_BAR * len(tempi) - 1 / STEPS_A_BEAT)
    ids = encode(notes, style, tokenizer, tempi)[:-1]
    silent = tempi[np.count_nonzero(ids == vocab["Bar_None"]):]
    silence = np.full((len(silent), 1 + len(FRAME)), vocab[HIDDEN])
    silence[:, 0], silence[:, 1] = vocab["Bar_None"], silent + frame_ids(tokenizer)[TEMPO]
    return np.append(ids, silence.ravel()).astype(np.uint16)


def last_bars(ids: np.ndarray, room: int, tokenizer: REMI) -> Prompt:
    """The header of `ids` and its last bars, as many as fit `room` tokens, one at least if there
    is one."""
    lines = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])
    kept = lines[(len(ids) - lines + 2 <= room) | (lines == lines[-1:])]
    bars = ids[kept[0]:] if len(kept) else ids[:0]
    return Prompt(np.concatenate([ids[:2], bars]), len(kept))
