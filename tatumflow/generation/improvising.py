"""Improvising from nothing but a style, or over chords."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.old_time import BAR_SECONDS
from ..data.vocabulary import BOS, style_token
from .asking import Ask
from .drawing import draw
from .plans import open_frames, sheet_slots
from .prompts import Prompt
from .takes import how_drawn, repeat_take, Take

__all__ = ['play_improvisation']


def play_improvisation(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) in a style, over the chords and with the density and dynamics
    that are asked for. What is not asked for is hidden from the model."""
    style, seconds = player.choose_style(ask.style), ask.length
    dials = {"density": ask.density, "dynamics": ask.dynamics}
    dials = {name: level for name, level in dials.items() if level is not None}
    frames = None
    if ask.sheet or dials:
        bars = math.ceil(seconds / BAR_SECONDS)
        chords = sheet_slots(ask.sheet, 4 * bars) if ask.sheet else None
        frames = open_frames(bars, chords, **dials)
    asked = {"chords": " ".join(chord.symbol for chord in ask.sheet)} if ask.sheet else {}
    prompt = Prompt(np.array([BOS, player.tokenizer.vocab[style_token(style)]]), 0)
    parts = draw(player, prompt, seconds, ask, frames)
    chords = tuple(chord for chord in ask.sheet if chord.onset < seconds)
    take = Take(parts[0], ask.mode, style, ask.seed, seconds,
                asked={**asked, **dials, **how_drawn(player, ask)}, chords=chords)
    return repeat_take(take, parts)
