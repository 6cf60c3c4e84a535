"""A tune laid out to be played: theme, improvisation, theme."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np

from ..data.chords import Chord
from ..data.harmony import chord_list, chord_slots
from ..data.notes import BEATS_A_BAR
from ..runtime.errors import TatumError
from .edits import EDITS, parse_edits
from .lead_sheets import LeadSheet
from .plans import CHORD, open_frames
from .theory import SILENT

__all__ = ['REHARMONIES', 'arrange_sheet', 'reharmonise']


REHARMONIES = ("tritone", "ii-V", "secondary-dominant", "modal-interchange")  # of `EDITS`
_MIDDLE = 70.0  # pitch: the melody lies in the octave whose mean is nearest; the median of Tatum's
_STRUCK = 0.1  # beats: a note is asked for where it is struck, what follows is left to fills


def arrange_sheet(sheet: LeadSheet, choruses: int, edits: str | None = None) -> LeadSheet:
    """`sheet` so many times: its melody in the first and the last chorus, those between are left
    open; its chords with `edits` out of `REHARMONIES`. Raises `TatumError` for no melody."""
    if not len(sheet.melody):
        raise TatumError("악보에 선율이 없어 편곡할 수 없습니다. 선율이 적힌 악보를 주거나, 화음만 "
                         "있으면 즉흥(improvise)으로 치십시오.")
    melody = sheet.melody.copy()
    melody["pitch"] += 12 * round((_MIDDLE - float(melody["pitch"].mean())) / 12)
    melody["duration"] = _STRUCK
    chords = reharmonise(sheet, edits) if edits else sheet.chords
    whole, themes = replace(sheet, chords=chords).repeated(choruses), {0, choruses - 1}
    parts = [melody.copy() for _ in themes]
    for part, turn in zip(parts, sorted(themes)): part["onset"] += turn * sheet.beats
    return replace(whole, melody=np.concatenate(parts), sections=tuple(
        (f"{'주제' if turn in themes else '즉흥'} {letter}".strip(), bar + turn * sheet.bars)
        for turn in range(choruses) for letter, bar in sheet.sections or (("", 0),)))


def reharmonise(sheet: LeadSheet, edits: str) -> tuple[Chord, ...]:
    """The chords of `sheet` after `edits`, one a beat. Raises `TatumError` for edits that change
    more than chords, and where they change none."""
    names = [name for name, _ in parse_edits(edits)]
    other = [name for name in names if name not in REHARMONIES]
    if other:
        raise TatumError(f"편곡에서는 화음만 고칩니다. {', '.join(other)} 대신 "
                         f"{', '.join(REHARMONIES)} 가운데에서 고르십시오.")
    beats = math.ceil(sheet.beats - 1e-6)
    old = np.full(BEATS_A_BAR * math.ceil(beats / BEATS_A_BAR), SILENT)
    old[:beats] = chord_slots(list(sheet.chords), beats)
    frames = open_frames(len(old) // BEATS_A_BAR, old)
    for name in names: frames = EDITS[name].apply(frames, 0)
    new = frames[:, CHORD].ravel()
    if np.array_equal(old, new):
        raise TatumError(f"이 곡의 화음에는 {', '.join(names)}(으)로 바꿀 것이 없습니다. 다른 "
                         "고치기를 고르십시오.")
    return tuple(chord for chord in chord_list(new[:beats]))
