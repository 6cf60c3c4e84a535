"""Frames: the tempo, chords, melody, density and dynamics of every bar."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI

from .harmony import analyze_chords
from .notes import BEATS_A_BAR, HIGHEST, LOWEST
from .tempo import FREE
from .vocabulary import FRAME, token_kinds

__all__ = ['MELODY_BEATS', 'density_and_dynamics', 'frame_ids', 'read_frames', 'skyline']


MELODY_BEATS = 0.5             # a slot of the melody
_EARLY = 0.125                 # beats: so much before its half-beat a slot begins


def skyline(notes: np.ndarray, slots: int) -> np.ndarray:
    """The highest pitch of `notes` (beats) in every half-beat; 0 where nothing sounds.

    Of the notes struck in it or, where there are none, of those still sounding. A slot begins an
    eighth of a beat before the half-beat, so that neither an early note nor a swung one is cut off.
    """
    struck, sounding = np.zeros(slots, np.int64), np.zeros(slots, np.int64)
    place = (notes["onset"] + _EARLY) / MELODY_BEATS
    notes, place = notes[place < slots], place[place < slots]
    first = place.astype(int)
    end = place + notes["duration"] / MELODY_BEATS - 1e-6
    last = np.minimum(end.astype(int), slots - 1)
    np.maximum.at(struck, first, notes["pitch"])
    for step in range(np.max(last - first, initial=-1) + 1):
        there = first + step <= last
        np.maximum.at(sounding, first[there] + step, notes["pitch"][there])
    return np.where(struck > 0, struck, sounding)


_DENSITY_EDGES = (4, 10, 15, 20, 25, 32, 42)  # notes in a bar
_DYNAMICS_EDGES = (40, 48, 54, 60, 66, 73, 82)  # mean velocity


def density_and_dynamics(notes: np.ndarray, bars: int) -> tuple[np.ndarray, np.ndarray]:
    """Into which of 8 buckets the number of notes and mean velocity of every bar of `notes` (beats)
    fall."""
    bar = (notes["onset"] // BEATS_A_BAR).astype(int)
    inside = bar < bars
    count = np.bincount(bar[inside], minlength=bars)
    total = np.bincount(bar[inside], notes["velocity"][inside], minlength=bars)
    mean = total / np.maximum(count, 1)
    return (np.searchsorted(_DENSITY_EDGES, count, side="right"),
            np.searchsorted(_DYNAMICS_EDGES, mean, side="right"))


def read_frames(notes: np.ndarray, bars: int, tempi: np.ndarray | None = None) -> np.ndarray:
    """What each bar of `notes` (beats) says, int (bars, 15).

    Tempo (of `tempi`, see `read_tempi`; `FREE` without), four chords (index into `CHORDS`, 96
    none), eight melody notes (0 = A0, 88 silence), density, dynamics.
    """
    line, chords = skyline(notes, 8 * bars), analyze_chords(notes, 4 * bars)
    keys = np.where(line > 0, line, HIGHEST + 1) - LOWEST
    tempi = np.full(bars, FREE) if tempi is None else tempi[:bars]
    return np.column_stack([tempi, chords.reshape(bars, 4), keys.reshape(bars, 8),
                            *density_and_dynamics(notes, bars)])


def frame_ids(tokenizer: REMI) -> np.ndarray:
    """The token id of value 0 of every frame slot, (15,); its other values follow.

    So `read_frames(…) + frame_ids(…)` are the tokens of frames.
    """
    kinds = token_kinds(tokenizer)
    return np.array([kinds.ids(slot)[0] for slot in FRAME])
