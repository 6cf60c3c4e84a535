"""The Weimar Jazz Database: horn solos with chords, to which a left hand is added."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .candidates import Candidate, piece_name
from .chords import Chord, MINOR_MAJOR, NO_CHORD, parse_chord
from .downloading import download
from .midi import midi_bytes
from .notes import make_notes, NOTE

__all__ = ['from_weimar', 'weimar_sheets', 'weimar_shell']


def weimar_shell(symbol: str) -> tuple[int, int, int]:
    """A shell: the root's pitch class, and two tones in semitones above it: `C-7` -> (0, 3, 10).

    They are the third (or fourth) and the seventh, sixth or fifth.
    """
    root, quality, tones = parse_chord(symbol)
    if quality == "m6" and re.search(MINOR_MAJOR, symbol): return root, tones[1], 11
    is_triad = quality in ("maj", "m6") and "6" not in symbol
    return root, tones[1], 7 if is_triad else max(tones)


def _shell_notes(beats: list[tuple[float, int, str]]) -> np.ndarray:
    """Shells for the beats (second, number in the bar, chord where it changes) of a solo."""
    rows, shell, centre = [], None, 55.0
    ends = [later[0] for later in beats[1:]] + [beats[-1][0] + 0.5]
    for (onset, number, chord), end in zip(beats, ends):
        if chord:
            shell = weimar_shell(chord) if chord != "NC" else None
        if shell is None or not (chord or number in (1, 3)): continue
        root, *upper = shell
        pair = [_nearest(root + step, centre) for step in upper]
        centre = 0.8 * np.mean(pair) + 0.2 * 55
        low = [36 + root % 12] if chord or number == 1 else []
        rows += [(onset, 0.9 * (end - onset), pitch, 54) for pitch in {*pair, *low}]
    return make_notes(*zip(*rows)) if rows else np.empty(0, NOTE)


def _nearest(pitch_class: int, centre: float) -> int:
    """The pitch of a class that is nearest to `centre`, between 48 and 63."""
    octave = range(48 + pitch_class % 12, 64, 12)
    return min(octave, key=lambda pitch: abs(pitch - centre))


class _Solo(NamedTuple):
    """A row of the table `solo_info`."""
    melid: int
    artist: str
    title: str
    tempo: float


def from_weimar(path: Path | None = None, artist: str | None = None) -> Iterator[Candidate]:
    """Solos with left-hand shells added from their chords; all or one performer's.

    `path` is a local `wjazzd.db`; without it the file is downloaded. Raises `TatumError` for a file
    that is not the database or an unknown performer.
    """
    return (_candidate(solo, notes) for solo, notes, _ in _solos(_database(path), artist))


def _candidate(solo: _Solo, notes: np.ndarray) -> Candidate:
    info = {"artist": solo.artist, "title": solo.title, "tempo": solo.tempo,
            "album": "Weimar Jazz Database", "piece": piece_name(solo.title)}
    name = f"{solo.artist} - {solo.title} ({solo.melid})"
    return Candidate(name, midi_bytes(notes), info=info)


_URL = "https://jazzomat.hfm-weimar.de/download/downloads/wjazzd.db"


def _database(path: Path | None) -> Path:
    """`path`, or that of the downloaded file."""
    path = Path(path) if path else download(_URL, workspace().root / "data/downloads/wjazzd.db")
    if path.is_file() and not os.access(path, os.R_OK):
        raise TatumError(f"파일을 읽을 권한이 없습니다: {path}. 권한을 바꾸거나 옮겨 오십시오.")
    if path.is_file(): return path
    raise TatumError(f"파일이 없습니다: {path}. --path에 wjazzd.db를 주거나, "
                     "--path 없이 실행해 내려받으십시오.")


def _solos(path: Path, artist: str | None = None):
    """Yield every solo, or one performer's, with its notes and chords; see `from_weimar`."""
    query = "SELECT melid, performer, title, avgtempo FROM solo_info ORDER BY melid"
    with closing(sqlite3.connect(path)) as base:
        try:
            solos = [_Solo(*row) for row in base.execute(query)]
        except sqlite3.DatabaseError:
            raise TatumError(f"Weimar Jazz Database가 아니거나 손상된 파일입니다: {path}. "
                             "다시 내려받으십시오.") from None
        wanted = (artist or "").casefold()
        mine = [solo for solo in solos if not wanted or solo.artist.casefold() == wanted]
        if not mine:
            names = sorted({solo.artist for solo in solos})[:8]
            raise TatumError(f"Weimar에 '{artist}'가 없습니다. "
                             f"있는 이름의 예: {', '.join(names)} …")
        for solo in mine:
            yield solo, *_read_solo(base, solo.melid)


def _read_solo(base: sqlite3.Connection, melid: int) -> tuple[np.ndarray, list[Chord]]:
    """A solo's notes, left hand included, and its chords; the first note begins at 0."""
    melody = base.execute("SELECT onset, duration, pitch, loud_med FROM melody "
                          "WHERE melid=? ORDER BY onset", (melid,)).fetchall()
    beats = base.execute("SELECT onset, beat, chord FROM beats WHERE melid=? ORDER BY onset",
                         (melid,)).fetchall()
    onset, duration, pitch, loudness = (np.array(column, float) for column in zip(*melody))
    loudness = np.where(np.isnan(loudness), np.nanmedian(loudness), loudness)
    velocity = np.clip(76 + 2 * (loudness - np.median(loudness)), 40, 115)
    until_next = np.append(np.diff(onset), np.inf)
    line = make_notes(onset, np.minimum(duration, until_next), pitch, velocity)
    left = _shell_notes(beats) if beats else np.empty(0, NOTE)
    left = left[(left["onset"] >= onset[0] - 2) & (left["onset"] <= onset[-1])]
    notes = np.concatenate([line, left])
    start = notes["onset"].min()
    notes["onset"] -= start
    chords = _written_chords(beats, start, onset[-1])
    return notes[np.lexsort((notes["pitch"], notes["onset"]))], chords


def _written_chords(beats: list[tuple[float, int, str]], start: float, end: float) -> list[Chord]:
    """The chords of a solo's beats, in seconds from `start`; the last one lasts until `end`."""
    written = [(onset, symbol.replace("NC", NO_CHORD)) for onset, _, symbol in beats if symbol]
    ends = [onset for onset, _ in written[1:]] + [end]
    return [Chord(onset - start, until - onset, symbol)
            for (onset, symbol), until in zip(written, ends)]


def weimar_sheets(path: Path | None = None) -> Iterator[tuple[np.ndarray, list[Chord]]]:
    """(notes with left-hand shells, the chords annotated by people) of every solo with chords."""
    return ((notes, chords) for _, notes, chords in _solos(_database(path)) if chords)
