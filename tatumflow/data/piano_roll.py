"""Piano rolls and inline players."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import base64
import tempfile
from pathlib import Path

import numpy as np

from ..runtime.fonts import use_korean_font
from ..runtime.sound import player
from .beats import Beats
from .clicks import write_clicked
from .midi import midi_bytes, write_midi
from .notes import HIGHEST
from .roll_player import player_script, roll_player

__all__ = ['carried_files', 'hear', 'listen', 'plot_piano_roll']


def plot_piano_roll(notes: np.ndarray, ax=None, chords=(), title: str | None = None, beats=None):
    """Draw `notes` (x: seconds, y: MIDI pitch, colour: velocity), chord symbols above.

    `chords` are `Chord`s, `beats` are `Beats`. Returns the Axes: `ax`, or that of a new figure.
    """
    from matplotlib import pyplot as plt
    use_korean_font()
    if ax is None: _, ax = plt.subplots(figsize=(10, 3.2), layout="constrained")
    for pitch in range(24, HIGHEST, 12):
        ax.axhline(pitch, color="0.9", lw=0.8, zorder=0)
    colours = plt.cm.viridis_r(np.clip(notes["velocity"] / 127, 0.1, 1))
    ax.barh(notes["pitch"], notes["duration"], left=notes["onset"], height=0.9, color=colours)
    low, high = (notes["pitch"].min(), notes["pitch"].max()) if len(notes) else (48, 72)
    if beats is not None: _draw_beats(ax, beats)
    ax.set_yticks(range(24, HIGHEST, 12), [f"C{octave}" for octave in range(1, 8)])
    ax.set(xlabel="시간(초)", ylabel="음높이(MIDI)", title=title)
    ax.set_ylim(low - 3, high + (9 if chords else 4))
    ax.set_xlim(0, max(1.0, (notes["onset"] + notes["duration"]).max(initial=0)))
    _write_chords(ax, chords, high + 2.5)
    return ax


def _write_chords(ax, chords, height: float) -> None:
    """The symbols of `chords` at a `height` (MIDI pitch), or a line higher where one would meet the
    one before it."""
    letter, free = 0.008 * ax.get_xlim()[1], [0.0, 0.0]  # width (s), where each line is free
    for chord in chords:
        line = int(chord.onset < free[0])
        ax.text(chord.onset, height + 3 * line, chord.symbol, fontsize=8)
        free[line] = chord.onset + letter * (len(chord.symbol) + 1)


def hear(notes: np.ndarray, title: str | None = None, clicks=None):
    """An inline player (`IPython.display.Audio`) for `notes`, under `title` if there is one.

    `clicks` are `Beats`, which a wood block strikes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.mid"
        if clicks is None: write_midi(notes, path)
        else: write_clicked(notes, clicks, path)
        return player(path, title)


def carried_files(notes: np.ndarray, clicks=None) -> tuple[str, str]:
    """The sound of `notes` and their MIDI file as addresses that carry all of it (for
    `roll_player`); a wood block strikes the `Beats` of `clicks`."""
    midi = base64.b64encode(midi_bytes(notes)).decode()
    return hear(notes, clicks=clicks).src_attr(), f"data:audio/midi;base64,{midi}"


def listen(notes: np.ndarray, title: str | None = None, chords=(), beats=None,
           clicks=None) -> None:
    """Show the piano roll of `notes` with a player under it (see `roll_player`), which takes the
    picture's place where scripts run.

    `beats` are `Beats` to be drawn, `clicks` such that a wood block strikes besides."""
    import IPython.display
    from matplotlib import pyplot as plt
    shown = clicks if beats is None else beats
    plot_piano_roll(notes, chords=chords, title=title, beats=shown)
    plt.show()
    files = carried_files(notes, clicks)
    page = roll_player(notes, files, chords, shown, title) + player_script()
    IPython.display.display(IPython.display.HTML(page))


def _draw_beats(ax, beats: Beats) -> None:
    """A dark line at every bar line, a thin one at every other beat; free spans are grey."""
    for time, position in zip(beats.times, beats.position):
        ax.axvline(time, color="0.75" if position else "0.35", lw=0.5 if position else 1, zorder=0)
    for start, end in beats.free:
        ax.axvspan(start, end, color="0.93", zorder=-1)
