"""The frames that a player is given: which slots are filled, and which are left to the model."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from miditok import REMI

from ..data.chords import Chord, NO_CHORD
from ..data.frames import frame_ids, skyline
from ..data.harmony import chord_list, chord_slots, CHORDS
from ..data.notes import LOWEST
from ..data.vocabulary import FRAME, HIDDEN

__all__ = [
    'CHORD', 'DENSITY', 'DYNAMICS', 'MELODY', 'OPEN', 'TEMPO', 'chords_from', 'melody_slots',
    'open_frames', 'plan_of', 'sheet_slots',
]


TEMPO, CHORD, MELODY, DENSITY, DYNAMICS = 0, slice(1, 5), slice(5, 13), 13, 14  # columns
OPEN = -1  # a slot that says nothing: hidden from the model, but the tempo is the model's to write


def plan_of(frames: np.ndarray, tokenizer: REMI) -> np.ndarray:
    """Frames as the token ids that `sample` takes for its `plan`: `OPEN` slots hidden, an open
    tempo left to the model."""
    ids = np.where(frames == OPEN, tokenizer.vocab[HIDDEN], frames + frame_ids(tokenizer))
    ids[frames[:, TEMPO] == OPEN, TEMPO] = -1
    return ids


def chords_from(frames: np.ndarray, beat: float) -> tuple[Chord, ...]:
    """The chords that stand in `frames`, whose first bar begins at `beat`."""
    given = np.where(frames[:, CHORD] == OPEN, len(CHORDS), frames[:, CHORD]).ravel()
    return tuple(replace(chord, onset=beat + chord.onset)
                 for chord in chord_list(given) if chord.symbol != NO_CHORD)


def open_frames(bars: int, chords=None, tempi=OPEN, density: int = OPEN, dynamics: int = OPEN):
    """Frames (bars, 15) with nothing in them but what is given: `chords` (4 · bars,) as indices
    into `CHORDS`, `tempi` as one or (bars,) tempo values, `density` and `dynamics` from 0 to 7."""
    frames = np.full((bars, len(FRAME)), OPEN)
    if chords is not None: frames[:, CHORD] = np.reshape(chords, (bars, 4))
    frames[:, TEMPO], frames[:, DENSITY], frames[:, DYNAMICS] = tempi, density, dynamics
    return frames


def sheet_slots(chords: Sequence[Chord], slots: int) -> np.ndarray:
    """`chord_slots` of a lead sheet (beats): the chord of every beat as an index into `CHORDS`,
    `OPEN` where it says `N.C.`"""
    labels = chord_slots(chords, slots)
    return np.where(labels == len(CHORDS), OPEN, labels)


def melody_slots(melody: np.ndarray, bars: int) -> np.ndarray:
    """A melody (beats) in every half-beat as `read_frames` writes it, int (bars, 8): the key that
    is struck or held there, `OPEN` where the melody rests."""
    line = skyline(melody[melody["onset"] >= -0.125], 8 * bars)
    return np.where(line > 0, line - LOWEST, OPEN).reshape(bars, 8)
