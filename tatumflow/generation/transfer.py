"""Playing the chords and the melody of a performance in another style."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.frames import read_frames
from ..data.notes import BEATS_A_BAR, clip
from ..data.tempo import read_tempi
from ..data.time_map import unwarp
from ..data.vocabulary import BOS, FRAME, style_token
from ..model.sampling import Until
from ..runtime.errors import TatumError
from .asking import Ask
from .drawing import draw
from .maps import moved_map
from .plans import chords_from, DENSITY, OPEN, TEMPO
from .prompts import Prompt
from .sources import FEWEST_HEARD, read_source, Source
from .takes import how_drawn, move_chords, repeat_take, Take

__all__ = ['play_transfer']


def play_transfer(player, ask: Ask) -> list[Take]:
    """Takes of the source's bars, from `ask.bar` or the bar line nearest to `ask.start` (default:
    its first note), in another style (default: the best known that is not the source's), in the
    source's time. The share `ask.strength` (default: 0.25) of its chord and melody slots is hidden,
    as are density and dynamics. Raises `TatumError` for too little to hear.
    """
    source, strength = read_source(ask), 0.25 if ask.strength is None else ask.strength
    style = player.choose_style(ask.style or player.other_style(source.style))
    first = _first_bar(source, ask)
    heard, start = _hear(source, first, ask)
    seconds = float((heard["onset"] + heard["duration"]).max())
    frames = _keep_sheet(source, first, start + seconds, strength)
    prompt = Prompt(np.array([BOS, player.tokenizer.vocab[style_token(style)]]), 0)
    parts = []
    for notes, _ in draw(player, prompt, Until(bars=len(frames)), ask, frames):
        notes["onset"] += BEATS_A_BAR * first
        parts.append({"notes": clip(unwarp(notes, source.time), start, start + seconds)})
    asked = {"start": round(start, 3), "bar": first + 1 - source.pickup, "strength": strength,
             **source.told, **how_drawn(player, ask)}
    chords = chords_from(frames, BEATS_A_BAR * first)
    chords = move_chords(chords, source.time, start, start + seconds)
    take = Take(heard, ask.mode, style, ask.seed, seconds, 0.0, source.name, asked, chords, heard,
                moved_map(source.time, start))
    return repeat_take(take, parts)


def _first_bar(source: Source, ask: Ask) -> int:
    """The bar (of the source's map) to begin with. Raises `TatumError` for a bar that is not
    there."""
    if ask.bar is not None and not 1 <= ask.bar <= source.bars:
        raise TatumError(f"{ask.bar}마디는 이 연주에 없습니다. 1에서 {source.bars} 사이의 마디를 "
                         "고르십시오.")
    if ask.bar is not None: return ask.bar - 1 + source.pickup
    if ask.start is not None:
        return max(0, round(float(source.time.to_beats(ask.start)) / BEATS_A_BAR))
    return int(source.gridded["onset"][:1].sum() // BEATS_A_BAR)


def _hear(source: Source, first: int, ask: Ask) -> tuple[np.ndarray, float]:
    """The notes to change (s), and from where on they are (s): the bar line, or the first note of
    the source. Raises `TatumError` for too few."""
    line, notes = float(source.time.to_seconds(BEATS_A_BAR * first)), source.notes
    start = max(line, float(notes["onset"].min(initial=math.inf)))
    if ask.start is None and ask.bar is None: start = float(notes["onset"].min(initial=math.inf))
    end = start + ask.length
    if ask.new_bars: end = float(source.time.to_seconds(BEATS_A_BAR * (first + ask.new_bars)))
    heard = clip(notes, start, end)
    if len(heard) < FEWEST_HEARD:
        raise TatumError(f"{line:.1f}초부터 {end - line:.3g}초 안에 음표가 {len(heard)}개뿐이라 "
                         f"바꿀 수 없습니다. 음표가 {FEWEST_HEARD}개 이상 있는 곳을 고르십시오.")
    return heard, start


def _keep_sheet(source: Source, first: int, end: float, strength: float) -> np.ndarray:
    """The frames of `source` from the bar `first` until `end` (s), of which the share `strength` of
    chords and melody, density and dynamics are `OPEN`."""
    last = math.ceil(float(source.time.to_beats(end)) / BEATS_A_BAR - 1e-6)
    notes = clip(source.gridded, BEATS_A_BAR * first, BEATS_A_BAR * last)
    frames = read_frames(notes, last - first, read_tempi(source.time, last)[first:])
    lost = np.random.default_rng(0).random(frames.shape) < strength
    lost[:, TEMPO] = False
    return np.where(lost | (np.arange(len(FRAME)) >= DENSITY), OPEN, frames)
