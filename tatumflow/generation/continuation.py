"""Going on from a moment of a performance."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.old_time import BAR_SECONDS, STEPS_PER_SECOND
from ..runtime.errors import TatumError
from .asking import Ask
from .drawing import draw
from .prompts import prompt_before
from .sources import FEWEST_HEARD, read_source
from .takes import how_drawn, repeat_take, Take

__all__ = ['play_continuation']


def play_continuation(player, ask: Ask) -> list[Take]:
    """Takes of `player` (a `Player`) that go on from `ask.start` of the source (s; default: 10 s
    after its first note).

    The model hears as many 2 s bars before as fit half of its context. A take holds these bars
    exactly as in the source, then the new part. Raises `TatumError` for a start outside of the
    source or too near its beginning.
    """
    source = read_source(ask)
    notes, style = source.notes, player.choose_style(ask.style, source.style)
    at = _check_start(notes, ask.start)
    room = player.model.config.context // 2
    prompt = prompt_before(notes, at, style, player.tokenizer, room)
    lead, start = _heard_notes(notes, at, prompt.bars)
    parts = [_join(lead, new, at - start) for new in draw(player, prompt, ask.length, ask)]
    take = Take(lead, ask.mode, style, ask.seed, ask.length, at - start, source.name,
                {"start": at, **how_drawn(player, ask)})
    return repeat_take(take, parts)


def _check_start(notes: np.ndarray, start: float | None) -> float:
    """Where to go on (s). Raises `TatumError` where that cannot be."""
    ends = notes["onset"] + notes["duration"]
    first, last = (notes["onset"][0], ends.max()) if len(notes) else (0.0, math.inf)
    at = min(first + 10, last) if start is None else start
    if not first < at <= last:
        raise TatumError(f"{at:g}초에서는 이을 수 없습니다. 이 연주는 {first:.1f}초부터 "
                         f"{last:.1f}초까지입니다. 그 사이를 고르십시오.")
    heard = np.count_nonzero(notes["onset"] < at)
    if heard < FEWEST_HEARD:
        raise TatumError(f"{at:g}초 앞에 음표가 {heard}개뿐이라 이을 수 없습니다. 음표가 "
                         f"{FEWEST_HEARD}개 이상 들리는 더 뒤의 시각이나 다른 연주를 고르십시오.")
    return at


def _heard_notes(notes: np.ndarray, at: float, bars: int) -> tuple[np.ndarray, float]:
    """The notes of the `bars` before `at`, the first at 0 s, and where that one was (s)."""
    first = at - bars * BAR_SECONDS - 0.5 / STEPS_PER_SECOND  # rounded onto the first bar line
    lead = notes[(notes["onset"] >= first) & (notes["onset"] < at)].copy()
    start = lead["onset"][0] if len(lead) else at
    lead["onset"] -= start
    return lead, start


def _join(lead: np.ndarray, new: np.ndarray, begin: float) -> np.ndarray:
    """`lead`, then `new` from `begin` (s) on; a key of `lead` that `new` strikes while it is down
    is let go."""
    lead, new = lead.copy(), new.copy()
    new["onset"] += begin
    for pitch in np.unique(new["pitch"]):
        again = new["onset"][new["pitch"] == pitch].min()
        held = (lead["pitch"] == pitch) & (lead["onset"] + lead["duration"] > again)
        lead["duration"][held] = again - lead["onset"][held]
    return np.concatenate([lead, new])
