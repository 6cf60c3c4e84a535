"""Places in real performances: what a model hears, and what was really played next."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.notes import BEATS_A_BAR, clip
from ..data.time_map import TimeMap
from ..runtime.errors import TatumError
from .pieces import Piece
from .pitch import transition_matrix

__all__ = ['FEWEST_NOTES', 'Passage', 'cut_passages']


FEWEST_NOTES = 8  # with fewer there is nothing to measure


@dataclass(frozen=True)
class Passage:
    """A bar line of a real performance: the `bars` before it (`prompt`, of `context` seconds) and
    the `seconds` after it (`real`), notes in seconds, each from 0.

    `time_map` is the performance's, from the prompt's first bar line on.
    """
    piece: str
    style: str
    prompt: np.ndarray
    real: np.ndarray
    context: float
    seconds: float
    bars: int
    time_map: TimeMap

    @property
    def is_measurable(self) -> bool:
        """Whether both parts have notes enough, and notes that follow one another."""
        return all(len(part) >= FEWEST_NOTES and transition_matrix(part).any()
                   for part in (self.prompt, self.real))


def cut_passages(pieces: list[Piece], tokenizer: REMI, count: int = 24, context: float = 20.0,
                 seconds: float = 10.0, seed: int = 0) -> list[Passage]:
    """Up to `count` passages drawn from `pieces`, their `real` parts not overlapping, in the order
    of the pieces. Prompts are of whole bars, the fewest that last `context` seconds.

    Notes are read back from tokens, so that real and generated music have the same grid. Raises
    `TatumError` when no piece is long enough.
    """
    notes = [piece.notes(tokenizer) for piece in pieces]
    lines = [_bar_lines(piece.time(tokenizer), part) for piece, part in zip(pieces, notes)]
    places = [(n, *bars) for n, part in enumerate(notes) if len(part)
              for bars in _places(lines[n], part["onset"][-1], context, seconds)]
    passages = {}
    for place in np.random.default_rng(seed).permutation(len(places)):
        if len(passages) == count: break
        n, first, last = places[place]
        passage = _passage(pieces[n], tokenizer, lines[n], (first, last), seconds)
        if passage.is_measurable: passages[n, last] = passage
    if not passages:
        raise TatumError(f"{context + seconds:.0f}초보다 긴 연주가 없어 평가할 조각을 자르지 "
                         "못했습니다. 더 긴 연주를 모으십시오.")
    return [passages[place] for place in sorted(passages)]


def _bar_lines(time_map: TimeMap, notes: np.ndarray) -> np.ndarray:
    """The time (s) of every bar line up to the last of `notes`."""
    last = time_map.to_beats(notes["onset"].max(initial=0.0))
    return time_map.to_seconds(BEATS_A_BAR * np.arange(last // BEATS_A_BAR + 1))


def _places(lines: np.ndarray, end: float, context: float,
            seconds: float) -> list[tuple[int, int]]:
    """(first bar of the prompt, bar after it) of passages that follow each other until `end`."""
    places, wanted = [], lines[0] + context
    while True:
        last = int(np.searchsorted(lines, wanted - 1e-6))
        if last == len(lines) or lines[last] + seconds > end + 1e-9: return places
        first = int(np.searchsorted(lines, lines[last] - context + 1e-6, side="right")) - 1
        places.append((first, last))
        wanted = lines[last] + seconds


def _passage(piece: Piece, tokenizer: REMI, lines: np.ndarray, bars: tuple[int, int],
             seconds: float) -> Passage:
    """The passage between two of the bar `lines` of a piece, and the `seconds` after it."""
    (first, last), notes, whole = bars, piece.notes(tokenizer), piece.time(tokenizer)
    start, seam, beat = lines[first], lines[last], BEATS_A_BAR * first
    free = tuple((begin - beat, end - beat) for begin, end in whole.free)
    time_map = TimeMap(whole.seconds - start, whole.beats - beat, free)
    return Passage(piece.name, piece.style, clip(notes, start, seam),
                   clip(notes, seam, seam + seconds), float(seam - start), seconds, last - first,
                   time_map)
