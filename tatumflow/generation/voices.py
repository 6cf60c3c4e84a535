"""The voice of a hand: its strokes held to the next, rests between, cut into written notes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest

from .grids import BeatFit
from .pieces import cut, Piece, Tuplet, tuplets_of
from .strokes import Stroke

__all__ = ['write_voice']


_HELD = 0.5                # what sounds for this share of the time to the next stroke fills it
_SHORT = Fraction(1)       # beats: a gap before the next stroke that is not worth a rest


def write_voice(strokes: Sequence[Stroke], fits: dict[int, BeatFit], end: Fraction) -> list[Piece]:
    """The pieces of one voice from beat 0 to `end` (beats), without a gap."""
    tuplets = [one for beat, fit in sorted(fits.items())
               for one in tuplets_of(fit.grid, beat)]
    pieces, at = [], Fraction(0)
    for stroke, following in zip_longest(strokes, strokes[1:]):
        limit = following.onset if following else end
        pieces += _pieces(at, stroke.onset, tuplets)
        at = _written_end(stroke, limit, tuplets)
        pieces += _pieces(stroke.onset, at, tuplets, stroke)
    return pieces + _pieces(at, end, tuplets)


def _written_end(stroke: Stroke, limit: Fraction, tuplets: Sequence[Tuplet]) -> Fraction:
    """Where a stroke's note ends: at the next stroke (`limit`, beats) where it sounds for half of
    the way or little is missing, else at the beat after its end."""
    room = limit - stroke.onset
    if room <= _SHORT or stroke.end - stroke.onset >= _HELD * room: return limit
    here = next((one for one in tuplets if one.start <= stroke.onset < one.end), None)
    stop = max(here.end if here else 0, stroke.onset - stroke.onset % 1 + 1)
    while stop < stroke.end - 0.2: stop += 1
    return min(limit, stop)


def _pieces(start: Fraction, end: Fraction, tuplets: Sequence[Tuplet], stroke: Stroke | None = None
            ) -> list[Piece]:
    """A stroke, or a rest, as pieces tied to each other."""
    pieces, at = [], start
    parts = cut(start, end, _around(tuplets, start, end), rest=stroke is None)
    for i, (length, value, dots, tuplet) in enumerate(parts):
        tied = (i > 0, i < len(parts) - 1) if stroke else (False, False)
        pieces.append(Piece(at, length, stroke.pitches if stroke else (), value, dots, *tied,
                            tuplet, stroke.graces if stroke and i == 0 else ()))
        at += length
    return pieces


def _around(tuplets: Sequence[Tuplet], start: Fraction, end: Fraction) -> list[Tuplet]:
    """The tuplets that overlap `start` to `end` (beats)."""
    first = bisect_left(tuplets, start - 1, key=lambda one: one.start)
    return [one for one in tuplets[max(0, first - 2):first + 40]
            if one.start < end and one.end > start]
