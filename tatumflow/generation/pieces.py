"""Note values: how long a stroke or a rest lasts, in values that can be written and read."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .bar_lines import BarLines
from .grids import Grid

__all__ = ['Piece', 'Tuplet', 'cut', 'note_value', 'tuplets_of']


@dataclass(frozen=True)
class Piece:
    """One written note, chord or rest (without `pitches`): where, how long (beats), its value
    ("quarter", "eighth" …) with dots, whether it is tied, the tuplet it stands in, if any, its stem
    ("up", "down"; "": as it looks best), whether it is a rest that is not shown, or a rolled
    chord."""
    onset: Fraction
    length: Fraction
    pitches: tuple[int, ...]
    value: str
    dots: int = 0
    tied_from: bool = False
    tied_to: bool = False
    tuplet: "Tuplet | None" = None
    graces: tuple[tuple[int, ...], ...] = ()
    stem: str = ""
    hidden: bool = False
    rolled: bool = False

    @property
    def end(self) -> Fraction: return self.onset + self.length


@dataclass(frozen=True)
class Tuplet:
    """`actual` equal notes of `value` in the time of `normal`, from `start` for `length` beats."""
    start: Fraction
    length: Fraction
    actual: int
    normal: int
    value: str

    @property
    def end(self) -> Fraction: return self.start + self.length


_VALUES = {Fraction(4): "whole", Fraction(2): "half", Fraction(1): "quarter",
           Fraction(1, 2): "eighth", Fraction(1, 4): "16th", Fraction(1, 8): "32nd",
           Fraction(1, 16): "64th"}


def tuplets_of(grid: Grid, beat: int) -> list[Tuplet]:
    """The tuplets of a beat that is written on `grid`."""
    found, share = [], Fraction(1, len(grid.parts))
    quarters = share * BarLines(compound=grid.compound).beat
    for place, parts in enumerate(grid.parts):
        if parts <= 2 or quarters / parts in _VALUES: continue      # no tuplet
        unit = min(length for length in _VALUES
                   if quarters % length == 0 and quarters / length <= parts)
        found.append(Tuplet(beat + place * share, share, parts, int(quarters / unit),
                            _VALUES[unit]))
    return found


def note_value(length: Fraction) -> tuple[str, int] | None:
    """The value and dots of a length in quarters; None where one note cannot say it."""
    for dots, factor in ((0, Fraction(1)), (1, Fraction(3, 2)), (2, Fraction(7, 4))):
        if length / factor in _VALUES: return _VALUES[length / factor], dots
    return None


_PLACES = {  # beats of a bar: {length of a note in beats: where it may begin without a tie}
    4: {4: (0,), 3: (0, 1), 2: (0, 1, 2), 1.5: (0, 0.5, 2, 2.5), 1: (0, 0.5, 1, 2, 2.5, 3)},
    3: {3: (0,), 2: (0, 1), 1.5: (0, 1.5), 1: (0, 0.5, 1, 1.5, 2)},
}
_REST_PLACES = {4: {4: (0,), 2: (0, 2), 1: (0, 1, 2, 3)}, 3: {3: (0,), 1: (0, 1, 2)}}
_DOTTED_PLACES = {4: {4: (0,), 2: (0, 2), 1: (0, 1, 2, 3)}, 3: {2: (0, 1), 1: (0, 1, 2)}}
_ANYWHERE = {2: range(9), 1: range(9)}  # in bars of other lengths
_IN_THIRDS = {0: (2, 1.5, 1), 0.5: (1,), 1: (2, 1), 1.5: (1.5,)}  # of a dotted beat: lengths there


def _straight(start: Fraction, end: Fraction, bars: BarLines, rest: bool) -> Fraction:
    """The longest length of a note (or rest) from `start` that is readable, at most to `end`."""
    bar = bars.bar(start)
    place, lengths = start - bars.line(bar), _REST_PLACES if rest else _PLACES
    if bars.compound: lengths = _DOTTED_PLACES
    for length, places in lengths.get(bars.size(bar), _ANYWHERE).items():
        if length <= end - start and place in places: return Fraction(length)
    room, place = min(end, start + 1 - start % 1) - start, start % 1   # to the next beat at most
    for length in () if rest else _lengths_at(place, bars.compound):
        if length <= room: return length
    part = min(room, bars.eighth - place % bars.eighth)
    value = note_value(part * bars.beat)
    if value and not (rest and value[1]): return part
    return max(length / bars.beat for length in _VALUES if length / bars.beat < part)


def _lengths_at(place: Fraction, compound: bool) -> list[Fraction]:
    """The lengths that a note shorter than a beat may have which begins at a `place` of a beat and
    goes on over the next eighth."""
    if compound: return [Fraction(length) / 3 for length in _IN_THIRDS.get(3 * place, ())]
    lengths = {0: [Fraction(3, 4)], Fraction(1, 4): [Fraction(3, 4), Fraction(1, 2)]}
    return lengths.get(place, [])


def cut(start: Fraction, end: Fraction, tuplets: Sequence[Tuplet], bars: BarLines,
        rest: bool = False) -> list[tuple[Fraction, str, int, Tuplet | None]]:
    """(length, value, dots, tuplet) of the notes that together last from `start` to `end` (beats);
    none crosses a bar line, or stands half in a tuplet. A rest that fills a bar is a whole one."""
    parts = []
    while start < end:
        line, stop = (bars.line(bars.bar(start) + more) for more in (0, 1))
        if rest and start == line and stop <= end:
            parts.append((stop - line, "whole", 0, None))
            start = stop
            continue
        stop = min(end, stop)
        here = next((one for one in tuplets if one.start <= start < one.end
                     and (start > one.start or end < one.end)), None)
        if here:
            parts.append(_in_tuplet(start, min(stop, here.end), here, bars.beat))
        else:
            length = _between(start, stop, tuplets, bars, rest)
            parts.append((length, *note_value(length * bars.beat), None))
        start += parts[-1][0]
    return parts


def _between(start: Fraction, stop: Fraction, tuplets: Sequence[Tuplet], bars: BarLines,
             rest: bool) -> Fraction:
    """The length (beats) of the straight value from `start` on that stands half in no tuplet."""
    for one in tuplets:
        if start < one.start < stop < one.end: stop = one.start
    length = _straight(start, stop, bars, rest)
    crossed = [one for one in tuplets if start < one.start < start + length < one.end]
    return _straight(start, crossed[0].start, bars, rest) if crossed else length


def _in_tuplet(start: Fraction, stop: Fraction, tuplet: Tuplet, beat: Fraction) -> tuple:
    """The first part of a note from `start` to `stop` within a tuplet; `beat` in quarters."""
    unit = tuplet.length / tuplet.actual
    straight = tuplet.length * beat / tuplet.normal
    count = int((stop - start) / unit)
    while not note_value(straight * count) or note_value(straight * count)[1] > 1: count -= 1
    return (unit * count, *note_value(straight * count), tuplet)
