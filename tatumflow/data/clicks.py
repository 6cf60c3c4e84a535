"""A click track: the beats of a performance struck by a wood block, to check them by ear."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from pathlib import Path

import numpy as np
import pretty_midi

from ..runtime.files import write_atomic
from .beats import Beats
from .midi import piano

__all__ = ['write_clicked']


_HIGH, _LOW = 76, 77                   # General MIDI percussion: the bar line, and other beats
_CLICK_VELOCITY, _CLICK_SECONDS = 90, 0.05


def write_clicked(notes: np.ndarray, beats: Beats, path) -> Path:
    """Write `notes` with clicks at the beats outside of free spans to a MIDI file; returns the
    path."""
    sure = beats.in_time(beats.times) & (beats.times >= 0)
    drum = pretty_midi.Instrument(program=0, is_drum=True, name="Clicks")
    for time, position in zip(beats.times[sure].tolist(), beats.position[sure]):
        pitch = _LOW if position else _HIGH
        end = time + _CLICK_SECONDS
        drum.notes.append(pretty_midi.Note(_CLICK_VELOCITY, pitch, time, end))
    midi = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=120)
    midi.instruments += [piano(notes), drum]
    buffer = io.BytesIO()
    midi.write(buffer)
    return write_atomic(Path(path), buffer.getvalue())
