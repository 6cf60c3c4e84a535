"""Bridges: bars played anew between those that stay before and after them."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

from ..data.chords import Chord
from ..data.excerpts import LONGEST_BRIDGE
from ..data.notes import BEATS_A_BAR
from ..runtime.errors import TatumError
from .asking import Ask
from .bridging import can_bridge, split_tokens
from .editing import draw_middles, place_notes, put_back
from .passages import find_passage, Passage
from .plans import open_frames, sheet_slots, TEMPO
from .sources import read_source
from .takes import how_drawn, repeat_take, Take

__all__ = ['play_bridge']


def play_bridge(player, ask: Ask) -> list[Take]:
    """Takes of the whole source whose `ask.bars` are played anew by `player` (a `Player`), who has
    read what comes before and after; chords, density and dynamics are kept to if they are given.

    Take i is the best joined of `ask.tries` (default: 4). Outside of the bars everything stays.
    Raises `TatumError` for bars without a bar before and after, and for more than eight.
    """
    source, tokenizer = read_source(ask), player.tokenizer
    style, passage = player.choose_style(ask.style, source.style), find_passage(source, ask.bars)
    before, after, frames = split_tokens(passage, style, tokenizer)
    frames = frames[passage.bars]
    _check_sides(passage, can_bridge(before, after, len(frames), tokenizer))
    sheet = sheet_slots(_sheet_of(ask, passage), BEATS_A_BAR * len(frames)) if ask.harmony else None
    plan = open_frames(len(frames), sheet, frames[:, TEMPO], **ask.dials)
    middles = draw_middles(player, ask, before, after, plan)
    begin, end = source.time.to_seconds([passage.begin, passage.end]).tolist()
    parts = [{"notes": put_back(place_notes(middle, passage, tokenizer), passage, source.time)}
             for middle in middles]
    chords = tuple(replace(one, onset=one.onset + passage.begin) for one in ask.harmony)
    asked = {"bars": f"{passage.first}-{passage.last}", **ask.dials, **source.told,
             **how_drawn(player, ask)}
    return repeat_take(Take(source.notes, ask.mode, style, ask.seed, end - begin, begin,
                            source.name, asked, chords, source.notes, source.time), parts)


def _check_sides(passage: Passage, fits: bool) -> None:
    """Raises `TatumError` for a passage that no bridge can take the place of."""
    if fits: return
    raise TatumError(f"{passage.first}-{passage.last}마디에는 다리를 놓을 수 없습니다. 앞뒤로 한 "
                     f"마디 이상 남기고 {LONGEST_BRIDGE}마디까지만 5-8처럼 고르십시오.")


def _sheet_of(ask: Ask, passage: Passage) -> tuple[Chord, ...]:
    """The chords to play over. Raises `TatumError` when they do not fill the passage."""
    bars, last = passage.last - passage.first + 1, ask.harmony[-1]
    length = (last.onset + last.duration) / BEATS_A_BAR
    if abs(length - bars) > 1e-6:
        raise TatumError(f"새로 칠 곳은 {bars}마디인데 화음 진행은 {length:g}마디입니다. 마디 수에 "
                         "맞게 적거나 비우십시오.")
    return ask.harmony
