"""Reading and writing MIDI files."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from itertools import accumulate
from pathlib import Path

import mido
import numpy as np
import pretty_midi

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .finding import read_bytes
from .notes import HIGHEST, LOWEST, make_notes

__all__ = ['fold_pedal', 'midi_bytes', 'piano', 'read_midi', 'write_midi']


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


_LONGEST_NOTE = 8.0  # seconds; longer ones have died away on a piano


def fold_pedal(onset, end, pitch, pedal_down, pedal_up) -> np.ndarray:
    """The time (s) at which each note stops sounding.

    A note whose key is released while the pedal is down (`pedal_down[i] <= end < pedal_up[i]`,
    sorted intervals in seconds) sounds until the pedal comes up. The next onset of the same pitch
    stops it, and so do 8 seconds.
    """
    onset, end, pitch = np.asarray(onset, float), np.array(end, float), np.asarray(pitch)
    if len(pedal_down):
        i = np.searchsorted(pedal_down, end, side="right") - 1
        held = (i >= 0) & (end < np.asarray(pedal_up)[i])
        end[held] = np.asarray(pedal_up)[i[held]]
    for key in np.unique(pitch):
        mine = np.flatnonzero(pitch == key)
        struck = np.append(np.unique(onset[mine]), np.inf)
        following = struck[np.searchsorted(struck, onset[mine], side="right")]
        end[mine] = np.minimum(end[mine], following)
    return np.minimum(end, onset + _LONGEST_NOTE)


def read_midi(source: Path | str | bytes) -> np.ndarray:
    """Read a piano MIDI file (path or its bytes) into notes.

    Onsets keep the file's own clock in seconds. All tracks are one piano with one sustain pedal
    (CC 64 >= 64), which is folded into the durations. Raises `TatumError` when the file is missing,
    empty, not MIDI, damaged, without notes, out of the piano's range or not (only) piano.
    """
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    if not data: raise TatumError("빈 파일입니다(0바이트). 다시 내려받으십시오.")
    if not data.startswith(b"MThd"):
        raise TatumError("MIDI 파일이 아닙니다(머리글 MThd가 없습니다). "
                         "이름만 .mid인 다른 파일일 수 있습니다.")
    try:
        song = mido.MidiFile(file=io.BytesIO(data))
        pedal = _pedal_events(song)
        midi = pretty_midi.PrettyMIDI(mido_object=song)
    except EOFError:
        raise TatumError("파일이 중간에서 잘렸습니다. 다시 내려받으십시오.") from None
    except Exception as error:  # mido raises many kinds on damaged bytes
        kind = type(error).__name__
        raise TatumError(f"파일이 손상되어 읽을 수 없습니다({kind}). "
                         "다른 사본을 구하십시오.") from None
    return _piano_notes(midi, [(midi.tick_to_time(tick), value) for tick, value in pedal])


def _piano_notes(midi: pretty_midi.PrettyMIDI, pedal: list[tuple[float, int]]) -> np.ndarray:
    """The notes of a song, `pedal` ((second, value), sorted) folded in. Raises `TatumError`."""
    sounding = [instrument for instrument in midi.instruments if instrument.notes]
    if not sounding: raise TatumError("음표가 하나도 없습니다.")
    others = sum(instrument.is_drum or instrument.program > 7 for instrument in sounding)
    if others:
        raise TatumError(f"피아노가 아닌 악기가 있습니다(트랙 {others}개). "
                         "피아노 트랙만 남겨 저장하십시오.")
    rows = [(note.start, note.end, note.pitch, note.velocity)
            for instrument in sounding for note in instrument.notes]
    onset, end, pitch, velocity = np.array(rows).T
    duration = fold_pedal(onset, end, pitch, *_pedal_intervals(pedal)) - onset
    outside = (pitch < LOWEST) | (pitch > HIGHEST)
    if outside.any():
        raise TatumError(f"피아노 음역({LOWEST}-{HIGHEST}) 밖의 음이 {outside.sum()}개 있습니다.")
    return make_notes(onset, np.maximum(duration, 0.01), pitch, velocity)


def _pedal_events(song: mido.MidiFile) -> list[tuple[int, int]]:
    """(tick, value) of the sustain pedal in all tracks, in order of time."""
    events = []
    for track in song.tracks:
        ticks = accumulate(message.time for message in track)  # `time` counts from the one before
        events += [(tick, message.value) for tick, message in zip(ticks, track)
                   if message.is_cc(64)]
    return sorted(events, key=lambda event: event[0])


def _pedal_intervals(pedal: list[tuple[float, int]]) -> tuple[list[float], list[float]]:
    """When (s) the pedal goes down, and when it comes up each time."""
    down, up = [], []
    for time, value in pedal:
        if value >= 64 and len(down) == len(up):
            down.append(time)
        elif value < 64 and len(down) > len(up):
            up.append(time)
    return down, up + [np.inf] * (len(down) - len(up))
