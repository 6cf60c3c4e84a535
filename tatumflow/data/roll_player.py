"""A piano roll that plays: notes, bars and chords over their sound, in a notebook or on a page."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import json
from importlib import resources

import numpy as np

__all__ = ['player_script', 'roll_player']


def roll_player(notes: np.ndarray, sound: str, midi: str = "", chords=(), beats=None,
                title: str | None = None) -> str:
    """HTML of which `player_script` makes a player: `notes` (s) over `sound`, the address of an
    audio file; `midi` is that of a MIDI file to download, if any.

    `chords` are `Chord`s (s), `beats` are `Beats`; those in free spans are left out.
    """
    columns = (notes[name].astype(float).round(3).tolist() for name in notes.dtype.names)
    roll = {"notes": list(zip(*columns)), "bars": [], "beats": [], "midi": midi,
            "title": title or "",
            "chords": [(round(float(chord.onset), 3), chord.symbol) for chord in chords]}
    if beats is not None:
        sure = beats.in_time(beats.times) & (beats.times >= 0)
        for name, here in (("bars", beats.position == 0), ("beats", beats.position > 0)):
            roll[name] = beats.times[sure & here].round(3).tolist()
    data = html.escape(json.dumps(roll, ensure_ascii=False))
    return (f'<div class="tatumflow-player" data-roll="{data}">'
            f'<audio controls src="{html.escape(sound)}"></audio></div>')


def player_script() -> str:
    """The script that makes players of all that `roll_player` wrote before it."""
    file = resources.files("tatumflow") / "templates" / "player.js"
    return f"<script>{file.read_text(encoding='utf-8')}</script>"
