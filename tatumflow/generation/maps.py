"""Time maps moved, joined and stretched."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.notes import BEATS_A_BAR
from ..data.time_map import TimeMap

__all__ = ['join_maps', 'moved_map', 'stretch_map']


def moved_map(time_map: TimeMap, start: float) -> TimeMap:
    """`time_map` counted from `start` (s): that is its 0 s, and its beat 0 is the last bar line
    that is not after it."""
    bar = BEATS_A_BAR * math.floor(float(time_map.to_beats(start)) / BEATS_A_BAR + 1e-9)
    free = tuple((first - bar, last - bar) for first, last in time_map.free)
    return TimeMap(time_map.seconds - start, time_map.beats - bar, free)


def join_maps(first: TimeMap, seam: float, second: TimeMap) -> TimeMap:
    """`first` as far as the beat `seam`, from there on `second`, whose beat 0 is there."""
    beats, later = first.beats[first.beats < seam - 1e-6], second.beats > 1e-6
    if not len(beats): beats = np.array([seam - BEATS_A_BAR])
    beats, at = np.append(beats, seam), second.to_seconds(0.0)
    seconds = first.to_seconds(beats)
    spans = [(start, min(end, seam)) for start, end in first.free if start < seam]
    spans += [(max(0.0, start) + seam, end + seam) for start, end in second.free]
    return TimeMap(np.concatenate([seconds, seconds[-1] + second.seconds[later] - at]),
                   np.concatenate([beats, seam + second.beats[later]]), tuple(spans))


def stretch_map(time_map: TimeMap, begin: float, end: float, ratio: float) -> TimeMap:
    """`time_map` whose beats from `begin` to `end` pass `ratio` times as fast."""
    around = [begin - BEATS_A_BAR, begin, end, end + BEATS_A_BAR]
    beats = np.unique(np.concatenate([time_map.beats, around]))
    seconds = time_map.to_seconds(beats)
    inside = (beats[:-1] >= begin - 1e-9) & (beats[1:] <= end + 1e-9)
    lengths = np.diff(seconds) / np.where(inside, ratio, 1.0)
    return TimeMap(np.cumsum([seconds[0], *lengths]), beats, time_map.free)
