"""Bars: where each begins, whatever its metre."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from ..data.notes import BEATS_A_BAR

__all__ = ['BarLines']


@dataclass(frozen=True)
class BarLines:
    """`lengths` are the beats of each bar from beat 0 on; the last goes on, and none are fours."""
    lengths: tuple[float, ...] = ()

    @cached_property
    def _sizes(self) -> list[Fraction]:
        return [Fraction(beats).limit_denominator(48) for beats in self.lengths or (BEATS_A_BAR,)]

    @cached_property
    def _lines(self) -> list[Fraction]:
        return [Fraction(0), *accumulate(self._sizes)]

    def size(self, bar: int) -> Fraction:
        """The beats of a bar, counted from 0."""
        return self._sizes[min(bar, len(self._sizes) - 1)]

    def line(self, bar: int) -> Fraction:
        """The beat on which a bar begins."""
        over = max(0, bar - len(self._sizes))
        return self._lines[bar - over] + over * self._sizes[-1]

    def bar(self, beat: float) -> int:
        """The bar in which a beat lies."""
        if beat < self._lines[-1]: return bisect_right(self._lines, beat) - 1
        return len(self._sizes) + int((beat - self._lines[-1]) // self._sizes[-1])
