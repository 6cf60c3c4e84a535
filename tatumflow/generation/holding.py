"""Two voices of a hand: what is held while other notes move under it, or above."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from .pieces import Piece
from .strokes import Stroke

__all__ = ['Hold', 'mark_voices', 'part_voices']


_LONG = Fraction(1)         # beats: a held note lasts
_SPANS = {True: 17, False: 31}  # semitones from a held note above, or below (by the pedal)
_HEARD = 0.3               # s: what is held for less past the next stroke is only legato


@dataclass(frozen=True)
class Hold:
    """The `places` of a stroke's pitches that are held until a beat, over what moves or below."""
    places: slice
    until: Fraction
    above: bool


def part_voices(strokes: Sequence[Stroke], second: np.ndarray, eighth: Fraction
                ) -> tuple[list[Stroke], list[Stroke], list[tuple[Fraction, Fraction]]]:
    """The strokes of a hand as an upper voice and a lower one, and where there are two: spans from
    beat to beat. Outside of them all is in the first. `second` are the seconds of each beat; what
    is held begins and ends on an `eighth` (beats)."""
    upper, lower, spans, until, above = [], [], [], Fraction(0), False
    for i, stroke in enumerate(strokes):
        if stroke.onset < until:
            if above: lower.append(replace(stroke, limit=until))
            else: upper.append(stroke)
            continue
        hold = _find_hold(strokes, i, second, eighth)
        if not hold:
            upper.append(stroke)
            continue
        until, above = hold.until, hold.above
        spans.append((stroke.onset, until))
        held, moving = _divide(stroke, hold)
        (upper if above else lower).append(held)
        if moving: (lower if above else upper).append(moving)
        elif not above and upper: upper[-1] = replace(upper[-1], limit=stroke.onset)
    return upper, lower, spans


def _divide(stroke: Stroke, hold: Hold) -> tuple[Stroke, Stroke | None]:
    """What of a stroke is held, and what else it strikes."""
    held = replace(stroke.part(hold.places), limit=hold.until)
    held = replace(held, ends=(float(hold.until),) * len(held.ends))
    count = len(stroke.pitches) - len(held.pitches)
    if not count: return held, None
    rest = stroke.part(slice(None, count) if hold.above else slice(len(held.pitches), None))
    return replace(held, graces=()), replace(rest, limit=hold.until if hold.above else None)


def _find_hold(strokes: Sequence[Stroke], i: int, second: np.ndarray, eighth: Fraction
               ) -> Hold | None:
    """What of stroke `i` is held while the next ones are struck: most notes for longest."""
    stroke, best, most = strokes[i], None, Fraction(0)
    if i + 1 == len(strokes) or stroke.onset % eighth: return None
    beat = float(second[min(int(stroke.onset), len(second) - 1)])
    for above in (True, False):
        for cut_at in range(len(stroke.pitches)):
            places = slice(cut_at, None) if above else slice(None, cut_at + 1)
            until = _held_until(strokes[i + 1:i + 40], stroke.part(places), above, eighth)
            past, count = until - strokes[i + 1].onset, len(stroke.pitches[places])
            least = max(eighth if count == len(stroke.pitches) else _LONG, _HEARD / beat)
            if until % eighth or until - stroke.onset < _LONG or past < least: continue
            weight = past * count
            if weight > most: best, most = Hold(places, until, above), weight
    return best


def _held_until(following: Sequence[Stroke], held: Stroke, above: bool, eighth: Fraction
                ) -> Fraction:
    """The written beat until which the notes of a stroke are held before the `following` ones: as
    long as they sound and nothing is struck beyond them, or too far away; of the strokes on an
    `eighth` and the beats, what is nearest to their end."""
    end, points = min(held.ends), []
    for after in following:
        points.append(after.onset)
        low, high = min(after.pitches), max(after.pitches)
        beyond = high >= held.pitches[0] if above else low <= held.pitches[-1]
        span = held.pitches[-1] - low if above else high - held.pitches[0]
        if beyond or span > _SPANS[above] or after.onset > end: break
    else: points.append(max(points[-1], Fraction(round(end))))
    last = points[-1]
    beats = [held.onset - held.onset % 1 + k for k in range(1, math.ceil(last - held.onset) + 1)]
    points += [beat for beat in beats if held.onset < beat < last]
    points = [point for point in points if point % eighth == 0] or points
    return min(points, key=lambda point: (abs(point - min(end, last)), point))


def mark_voices(upper: list[Piece], lower: list[Piece], spans: Sequence[tuple]
                ) -> list[list[Piece]]:
    """The pieces of both voices with their stems, rests hidden where the other voice sounds; the
    lower one only if it has a note."""
    if not spans: return [upper]
    ends = [end for _, end in spans]

    def within(start, end):
        place = bisect_right(ends, start)
        return place < len(spans) and spans[place][0] < end

    marked = []
    for piece in upper:
        beat = piece.onset - piece.onset % 1
        around = (beat, beat + 1) if piece.length < 1 else (piece.onset, piece.end)
        stem = "up" if within(*around) else ""
        marked.append(replace(piece, stem=stem, hidden=not piece.pitches and bool(stem) and
                              within(piece.onset, piece.end)))
    return [marked, [replace(piece, stem="down", hidden=not piece.pitches) for piece in lower]]
