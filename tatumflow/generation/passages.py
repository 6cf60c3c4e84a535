"""Which bars of a performance are to be edited."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from dataclasses import dataclass

from ..data.notes import BEATS_A_BAR
from ..runtime.errors import TatumError
from .sources import FEWEST_HEARD, Source

__all__ = ['Passage', 'find_passage']


@dataclass(frozen=True, eq=False)
class Passage:
    """The bars `first` to `last` of `source`, as a musician counts them: from 1, what stands before
    is bar 0."""
    source: Source
    first: int
    last: int

    @property
    def bars(self) -> slice:
        """The bars in the source's map."""
        return slice(self.first - 1 + self.source.pickup, self.last + self.source.pickup)

    @property
    def begin(self) -> float:
        """Where the passage begins, in beats of the source's map."""
        return float(BEATS_A_BAR * self.bars.start)

    @property
    def end(self) -> float:
        """Where it ends (beats)."""
        return float(BEATS_A_BAR * self.bars.stop)


_WHOLE_PIECE = 32  # bars: a longer piece is edited only where it is asked for


def find_passage(source: Source, bars: str | int | None, drawn: bool = False) -> Passage:
    """The `bars` of `source`, all if None. Raises `TatumError`, also for a long piece whose bars
    are to be `drawn` and are not named."""
    first, last = _count_bars(source)
    if drawn and not bars and last > _WHOLE_PIECE:
        raise TatumError(f"이 연주는 {last}마디라 모두 고치는 데 오래 걸립니다. "
                         f"고칠 마디를 bars에 5-8처럼 주십시오. 모두라면 {first}-{last}입니다.")
    return Passage(source, *_parse_bars(str(bars or f"{first}-{last}"), first, last))


def _count_bars(source: Source) -> tuple[int, int]:
    """The first and the last bar of a performance that has notes, as a musician counts: 0 is a
    pickup. Raises `TatumError` when there is too little to edit."""
    if len(source.notes) < FEWEST_HEARD:
        raise TatumError(f"음표가 {len(source.notes)}개뿐이라 고칠 수 없습니다. "
                         f"음표가 {FEWEST_HEARD}개 이상인 연주를 고르십시오.")
    edges = source.gridded["onset"][[0, -1]] // BEATS_A_BAR
    first, last = (edges.astype(int) + 1 - source.pickup).tolist()
    return min(first, 1), last


def _parse_bars(text: str, lowest: int, highest: int) -> tuple[int, int]:
    """"5-8", "5~8" or "5" -> (5, 8) or (5, 5), within `lowest` and `highest`. Raises
    `TatumError`."""
    bar, to = r"(\d{1,6})\s*(?:마디)?\s*", r"(?:[-–—−~〜∼:]|\.\.|에서|부터)\s*"
    plain = unicodedata.normalize("NFKC", text).strip(" ,")
    match = re.fullmatch(rf"{bar}(?:{to}{bar}(?:까지)?)?", plain)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (-1, -1)
    if not lowest <= first <= last <= highest:
        raise TatumError(f"마디 범위 '{text[:40]}'을(를) 쓸 수 없습니다. 이 연주는 {lowest}마디"
                         f"부터 {highest}마디까지입니다. 그 안에서 5-8처럼 주십시오.")
    return first, last
