"""The time map: from seconds to beats and back, and notes through it."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from ..runtime.errors import TatumError
from .beats import Beats, find_beats
from .notes import BEATS_A_BAR, make_notes

__all__ = [
    'TimeMap', 'beats_of', 'clock_map', 'constant_map', 'find_time', 'performance_map', 'unwarp',
    'warp',
]


_CLOCK_TEMPO = 120.0                  # beats per minute: what has no pulse is counted by the clock
_TEMPO_LIMIT = 1000.0                 # beats per minute; nobody plays that


@dataclass(frozen=True, eq=False)
class TimeMap:
    """Pairs of a time (`seconds`) and a place (`beats`), both rising, and straight lines between.

    Bar lines lie at multiples of four beats. `free` are spans (beats) without a pulse, in which
    "beats" are those of a clock. Raises `TatumError` for a map of one point or one that runs
    backwards.
    """
    seconds: np.ndarray
    beats: np.ndarray
    free: tuple[tuple[float, float], ...] = ()

    def __post_init__(self):
        if len(self.seconds) != len(self.beats) or len(self.seconds) < 2:
            raise TatumError("시간 지도에는 (초, 박) 쌍이 두 개 이상 있어야 합니다. "
                             "음이 더 많은 곡을 주십시오.")
        if not (np.isfinite(self.seconds).all() and np.isfinite(self.beats).all()):
            raise TatumError("시간 지도에 수가 아닌 값이 있습니다. 박을 다시 찾으십시오.")
        if (np.diff(self.seconds) <= 0).any() or (np.diff(self.beats) <= 0).any():
            raise TatumError("시간 지도가 뒤로 갑니다. 초와 박이 둘 다 늘어나기만 하는 "
                             "지도를 주십시오.")

    def to_beats(self, seconds) -> np.ndarray:
        """The place in beats of times in seconds."""
        return _straight(seconds, self.seconds, self.beats)

    def to_seconds(self, beats) -> np.ndarray:
        """The time in seconds of places in beats."""
        return _straight(beats, self.beats, self.seconds)

    def tempo(self, beats) -> np.ndarray:
        """Beats per minute of the stretch in which each place (beats) lies."""
        part = np.searchsorted(self.beats, beats, side="right") - 1
        stretches = 60 * np.diff(self.beats) / np.diff(self.seconds)
        return stretches[np.clip(part, 0, len(stretches) - 1)]


def _straight(x, known: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Linear interpolation that goes on straight beyond both ends."""
    x = np.asarray(x, float)
    before = values[0] + (x - known[0]) * (values[1] - values[0]) / (known[1] - known[0])
    after = values[-1] + (x - known[-1]) * (values[-1] - values[-2]) / (known[-1] - known[-2])
    inside = np.interp(x, known, values)
    return np.where(x < known[0], before, np.where(x > known[-1], after, inside))


def constant_map(tempo: float, start: float = 0.0) -> TimeMap:
    """`tempo` beats per minute for ever; beat 0 at `start` seconds.

    Raises `TatumError` for a tempo that cannot be.
    """
    if not (np.isfinite(tempo) and 0 < tempo < _TEMPO_LIMIT):
        raise TatumError(f"쓸 수 없는 빠르기입니다: {tempo}. 분당 박 수를 0보다 크고 "
                         f"{_TEMPO_LIMIT:.0f}보다 작게 적어 주십시오.")
    return TimeMap(start + np.array([0.0, 60.0 / tempo]), np.array([0.0, 1.0]))


def clock_map() -> TimeMap:
    """The clock: half a second is a beat, for what has no pulse."""
    return replace(constant_map(_CLOCK_TEMPO), free=((-np.inf, np.inf),))


def warp(notes: np.ndarray, time_map: TimeMap) -> np.ndarray:
    """`notes` (s) in beats. Raises `TatumError` when notes begin before beat 0."""
    onset = time_map.to_beats(notes["onset"])
    if len(onset) and onset.min() < -1e-6:
        raise TatumError("시간 지도의 첫 박보다 앞에 음이 있습니다. "
                         "지도를 곡의 처음부터 만드십시오.")
    end = time_map.to_beats(notes["onset"] + notes["duration"])
    return make_notes(np.maximum(onset, 0), end - onset, notes["pitch"], notes["velocity"])


def unwarp(notes: np.ndarray, time_map: TimeMap) -> np.ndarray:
    """The way back: `notes` in beats to seconds."""
    onset = time_map.to_seconds(notes["onset"])
    end = time_map.to_seconds(notes["onset"] + notes["duration"])
    return make_notes(onset, end - onset, notes["pitch"], notes["velocity"])


