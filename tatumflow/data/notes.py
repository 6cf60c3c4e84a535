# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import tempfile
from itertools import accumulate
from pathlib import Path

import mido
import numpy as np
import pretty_midi

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.sound import player

__all__ = [
    'HIGHEST', 'LONGEST_NOTE', 'LOWEST', 'MAX_BYTES', 'NOTE', 'clip', 'fold_pedal', 'hear',
    'listen', 'make_notes', 'midi_bytes', 'midi_files', 'piano', 'plot_piano_roll', 'read_bytes',
    'read_midi', 'write_midi',
]


NOTE = np.dtype([("onset", "f8"), ("duration", "f8"), ("pitch", "i2"), ("velocity", "i2")])
LOWEST, HIGHEST = 21, 108


def make_notes(onset, duration, pitch, velocity) -> np.ndarray:
    """A performance: a 1-D array of dtype `NOTE`, sorted by onset, then pitch.

    `onset` and `duration` are seconds, `pitch` is a MIDI number (21-108) and `velocity` is 1-127; each may be a
    sequence of one common length or a scalar.
    """
    columns = np.broadcast_arrays(*map(np.atleast_1d, (onset, duration, pitch, velocity)))
    notes = np.empty(len(columns[0]), NOTE)
    for name, column in zip(NOTE.names, columns):
        notes[name] = column
    return notes[np.lexsort((notes["pitch"], notes["onset"]))]


def piano(notes: np.ndarray) -> pretty_midi.Instrument:
    """`notes` as pretty_midi's piano, which knows measures of its own."""
    track = pretty_midi.Instrument(program=0, name="Piano")
    track.notes = [pretty_midi.Note(int(n["velocity"]), int(n["pitch"]), float(n["onset"]), float(n["onset"] + n["duration"])) for n in notes]
    return track


def midi_bytes(notes: np.ndarray) -> bytes:
    """`notes` as a Standard MIDI File: one piano track, 120 bpm, 480 ticks a beat (1.04 ms)."""
    midi = pretty_midi.PrettyMIDI(resolution=480, initial_tempo=120)
    midi.instruments.append(piano(notes))
    buffer = io.BytesIO()
    midi.write(buffer)
    return buffer.getvalue()


def write_midi(notes: np.ndarray, path) -> Path:
    """Write `notes` to `path` atomically (an existing file is replaced whole or not at all); returns the path."""
    return write_atomic(Path(path), midi_bytes(notes))


LONGEST_NOTE = 8.0  # seconds; longer ones have died away on a piano


def fold_pedal(onset, end, pitch, pedal_down, pedal_up) -> np.ndarray:
    """The time (s) at which each note stops sounding.

    A note whose key is released while the pedal is down (`pedal_down[i] <= end < pedal_up[i]`, sorted intervals in
    seconds) sounds until the pedal comes up. The next onset of the same pitch stops it, and so does `LONGEST_NOTE`.
    """
    onset, end, pitch = np.asarray(onset, float), np.array(end, float), np.asarray(pitch)
    if len(pedal_down):
        i = np.searchsorted(pedal_down, end, side="right") - 1
        held = (i >= 0) & (end < np.asarray(pedal_up)[i])
        end[held] = np.asarray(pedal_up)[i[held]]
    for key in np.unique(pitch):
        mine = np.flatnonzero(pitch == key)
        struck = np.append(np.unique(onset[mine]), np.inf)
        end[mine] = np.minimum(end[mine], struck[np.searchsorted(struck, onset[mine], side="right")])
    return np.minimum(end, onset + LONGEST_NOTE)


MAX_BYTES = 20_000_000


def read_midi(source: Path | str | bytes) -> np.ndarray:
    """Read a piano MIDI file (path or its bytes) into notes, sustain pedal (CC 64 >= 64) folded into durations.

    Onsets keep the file's own clock in seconds. All tracks are one piano with one pedal. Raises `TatumError` when the file is
    missing, empty, not MIDI, damaged, without notes, out of the piano's range or not (only) piano.
    """
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    if not data:
        raise TatumError("빈 파일입니다(0바이트). 다시 내려받으십시오.")
    if not data.startswith(b"MThd"):
        raise TatumError("MIDI 파일이 아닙니다(머리글 MThd가 없습니다). 이름만 .mid인 다른 파일일 수 있습니다.")
    try:
        song = mido.MidiFile(file=io.BytesIO(data))
        pedal = [(tick, message.value) for track in song.tracks  # a message's own time counts from the one before
                 for tick, message in zip(accumulate(message.time for message in track), track) if message.is_cc(64)]
        midi = pretty_midi.PrettyMIDI(mido_object=song)
    except EOFError:
        raise TatumError("파일이 중간에서 잘렸습니다. 다시 내려받으십시오.") from None
    except Exception as error:  # mido raises many kinds on damaged bytes
        raise TatumError(f"파일이 손상되어 읽을 수 없습니다({type(error).__name__}). 다른 사본을 구하십시오.") from None
    return _piano_notes(midi, [(midi.tick_to_time(tick), value) for tick, value in sorted(pedal, key=lambda event: event[0])])


