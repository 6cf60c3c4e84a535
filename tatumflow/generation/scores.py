"""Takes as MIDI files whose bars are those of the music, and what can be told of their time."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from fractions import Fraction

import numpy as np
from symusic import Note, Score, Tempo, TimeSignature, Track

from ..data.notes import BEATS_A_BAR
from ..data.time_map import TimeMap
from ..evaluation.timing import swing_ratio
from .bar_lines import BarLines
from .takes import Take

__all__ = ['take_bytes', 'tell_time']


_TICKS = 480  # a beat
_HIGH_BLOCK, _LOW_BLOCK, _STRIKE = 76, 77, 24  # General MIDI percussion; ticks


def take_bytes(take: Take) -> bytes:
    """`take` as a Standard MIDI File with a tempo at every bar line, so that any program shows its
    bars; where a click was asked for, a wood block strikes its beats. Times are kept to a 480th of
    a beat."""
    place, beat = _written_map(take), take.lines.beat
    score = Score(int(_TICKS / beat))
    score.tempos = [Tempo(tick, mspq=int(mspq / beat)) for tick, mspq in _tempi(place)]
    score.time_signatures = [TimeSignature(*metre) for metre in _metres(place, take.lines)]
    notes, pitch, velocity = take.notes, *(take.notes[name].astype(np.int8)
                                           for name in ("pitch", "velocity"))
    first, last = (_ticks(place, times) for times in (
        notes["onset"], notes["onset"] + notes["duration"]))
    track = Track("Piano", program=0)
    track.notes = Note.from_numpy(first, np.maximum(last - first, 1), pitch, velocity)
    score.tracks = [track]
    if take.asked.get("click"): score.tracks.append(_click_track(take, place))
    return score.dumps_midi()


def _ticks(place: TimeMap, seconds: np.ndarray) -> np.ndarray:
    """Times (s) in ticks of the file."""
    return np.round(place.to_beats(seconds) * _TICKS).astype(np.int32)


def _written_map(take: Take) -> TimeMap:
    """The map of the file: its beat 0 is 0 s, and its points are 0 s and the bar lines of the take.
    What stands before the first bar line has its beats rounded up."""
    end = float((take.notes["onset"] + take.notes["duration"]).max(initial=1))
    lines = _bar_lines(take, *take.time.to_beats([0.0, end]))
    seconds = take.time.to_seconds(lines)
    if seconds[0] < 1e-3: return TimeMap(np.append(0.0, seconds[1:]), lines - float(lines[0]))
    left = max(1.0, math.ceil(lines[0] - float(take.time.to_beats(0.0)) - 0.1))
    return TimeMap(np.append(0.0, seconds), np.append(0.0, left + lines - lines[0]))


def _bar_lines(take: Take, start: float, end: float) -> np.ndarray:
    """The beats of the first bar line that is not before `start`, and of those after it until two
    bars begin after `end`; before beat 0 bars are of four."""
    bars = take.lines
    before = -BEATS_A_BAR * np.arange(max(0, math.floor(-start / BEATS_A_BAR + 1e-3)), 0, -1)
    last = bars.bar(max(0.0, end - 1e-3)) + 2
    lines = np.array([*before, *(float(bars.line(bar)) for bar in range(last + 1))])
    return lines[lines >= start - 1e-3 * BEATS_A_BAR]


def _tempi(place: TimeMap) -> list[tuple[int, int]]:
    """(tick, microseconds a beat) wherever the tempo changes."""
    lengths = np.round(1e6 * np.diff(place.seconds) / np.diff(place.beats)).astype(int)
    new = np.flatnonzero(np.diff(lengths, prepend=-1))
    return [(round(place.beats[i] * _TICKS), int(lengths[i])) for i in new]


def _metres(place: TimeMap, lines: BarLines) -> list[tuple[int, int, int]]:
    """(tick, time signature) wherever the metre changes: a bar lasts from one point of the map to
    the next."""
    sizes = [Fraction(size).limit_denominator(8) for size in np.diff(place.beats)]
    new = [i for i, size in enumerate(sizes) if i == 0 or size != sizes[i - 1]]
    return [(round(place.beats[i] * _TICKS), *lines.signature(sizes[i])) for i in new]


def _click_track(take: Take, place: TimeMap) -> Track:
    """The beats of a take outside of free spans, on a wood block."""
    beats, track = take.beats, Track("Clicks", program=0, is_drum=True)
    struck = beats.in_time(beats.times) & (beats.times >= 0)
    for tick, position in zip(_ticks(place, beats.times[struck]).tolist(), beats.position[struck]):
        pitch = _LOW_BLOCK if position else _HIGH_BLOCK
        track.notes.append(Note(tick, _STRIKE, pitch, 90))
    return track


def tell_time(take: Take) -> str:
    """The tempo of what is new in a take, and its swing where it has pairs of eighths enough, such
    as "♩ = 176, 스윙 1.62"; of music without a pulse, that it has none."""
    part = take.around(0)
    places = np.arange(0.5, max(1.0, float(part.time.to_beats(take.seconds))))
    timed = ~np.any([(first <= places) & (places < last) for first, last in part.time.free] or
                    [np.zeros(len(places), bool)], axis=0)
    if not timed.any(): return "박 없음"
    low, high = np.percentile(part.time.tempo(places[timed]), [10, 90])
    swing = swing_ratio(part.notes, part.beats)
    unit = "♩." if take.lines.compound else "♩"
    told = f"{unit} = {low:.0f}" + (f"-{high:.0f}" if high >= 1.04 * low else "")
    return told if math.isnan(swing) else f"{told}, 스윙 {swing:.2f}"
