"""A voice: its strokes held to the next, rests between, cut into written notes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest

from .bar_lines import BarLines
from .grids import BeatFit
from .pieces import cut, Piece, Tuplet, tuplets_of
from .strokes import Stroke

__all__ = ['VoiceWriter']


_HELD = 0.5                # what sounds for this share of the time to the next stroke fills it
_SHORT_GAP = Fraction(1)       # beats: a gap before the next stroke that is not worth a rest


@dataclass(frozen=True)
class VoiceWriter:
    """Writes the voices of a hand: knows the tuplets of its beats, and the bar lines."""
    fits: dict[int, BeatFit]
    bars: BarLines

    @cached_property
    def _tuplets(self) -> list[Tuplet]:
        return [one for beat, fit in sorted(self.fits.items())
                for one in tuplets_of(fit.grid, beat)]

    def write(self, strokes: Sequence[Stroke], end: Fraction) -> list[Piece]:
        """The pieces of one voice from beat 0 to `end` (beats), without a gap."""
        pieces, at = [], Fraction(0)
        for stroke, following in zip_longest(strokes, strokes[1:]):
            limit = following.onset if following else end
            pieces += self._pieces(at, stroke.onset)
            at = self._written_end(stroke, min(limit, stroke.limit or limit))
            pieces += self._pieces(stroke.onset, at, stroke)
        return pieces + self._pieces(at, end)

    def _written_end(self, stroke: Stroke, limit: Fraction) -> Fraction:
        """Where a stroke's note ends: at the next stroke (`limit`, beats) where it sounds for half
        of the way or little is missing, else at the beat after its end."""
        room = limit - stroke.onset
        if room <= _SHORT_GAP or stroke.end - stroke.onset >= _HELD * room: return limit
        here = next((one for one in self._tuplets if one.start <= stroke.onset < one.end), None)
        stop = max(here.end if here else 0, stroke.onset - stroke.onset % 1 + 1)
        while stop < stroke.end - 0.2: stop += 1
        return min(limit, stop)

    def _pieces(self, start: Fraction, end: Fraction, stroke: Stroke | None = None) -> list[Piece]:
        """A stroke, or a rest, as pieces tied to each other."""
        pieces, at = [], start
        parts = cut(start, end, self._around(start, end), self.bars, rest=stroke is None)
        for i, (length, value, dots, tuplet) in enumerate(parts):
            tied = (i > 0, i < len(parts) - 1) if stroke else (False, False)
            pieces.append(Piece(at, length, stroke.pitches if stroke else (), value, dots, *tied,
                                tuplet, stroke.graces if stroke and i == 0 else (),
                                rolled=bool(stroke) and stroke.rolled and i == 0))
            at += length
        return pieces

    def _around(self, start: Fraction, end: Fraction) -> list[Tuplet]:
        """The tuplets that overlap `start` to `end` (beats)."""
        first = bisect_left(self._tuplets, start - 1, key=lambda one: one.start)
        return [one for one in self._tuplets[max(0, first - 2):first + 40]
                if one.start < end and one.end > start]
