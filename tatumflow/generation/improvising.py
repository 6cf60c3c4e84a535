"""Improvising from nothing but a style, or over chords."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR, clip
from ..data.tempo import bar_seconds, tempo_map, tempo_value, TEMPO_VALUES
from ..data.time_map import constant_map, unwarp
from ..data.vocabulary import BOS, style_token
from ..model.sampling import Until
from .asking import Ask
from .drawing import draw, Drawn
from .plans import open_frames, sheet_slots
from .prompts import Prompt
from .sheets import say_short
from .takes import how_drawn, repeat_take, Take

__all__ = ['counted_beats', 'play_improvisation']


def play_improvisation(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) in a style, over the chords, at the tempo and with the density
    and dynamics that are asked for. What is not asked for is hidden from the model; a tempo that is
    not asked for the model writes."""
    style = player.choose_style(ask.style)
    asked = {"density": ask.density, "dynamics": ask.dynamics}
    dials = {name: level for name, level in asked.items() if level is not None}
    frames, until = _plan_ahead(ask, dials)
    prompt = Prompt(np.array([BOS, player.tokenizer.vocab[style_token(style)]]), 0)
    parts = [_to_seconds(drawn, ask) for drawn in draw(player, prompt, until, ask, frames)]
    asked = {"chords": " ".join(chord.symbol for chord in ask.sheet)} if ask.sheet else {}
    if ask.speed: asked["tempo"] = ask.speed
    end = math.inf if not ask.speed else ask.length / 60 * ask.speed
    chords = tuple(chord for chord in ask.sheet if chord.onset < end - 1e-6)
    take = Take(parts[0]["notes"], ask.mode, style, ask.seed, ask.length,
                asked={**asked, **dials, **how_drawn(player, ask)}, chords=chords)
    return repeat_take(take, parts)


_COUNTED_FROM = 85.0  # beats per minute; the model counts in the octave from here on


def counted_beats(tempo: float) -> float:
    """How many beats the model counts in one beat at `tempo` (per minute): 1 from 85 to 170, a half
    above that, two below, and so on."""
    return 2.0 ** -math.floor(math.log2(tempo / _COUNTED_FROM))


def _plan_ahead(ask: Ask, dials: dict) -> tuple[np.ndarray | None, Until]:
    """The frames of what is asked for, None where nothing is, and how far to play."""
    until = Until(bars=ask.new_bars) if ask.new_bars else Until(seconds=ask.length)
    if not ask.speed:
        most = ask.new_bars or math.ceil(ask.length / float(bar_seconds(TEMPO_VALUES - 1)))
        return (open_frames(most, **dials) if dials else None), until
    share = counted_beats(ask.speed)
    tempo, chords = share * ask.speed, None
    bars = math.ceil(ask.length / 60 * tempo / BEATS_A_BAR - 1e-6)
    if ask.sheet:
        sheet = [Chord(chord.onset * share, chord.duration * share, chord.symbol)
                 for chord in ask.sheet]
        say_short(sheet)
        chords = sheet_slots(sheet, BEATS_A_BAR * bars)
        if not ask.tempo: print("빠르기(tempo)를 적지 않아 ♩ = 120으로 칩니다.")
    return open_frames(bars, chords, tempo_value(tempo), **dials), Until(bars=bars)


def _to_seconds(drawn: Drawn, ask: Ask) -> dict:
    """What was drawn as fields of a take."""
    if not ask.speed:
        time = tempo_map(drawn.tempi)
        seconds = ask.length if not ask.new_bars else float(bar_seconds(drawn.tempi).sum())
        return {"notes": clip(unwarp(drawn.notes, time), 0, seconds), "time": time,
                "seconds": seconds}
    played = constant_map(ask.speed * counted_beats(ask.speed))
    return {"notes": clip(unwarp(drawn.notes, played), 0, ask.length),
            "time": constant_map(ask.speed), "seconds": ask.length}
