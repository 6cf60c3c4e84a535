"""How notes group: chords, the lines of two hands, and the moves from note to note."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np

__all__ = ['Hand', 'TIME_EDGES', 'TOGETHER', 'chord_starts', 'split_hands']


TOGETHER = 0.04  # seconds; onsets closer than this make one chord
_MIDDLE_C = 60
TIME_EDGES = np.r_[0, 0.06, 0.09, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45, 0.6, 0.8, 1.2, 2, 99]  # in s


def chord_starts(notes: np.ndarray) -> np.ndarray:
    """The number of the first note of every chord (onsets less than `TOGETHER` apart)."""
    return np.flatnonzero(np.diff(notes["onset"], prepend=-1) > TOGETHER)


@dataclass(frozen=True)
class Hand:
    """The notes of one hand, the number of the first note of each of its chords, and the pitch of
    each chord's outer note (right hand: highest, left hand: lowest)."""
    notes: np.ndarray
    first: np.ndarray
    outer: np.ndarray


def split_hands(notes: np.ndarray) -> list[Hand]:
    """The right hand (from middle C up) and the left hand (below it)."""
    return [_hand(notes[notes["pitch"] >= _MIDDLE_C], np.maximum),
            _hand(notes[notes["pitch"] < _MIDDLE_C], np.minimum)]


def _hand(notes: np.ndarray, outermost: np.ufunc) -> Hand:
    first = chord_starts(notes)
    outer = outermost.reduceat(notes["pitch"], first) if len(first) else notes["pitch"]
    return Hand(notes, first, outer)
