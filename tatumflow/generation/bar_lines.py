"""Beats and bars: what a time signature counts, and where each bar begins."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from bisect import bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from ..data.notes import BEATS_A_BAR

__all__ = ['BarLines', 'bar_beats', 'is_compound']


def is_compound(upper: int, unit: int) -> bool:
    """Whether the beats of a time signature are dotted quarters: 6/8, 9/8, 12/8."""
    return unit == 8 and upper in (6, 9, 12)


def bar_beats(upper: int, unit: int) -> float:
    """How many beats a bar has: quarter notes, or dotted ones (see `is_compound`)."""
    return upper / 3 if is_compound(upper, unit) else 4 * upper / unit


@dataclass(frozen=True)
class BarLines:
    """`lengths` are the beats of each bar from beat 0 on; the last goes on, and none are fours.
    Beats are quarter notes, of `compound` bars dotted ones."""
    lengths: tuple[float, ...] = ()
    compound: bool = False

    @cached_property
    def _sizes(self) -> list[Fraction]:
        return [Fraction(beats).limit_denominator(48) for beats in self.lengths or (BEATS_A_BAR,)]

    @cached_property
    def _lines(self) -> list[Fraction]:
        return [Fraction(0), *accumulate(self._sizes)]

    @property
    def beat(self) -> Fraction:
        """The quarter notes of a beat."""
        return Fraction(3, 2) if self.compound else Fraction(1)

    @property
    def eighth(self) -> Fraction:
        """The beats of an eighth note."""
        return Fraction(1, 2) / self.beat

    def signature(self, size: Fraction) -> tuple[int, int]:
        """The time signature of a bar of `size` beats."""
        quarters = Fraction(size) * self.beat
        unit = max(4 * quarters.denominator, 8 if self.compound else 4)
        return int(quarters * unit / 4), unit

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

    def after(self, bar: int) -> "BarLines":
        """Those from the bar `bar` on."""
        return replace(self, lengths=self.lengths[bar:] or self.lengths[-1:])
