"""Which bars of a performance are to be edited."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from ..data.old_time import BAR_SECONDS, STEPS_PER_SECOND
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


_WHOLE = 32  # bars: a longer piece is edited only where it is asked for


def find_passage(notes: np.ndarray, bars: str | None, drawn: bool = False) -> Passage:
    """The `bars` of `notes`, all if None, counted from its first note. Raises `TatumError`, also
    for a long piece whose bars are to be `drawn` and are not named."""
    total = _count_bars(notes)
    if drawn and not bars and total > _WHOLE:
        raise TatumError(f"이 연주는 2초 마디 {total}개라 모두 고치는 데 오래 걸립니다. "
                         f"고칠 마디를 bars에 5-8처럼 주십시오. 모두라면 1-{total}입니다.")
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
    """"5-8", "5~8" or "5" -> (5, 8) or (5, 5), within 1 and `total`. Raises `TatumError`."""
    bar, to = r"(\d{1,6})\s*(?:마디)?\s*", r"(?:[-–—−~〜∼:]|\.\.|에서|부터)\s*"
    plain = unicodedata.normalize("NFKC", text).strip(" ,")
    match = re.fullmatch(rf"{bar}(?:{to}{bar}(?:까지)?)?", plain)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= total:
        raise TatumError(f"마디 범위 '{text}'을(를) 쓸 수 없습니다. 이 연주는 2초 마디 {total}개"
                         f"입니다. 1-{total} 사이에서 5-8처럼 주십시오.")
    return first, last
