"""Which bars of a performance are to be edited."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass

import numpy as np

from ..data.harmony import BAR_SECONDS
from ..data.vocabulary import STEPS_PER_SECOND
from ..runtime.errors import TatumError
from .sources import FEWEST_HEARD

__all__ = ['Passage', 'find_passage', 'on_grid']


@dataclass(frozen=True, eq=False)
class Passage:
    """The 2 s bars `first` to `last`, counted from 1, of `notes` (the first at 0 s)."""
    notes: np.ndarray
    first: int
    last: int

    @property
    def begin(self) -> float:
        """Where the passage begins (s)."""
        return (self.first - 1) * BAR_SECONDS

    @property
    def end(self) -> float:
        """Where it ends (s)."""
        return self.last * BAR_SECONDS

    @property
    def gridded(self) -> np.ndarray:
        """All notes of the performance, their onsets `on_grid`."""
        notes = self.notes.copy()
        notes["onset"] = on_grid(notes["onset"])
        return notes


def find_passage(notes: np.ndarray, bars: str | None) -> Passage:
    """The `bars` of `notes`, all if None, counted from its first note. Raises `TatumError`."""
    total = _count_bars(notes)
    first, last = _parse_bars(bars or f"1-{total}", total)
    notes = notes.copy()
    notes["onset"] -= notes["onset"][0]
    return Passage(notes, first, last)


def _count_bars(notes: np.ndarray) -> int:
    """How many 2 s bars from its first note on a performance has. Raises `TatumError` when there is
    too little to edit."""
    if len(notes) < FEWEST_HEARD:
        raise TatumError(f"음표가 {len(notes)}개뿐이라 고칠 수 없습니다. "
                         f"음표가 {FEWEST_HEARD}개 이상인 연주를 고르십시오.")
    return int(on_grid(notes["onset"][-1] - notes["onset"][0]) // BAR_SECONDS) + 1


def on_grid(onset: np.ndarray) -> np.ndarray:
    """Onsets (s) rounded to 10 ms, as tokens hold them; they decide which bar a note belongs to."""
    return np.round(onset * STEPS_PER_SECOND) / STEPS_PER_SECOND


def _parse_bars(text: str, total: int) -> tuple[int, int]:
    """"5-8" or "5" -> (5, 8) or (5, 5), within 1 and `total`. Raises `TatumError`."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= total:
        raise TatumError(f"마디 범위 '{text}'을(를) 쓸 수 없습니다. 이 연주는 2초 마디 {total}개"
                         f"입니다. 1-{total} 사이에서 5-8처럼 주십시오.")
    return first, last
