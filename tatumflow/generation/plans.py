"""The frames that a player is given: which slots are filled, and which are left to the model."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence

import numpy as np
from miditok import REMI

from ..data.chords import Chord
from ..data.frames import frame_ids
from ..data.harmony import chord_slots, CHORDS
from ..data.vocabulary import FRAME, HIDDEN

__all__ = [
    'CHORD', 'DENSITY', 'DYNAMICS', 'MELODY', 'OPEN', 'open_frames', 'plan_of', 'sheet_slots',
]


CHORD, MELODY, DENSITY, DYNAMICS = slice(0, 4), slice(4, 12), 12, 13  # the columns of a frame
OPEN = -1  # a slot that says nothing: hidden from the model


def plan_of(frames: np.ndarray, tokenizer: REMI) -> np.ndarray:
    """Frames as the token ids that `sample` takes for its `plan`, `OPEN` slots hidden."""
    return np.where(frames == OPEN, tokenizer.vocab[HIDDEN], frames + frame_ids(tokenizer))


def open_frames(bars: int, chords=None, density: int | None = None, dynamics: int | None = None):
    """Frames (bars, 14) with nothing in them but what is given: `chords` (4 · bars,) as indices
    into `CHORDS`, `density` and `dynamics` from 0 to 7."""
    frames = np.full((bars, len(FRAME)), OPEN)
    if chords is not None: frames[:, CHORD] = np.reshape(chords, (bars, 4))
    if density is not None: frames[:, DENSITY] = density
    if dynamics is not None: frames[:, DYNAMICS] = dynamics
    return frames


def sheet_slots(chords: Sequence[Chord], slots: int) -> np.ndarray:
    """`chord_slots` of a lead sheet: the chord of every 0.5 s slot as an index into `CHORDS`,
    `OPEN` where it says `N.C.`"""
    labels = chord_slots(chords, slots)
    return np.where(labels == len(CHORDS), OPEN, labels)
