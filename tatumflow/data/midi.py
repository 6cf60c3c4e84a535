"""Reading and writing MIDI files."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from pathlib import Path

import numpy as np
import pretty_midi

from ..runtime.files import write_atomic
from .finding import read_bytes
from .midi_events import read_songs
from .piano_part import choose_track, find_piano, PianoPart

__all__ = ['midi_bytes', 'piano', 'read_midi', 'read_piano', 'write_midi']


def piano(notes: np.ndarray) -> pretty_midi.Instrument:
    """`notes` as pretty_midi's piano."""
    track = pretty_midi.Instrument(program=0, name="Piano")
    track.notes = [pretty_midi.Note(velocity, pitch, onset, onset + duration)
                   for onset, duration, pitch, velocity in notes.tolist()]
    return track


def midi_bytes(notes: np.ndarray) -> bytes:
    """`notes` as a Standard MIDI File: one piano track, 120 bpm, 480 ticks a beat (1.04 ms)."""
    midi = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=120)
    midi.instruments.append(piano(notes))
    buffer = io.BytesIO()
    midi.write(buffer)
    return buffer.getvalue()


def write_midi(notes: np.ndarray, path) -> Path:
    """Write `notes` to `path`, whole or not at all; returns the path."""
    return write_atomic(Path(path), midi_bytes(notes))


def read_piano(source: Path | str | bytes, track: int | None = None) -> PianoPart:
    """The piano part of a MIDI file (path or its bytes), and what was left out of it.

    With `track` that track alone (see `choose_track`). Onsets keep the file's own clock in seconds.
    All tracks are one piano with one set of pedals, which are folded into the durations. Raises
    `TatumError` when the file is missing, empty, not MIDI, cut off, damaged, too long, or has too
    little for a piano.
    """
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    songs = read_songs(data)
    return find_piano(songs if track is None else choose_track(songs, track))


def read_midi(source: Path | str | bytes, track: int | None = None) -> np.ndarray:
    """The notes of `read_piano`."""
    return read_piano(source, track).notes