def midi_files(folder) -> list[Path]:
    """Every MIDI file below `folder`, sorted."""
    return sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in (".mid", ".midi"))


def read_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise TatumError(f"파일이 없습니다: {path}. 경로를 확인하십시오.")
    if path.stat().st_size > MAX_BYTES:
        raise TatumError(f"파일이 너무 큽니다({path.stat().st_size / 1e6:.0f} MB). MIDI는 보통 0.1 MB 안팎입니다.")
    return path.read_bytes()


def _piano_notes(midi: pretty_midi.PrettyMIDI, pedal: list[tuple[float, int]]) -> np.ndarray:
    sounding = [i for i in midi.instruments if i.notes]
    if not sounding:
        raise TatumError("음표가 하나도 없습니다.")
    others = [i for i in sounding if i.is_drum or i.program > 7]
    if others:
        raise TatumError(f"피아노가 아닌 악기가 있습니다(트랙 {len(others)}개). 피아노 트랙만 남겨 저장하십시오.")
    onset, end, pitch, velocity = np.array([(n.start, n.end, n.pitch, n.velocity) for i in sounding for n in i.notes]).T
    notes = make_notes(onset, fold_pedal(onset, end, pitch, *_pedal_intervals(pedal)) - onset, pitch, velocity)
    outside = (notes["pitch"] < LOWEST) | (notes["pitch"] > HIGHEST)
    if outside.any():
        raise TatumError(f"피아노 음역({LOWEST}-{HIGHEST}) 밖의 음이 {outside.sum()}개 있습니다.")
    notes["duration"] = np.maximum(notes["duration"], 0.01)
    return notes[np.lexsort((notes["pitch"], notes["onset"]))]


def _pedal_intervals(pedal: list[tuple[float, int]]) -> tuple[list[float], list[float]]:
    down, up = [], []
    for time, value in pedal:
        if value >= 64 and len(down) == len(up):
            down.append(time)
        elif value < 64 and len(down) > len(up):
            up.append(time)
    return down, up + [np.inf] * (len(down) - len(up))


def plot_piano_roll(notes: np.ndarray, ax=None, chords=(), title: str | None = None):
    """Draw `notes` as a piano roll (x: seconds, y: MIDI pitch, colour: velocity), chord symbols above. Returns the Axes."""
    from matplotlib import pyplot as plt
    if ax is None:
        _, ax = plt.subplots(figsize=(10, 3.2), layout="constrained")
    for pitch in range(24, HIGHEST, 12):
        ax.axhline(pitch, color="0.9", lw=0.8, zorder=0)
    colours = plt.cm.viridis_r(np.clip(notes["velocity"] / 127, 0.1, 1))
    ax.barh(notes["pitch"], notes["duration"], left=notes["onset"], height=0.9, color=colours)
    low, high = (notes["pitch"].min(), notes["pitch"].max()) if len(notes) else (48, 72)
    for chord in chords:
        ax.text(chord.onset, high + 3, chord.symbol, fontsize=8)
    ax.set_yticks(range(24, HIGHEST, 12), [f"C{octave}" for octave in range(1, 8)])
    ax.set(ylim=(low - 3, high + (8 if chords else 4)), xlabel="시간(초)", ylabel="음높이(MIDI)", title=title)
    ax.set_xlim(0, max(1.0, float((notes["onset"] + notes["duration"]).max())) if len(notes) else 1.0)
    return ax


def clip(notes: np.ndarray, start: float, end: float) -> np.ndarray:
    """The notes that begin in [`start`, `end`) seconds, moved so that `start` becomes 0; what would ring past `end` stops there."""
    part = notes[(notes["onset"] >= start) & (notes["onset"] < end)].copy()
    part["duration"] = np.minimum(part["duration"], end - part["onset"])
    part["onset"] -= start
    return part


def hear(notes: np.ndarray, title: str | None = None):
    """An inline player (`IPython.display.Audio`) for `notes`, under `title` if there is one."""
    with tempfile.TemporaryDirectory() as folder:
        return player(write_midi(notes, Path(folder) / "notes.mid"), title)


def listen(notes: np.ndarray, title: str | None = None, chords=()) -> None:
    """Show the piano roll of `notes` with an inline player under it."""
    from IPython.display import display
    from matplotlib import pyplot as plt
    plot_piano_roll(notes, chords=chords, title=title)
    plt.show()
    display(hear(notes))
