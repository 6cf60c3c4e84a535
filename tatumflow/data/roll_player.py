"""A piano roll that plays: notes, bars and chords over their sound, in a notebook or on a page."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import json
from importlib import resources

import numpy as np

__all__ = ['player_script', 'roll_player']


def roll_player(notes: np.ndarray, files: tuple[str, str], chords=(), beats=None,
                title: str | None = None, given=()) -> str:
    """HTML of which `player_script` makes a player: `notes` (s) over their sound. `files` are the
    addresses of an audio file and of a MIDI file to download ("" where there is none).

    `chords` are `Chord`s (s), `beats` are `Beats`; those in free spans are left out. `given` are
    spans (start, end) in seconds that stand on grey.
    """
    sound, midi = files
    columns = [notes[name].astype(float).round(3).tolist() for name in ("onset", "duration")]
    columns += [notes[name].astype(int).tolist() for name in ("pitch", "velocity")]
    roll = {"notes": list(zip(*columns)), "bars": [], "beats": [], "numbers": [],
            "midi": midi, "title": title or "",
            "given": [[round(float(end), 3) for end in span] for span in given],
            "chords": [(round(float(chord.onset), 3), chord.symbol) for chord in chords]}
    if beats is not None:
        sure = beats.in_time(beats.times) & (beats.times >= 0)
        for name, here in (("bars", beats.position == 0), ("beats", beats.position > 0)):
            roll[name] = beats.times[sure & here].round(3).tolist()
        numbers = beats.first - 1 + np.cumsum(beats.position == 0)
        roll["numbers"] = numbers[sure & (beats.position == 0)].tolist()
    data = html.escape(json.dumps(roll, ensure_ascii=False, separators=(",", ":")))
    return (f'<div class="tatumflow-player" data-roll="{data}">'
            f'<audio controls src="{html.escape(sound)}"></audio></div>')


def player_script() -> str:
    """The script that makes players of all that `roll_player` wrote before it, in one line: a
    notebook keeps it with every player."""
    file = resources.files("tatumflow") / "templates" / "player.js"
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return f"<script>{' '.join(line for line in lines if not line.startswith('//'))}</script>"
