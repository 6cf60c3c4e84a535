"""The beats and bars of a performance, found in its notes alone."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np

from .bars import best_metre
from .beat_chain import beat_times
from .confidence import bar_confidence, free_spans
from .cues import bar_cues
from .onsets import FRAME_RATE, onset_strength

__all__ = ['Beats', 'find_beats', 'pulses_of']


@dataclass(frozen=True, eq=False)
class Beats:
    """The beats of a performance.

    `times` (s) and `position` (0 is the downbeat, below `metre`) of every beat; `confidence` (0 to
    1) of every bar, from one downbeat to the next; `free`: spans (s) without a pulse, from bar line
    to bar line; `metre`: beats in a bar, 4 or 3; `first`: the number of the first bar.
    """
    times: np.ndarray
    position: np.ndarray
    confidence: np.ndarray
    free: tuple[tuple[float, float], ...] = ()
    metre: int = 4
    first: int = 1

    @property
    def downbeats(self) -> np.ndarray:
        """The time (s) of every bar line."""
        return self.times[self.position == 0]

    def in_time(self, seconds) -> np.ndarray:
        """Whether each of `seconds` lies outside of the free spans."""
        seconds = np.asarray(seconds)
        free = [(start <= seconds) & (seconds < end) for start, end in self.free]
        return ~np.any(free, axis=0) if free else np.ones(seconds.shape, bool)


def find_beats(notes: np.ndarray) -> Beats:
    """The beats and bars of a performance (dtype NOTE, seconds).

    Beats come from onset strength alone. Bars are counted on a grid of two pulses a beat, so that
    beats which were found on the off-beats are moved where bass and harmony have them. Raises
    `TatumError` when there is too little to hear a beat in.
    """
    strength = onset_strength(notes)
    found = beat_times(notes, strength)
    pulses = pulses_of(found)
    place, metre = best_metre(bar_cues(notes, pulses))
    pulses, place = pulses[1:-1], place[1:-1]  # what was added tells of the ends, no more
    times, position = pulses[place % 2 == 0], place[place % 2 == 0] // 2
    times = _settled(strength, times, ~np.isin(times, found))
    lines = np.flatnonzero(position == 0)
    confidence = bar_confidence(strength, times, lines)
    edges = times[np.append(lines, len(times) - 1)]
    free = free_spans(edges, confidence) if len(lines) else ()
    return Beats(times, position, confidence, free, metre)


def pulses_of(beats: np.ndarray) -> np.ndarray:
    """`beats` (s) with the middles between them, and a beat more on either side."""
    first, last = 2 * beats[0] - beats[1], 2 * beats[-1] - beats[-2]
    beats = np.concatenate([[first], beats, [last]])
    return np.sort(np.concatenate([beats, (beats[1:] + beats[:-1]) / 2]))


_SETTLE_WITHIN = 12        # frames (0.12 s) on either side of the middle between two beats
_SETTLE_BELL = 6           # frames: standard deviation of the bell; nearer onsets count more
_SETTLE_BEATS = 9          # over so many beats the median distance is taken


def _settled(strength: np.ndarray, guess: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """`guess` (s) with the beats marked `moved` taken to the onsets near them.

    A middle between two beats is no swung eighth: each such beat moves by the median distance to
    the strongest onset near.
    """
    if not moved.any(): return guess
    reach = np.arange(-_SETTLE_WITHIN, _SETTLE_WITHIN + 1)
    frame = np.round(guess * FRAME_RATE).astype(int)[:, None] + reach
    bell = np.exp(-0.5 * (reach / _SETTLE_BELL) ** 2)
    away = reach[(strength[np.clip(frame, 0, len(strength) - 1)] * bell).argmax(1)] / FRAME_RATE
    away = np.pad(away, _SETTLE_BEATS // 2, mode="edge")
    usual = np.median(np.lib.stride_tricks.sliding_window_view(away, _SETTLE_BEATS), axis=1)
    return np.where(moved, guess + usual, guess)
