"""Frames: the chords, melody, density and dynamics of every bar."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI

from .harmony import analyze_chords, BAR_SECONDS, MELODY_SECONDS
from .notes import HIGHEST, LOWEST
from .vocabulary import FRAME, token_kinds

__all__ = ['density_and_dynamics', 'frame_ids', 'read_frames', 'skyline']


def skyline(notes: np.ndarray, slots: int) -> np.ndarray:
    """The highest pitch of every 0.25 s slot; 0 where nothing sounds.

    Of the notes struck in it or, where there are none, of those still sounding.
    """
    struck, sounding = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
    notes = notes[notes["onset"] < slots * MELODY_SECONDS]
    first = (notes["onset"] // MELODY_SECONDS).astype(int)
    end = notes["onset"] + notes["duration"] - 1e-6
    last = np.minimum((end // MELODY_SECONDS).astype(int), slots - 1)
    np.maximum.at(struck, first, notes["pitch"])
    for step in range(np.max(last - first, initial=-1) + 1):
        there = first + step <= last
        np.maximum.at(sounding, first[there] + step, notes["pitch"][there])
    return np.where(struck > 0, struck, sounding)


_DENSITY_EDGES = (4, 10, 15, 20, 25, 32, 42)  # notes in 2 s
_DYNAMICS_EDGES = (40, 48, 54, 60, 66, 73, 82)  # mean velocity


def density_and_dynamics(notes: np.ndarray, bars: int) -> tuple[np.ndarray, np.ndarray]:
    """Of every 2 s bar, into which of 8 buckets its number of notes and mean velocity fall."""
    bar = (notes["onset"] // BAR_SECONDS).astype(int)
    inside = bar < bars
    count = np.bincount(bar[inside], minlength=bars)
    total = np.bincount(bar[inside], notes["velocity"][inside], minlength=bars)
    mean = total / np.maximum(count, 1)
    return (np.searchsorted(_DENSITY_EDGES, count, side="right"),
            np.searchsorted(_DYNAMICS_EDGES, mean, side="right"))


def read_frames(notes: np.ndarray, bars: int) -> np.ndarray:
    """What the notes of each 2 s bar say, int (bars, 14).

    Four chords (index into `CHORDS`, 96 none), eight melody notes (0 = A0, 88 silence), density,
    dynamics.
    """
    line, chords = skyline(notes, 8 * bars), analyze_chords(notes, 4 * bars)
    keys = np.where(line > 0, line, HIGHEST + 1) - LOWEST
    return np.column_stack([chords.reshape(bars, 4), keys.reshape(bars, 8),
                            *density_and_dynamics(notes, bars)])


def frame_ids(tokenizer: REMI) -> np.ndarray:
    """The token id of value 0 of every frame slot, (14,); its other values follow.

    So `read_frames(…) + frame_ids(…)` are the tokens of frames.
    """
    kinds = token_kinds(tokenizer)
    return np.array([kinds.ids(slot)[0] for slot in FRAME])
