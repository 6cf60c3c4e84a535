"""Performances as tables of notes."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = ['BEATS_A_BAR', 'HIGHEST', 'LOWEST', 'NOTE', 'clip', 'make_notes']


NOTE = np.dtype([("onset", "f8"), ("duration", "f8"), ("pitch", "i2"), ("velocity", "i2")])
LOWEST, HIGHEST = 21, 108  # the piano's keys, as MIDI pitches
BEATS_A_BAR = 4


def make_notes(onset, duration, pitch, velocity) -> np.ndarray:
    """A performance: a 1-D array of dtype `NOTE`, sorted by onset, then pitch.

    `onset` and `duration` are seconds (or beats, where that is said), `pitch` is a MIDI number
    (21-108) and `velocity` is 1-127; each may be a sequence of one common length or a scalar.
    """
    columns = np.broadcast_arrays(*map(np.atleast_1d, (onset, duration, pitch, velocity)))
    notes = np.empty(len(columns[0]), NOTE)
    for name, column in zip(NOTE.names, columns):
        notes[name] = column
    return notes[np.lexsort((notes["pitch"], notes["onset"]))]


def clip(notes: np.ndarray, start: float, end: float) -> np.ndarray:
    """The notes that begin in [`start`, `end`), in their unit, moved so that `start` becomes 0.

    What would ring past `end` stops there.
    """
    part = notes[(notes["onset"] >= start) & (notes["onset"] < end)].copy()
    part["duration"] = np.minimum(part["duration"], end - part["onset"])
    part["onset"] -= start
    return part
