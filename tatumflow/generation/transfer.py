"""Playing the chords and the melody of a performance in another style."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.chords import NO_CHORD
from ..data.frames import read_frames
from ..data.harmony import chord_list, CHORDS
from ..data.notes import clip
from ..data.old_time import BAR_SECONDS
from ..data.vocabulary import BOS, FRAME, style_token
from ..runtime.errors import TatumError
from .asking import Ask
from .drawing import draw
from .plans import CHORD, DENSITY, OPEN
from .prompts import Prompt
from .sources import FEWEST_HEARD, read_source
from .takes import how_drawn, repeat_take, Take

__all__ = ['play_transfer']


def play_transfer(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) of the source's `ask.length` seconds from `ask.start`
    (default: the first note) in another style.

    The share `ask.strength` (default: 0.25) of the source's chord and melody slots is hidden, the
    same ones with every seed, as are density and dynamics. Raises `TatumError` when there is too
    little to hear.
    """
    source = read_source(ask)
    strength = 0.25 if ask.strength is None else ask.strength
    style = player.choose_style(ask.style, source.style)
    heard, start = _hear(source.notes, ask)
    seconds = min(ask.length, float((heard["onset"] + heard["duration"]).max()))
    frames = _keep_sheet(heard, math.ceil(seconds / BAR_SECONDS), strength)
    prompt = Prompt(np.array([BOS, player.tokenizer.vocab[style_token(style)]]), 0)
    parts = draw(player, prompt, seconds, ask, frames)
    given = np.where(frames[:, CHORD] == OPEN, len(CHORDS), frames[:, CHORD]).ravel()
    chords = tuple(chord for chord in chord_list(given)
                   if chord.onset < seconds and chord.symbol != NO_CHORD)
    asked = {"start": start, "strength": strength, **how_drawn(player, ask)}
    take = Take(heard, ask.mode, style, ask.seed, seconds, 0.0, source.name, asked, chords, heard)
    return repeat_take(take, parts)


def _hear(notes: np.ndarray, ask: Ask) -> tuple[np.ndarray, float]:
    """The notes to change, and from where on they are (s). Raises `TatumError` for too few."""
    start = ask.start
    if start is None: start = float(notes["onset"][0]) if len(notes) else 0.0
    heard = clip(notes, start, start + ask.length)
    if len(heard) < FEWEST_HEARD:
        raise TatumError(f"{start:.1f}초부터 {ask.length:g}초 안에 음표가 {len(heard)}개뿐이라 "
                         f"바꿀 수 없습니다. 음표가 {FEWEST_HEARD}개 이상 있는 곳을 고르십시오.")
    return heard, start


def _keep_sheet(heard: np.ndarray, bars: int, strength: float) -> np.ndarray:
    """The frames of `heard`, of which the share `strength`, density and dynamics are `OPEN`."""
    frames = read_frames(heard, bars)
    lost = np.random.default_rng(0).random(frames.shape) < strength
    return np.where(lost | (np.arange(len(FRAME)) >= DENSITY), OPEN, frames)
