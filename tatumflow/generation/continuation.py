"""Going on from a moment of a performance."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.notes import BEATS_A_BAR, clip
from ..data.tempo import tempo_map
from ..data.time_map import TimeMap, unwarp
from ..model.sampling import Until
from ..runtime.errors import TatumError
from .asking import Ask
from .drawing import draw, Drawn, let_go
from .maps import join_maps, moved_map
from .prompts import prompt_before
from .sources import FEWEST_HEARD, read_source, Source
from .takes import how_drawn, repeat_take, Take

__all__ = ['find_seam', 'play_continuation']


def play_continuation(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) that go on at a bar line of the source: that of `ask.bar`, or
    the one nearest to `ask.start` (s; default: 10 s after its first note).

    The model hears as many bars before as fit half of its context; a take holds them, then the new
    part. Raises `TatumError` for a start outside of the source or too near its beginning.
    """
    source = read_source(ask)
    style, line = player.choose_style(ask.style, source.style), find_seam(source, ask)
    prompt = prompt_before(source, line, style, player.tokenizer,
                           player.model.config.context // 2)
    lead, start = _heard_notes(source, line - prompt.bars, line)
    seam = float(source.time.to_seconds(BEATS_A_BAR * line))
    until = Until(bars=ask.new_bars) if ask.new_bars else Until(seconds=ask.length)
    parts = []
    for drawn in draw(player, prompt, until, ask):
        time = join_maps(source.time, BEATS_A_BAR * line, tempo_map(drawn.tempi))
        new, seconds = _after_seam(drawn, time, line, ask)
        parts.append({"notes": _join(lead, new, seam - start), "seconds": seconds,
                      "time": moved_map(time, start)})
    asked = {"start": round(seam, 3), "bar": line + 1 - source.pickup, **source.told,
             **how_drawn(player, ask)}
    take = Take(lead, ask.mode, style, ask.seed, ask.length, seam - start, source.name, asked)
    return repeat_take(take, parts)


def find_seam(source: Source, ask: Ask) -> int:
    """The bar (of the source's map) at whose bar line to go on. Raises `TatumError` where that
    cannot be."""
    notes, ends = source.notes, source.notes["onset"] + source.notes["duration"]
    if len(notes) < FEWEST_HEARD:
        raise TatumError(f"음표가 {len(notes)}개뿐인 연주는 이을 수 없습니다. "
                         f"음표가 {FEWEST_HEARD}개 이상인 연주를 고르십시오.")
    last = math.ceil(float(source.time.to_beats(ends.max())) / BEATS_A_BAR - 1e-6)
    lines = np.arange(1, last + 1)
    begun = np.searchsorted(source.beats["onset"], BEATS_A_BAR * lines)
    lines = lines[begun >= FEWEST_HEARD]
    if ask.bar is not None:
        if ask.bar - 1 + source.pickup in lines: return ask.bar - 1 + source.pickup
        first, end = lines[[0, -1]] + 1 - source.pickup
        raise TatumError(f"{ask.bar}마디에서는 이을 수 없습니다. 이 연주는 {max(first, 1)}마디부터 "
                         f"{end}마디까지의 어느 마디에서나 이을 수 있습니다.")
    first = float(notes["onset"][0])
    at = min(first + 10, ends.max()) if ask.start is None else ask.start
    if not first < at <= ends.max():
        raise TatumError(f"{at:g}초에서는 이을 수 없습니다. 이 연주는 {first:.1f}초부터 "
                         f"{ends.max():.1f}초까지입니다. 그 사이를 고르십시오.")
    return int(lines[np.abs(source.time.to_seconds(BEATS_A_BAR * lines) - at).argmin()])


def _heard_notes(source: Source, first: int, line: int) -> tuple[np.ndarray, float]:
    """The notes (s) of the bars from `first` to before `line`, the first at 0 s, and where that one
    was (s)."""
    begun = source.gridded["onset"] >= BEATS_A_BAR * first
    lead = source.notes[begun & (source.beats["onset"] < BEATS_A_BAR * line)].copy()
    start = float(lead["onset"][0] if len(lead) else source.time.to_seconds(BEATS_A_BAR * first))
    lead["onset"] -= start
    return lead, start


def _after_seam(drawn: Drawn, time: TimeMap, line: int, ask: Ask) -> tuple[np.ndarray, float]:
    """What was drawn after the bar `line` of `time`, in seconds from there on, and how long that
    is (s)."""
    notes, ends = drawn.notes.copy(), BEATS_A_BAR * np.array([line, line + len(drawn.tempi)])
    notes["onset"] += ends[0]
    seam, end = time.to_seconds(ends).tolist()
    seconds = end - seam if ask.new_bars else ask.length
    return clip(unwarp(notes, time), seam, seam + seconds), seconds


def _join(lead: np.ndarray, new: np.ndarray, begin: float) -> np.ndarray:
    """`lead`, then `new` from `begin` (s) on; a key of `lead` that `new` strikes while it is down
    is let go."""
    new = new.copy()
    new["onset"] += begin
    return np.concatenate([let_go(lead, new), new])