_SMOOTHED = 4           # beats: a bar, of which Tempo speaks; what is quicker is micro-timing


def _smooth(times: np.ndarray) -> np.ndarray:
    """Beat times (s) averaged over a bar on either side (Hann window); a straight line stays as it
    is."""
    reach = min(_SMOOTHED, len(times) - 1)
    window = np.hanning(2 * reach + 3)[1:-1]
    wide = np.pad(times, reach, mode="reflect", reflect_type="odd")
    return np.convolve(wide, window / window.sum(), "valid")


def performance_map(found: Beats) -> TimeMap:
    """The map of beats: smoothed where there is a pulse, near the clock's in `free` spans.

    A bar of another number of beats than four is stretched to four, so that bar lines stay bar
    lines (a waltz thus has three beats in the time of four). Beat 0 is the last bar line that is
    not after 0 s. Raises `TatumError` for fewer than two bar lines.
    """
    times, lines = _smooth(found.times), np.flatnonzero(found.position == 0)
    if len(lines) < 2:
        raise TatumError("마디를 두 개도 찾지 못했습니다. "
                         "더 긴 곡을 주거나 시계에 맞춘 지도를 쓰십시오.")
    free = ~found.in_time(found.times[lines[:-1]])
    parts = [_stretch(times[lines[first]:lines[last] + 1], free[first])
             for first, last in _stretches(free)]
    rest = times[lines[-1] + 1:]       # after the last bar line
    parts.append((rest, np.arange(1.0, len(rest) + 1)))
    seconds, beats = [times[lines[:1]]], [np.zeros(1)]
    for here, places in parts:
        seconds.append(here)
        beats.append(beats[-1][-1] + places)
    whole = TimeMap(np.concatenate(seconds), np.concatenate(beats))
    spans = [tuple(whole.to_beats(times[lines[[first, last]]]).tolist())
             for first, last in _stretches(free) if free[first]]
    return _from_zero(replace(whole, free=tuple(spans)))


def find_time(notes: np.ndarray) -> TimeMap:
    """The map of a performance (s): that of its beats, or the clock's where no beats are found,
    hardly any, or three in a bar."""
    with suppress(TatumError):
        found = find_beats(notes)
        if found.metre == BEATS_A_BAR: return performance_map(found)
    return clock_map()


def _stretches(free: np.ndarray) -> list[tuple[int, int]]:
    """(first bar, bar after the last) of every bar with a pulse and of every free span."""
    edges = [0, *(i for i in range(1, len(free)) if not (free[i] and free[i - 1])), len(free)]
    return list(zip(edges, edges[1:]))


def _stretch(times: np.ndarray, free: bool) -> tuple[np.ndarray, np.ndarray]:
    """The points (s, beats from the first of `times`) of one bar, or of one free span, without the
    first."""
    if free:
        count = (times[-1] - times[0]) * _CLOCK_TEMPO / 60
        bars = max(1, int(np.floor(count / BEATS_A_BAR + 0.5)))
        return times[-1:], np.array([float(BEATS_A_BAR * bars)])
    count = len(times) - 1
    return times[1:], np.arange(1, count + 1) * (BEATS_A_BAR / count)


_BEFORE_LINE = 0.125             # beats: what begins so little before a bar line begins on it


def _from_zero(time_map: TimeMap) -> TimeMap:
    """The same map, counted from the last bar line that is not after 0 s; one that is hardly after
    it is drawn to 0 s, where the music begins."""
    place = float(time_map.to_beats(0.0)) / BEATS_A_BAR
    bar, known = BEATS_A_BAR * np.floor(place + 1e-9), time_map
    line = BEATS_A_BAR * np.ceil(place - 1e-9)
    if 0 < line - BEATS_A_BAR * place <= _BEFORE_LINE:
        later = known.beats > line + 0.5
        known = TimeMap(np.append(0.0, known.seconds[later]), np.append(line, known.beats[later]))
        bar = line
    free = tuple((start - bar, end - bar) for start, end in time_map.free)
    return TimeMap(known.seconds, known.beats - bar, free)


def beats_of(time_map: TimeMap, seconds: float) -> Beats:
    """The beats and bar lines of a map from beat 0 until `seconds`, sure everywhere but in its free
    spans: to be drawn and clicked."""
    count = max(2, int(np.ceil(time_map.to_beats(seconds))))
    times, number = time_map.to_seconds(np.arange(count)), np.arange(count)
    free = tuple((float(time_map.to_seconds(max(0.0, start))),
                  float(time_map.to_seconds(min(end, count)))) for start, end in time_map.free)
    bars = np.ones(-(-count // BEATS_A_BAR))
    return Beats(times, number % BEATS_A_BAR, bars, free, BEATS_A_BAR)
