"""The melody of a MIDI file, in the beats of a sheet."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..data.finding import read_bytes, typed_path
from ..data.midi_events import MidiSong, read_songs
from ..data.notes import NOTE
from ..runtime.errors import TatumError
from .lead_sheets import LeadSheet

__all__ = ['top_line', 'with_melody']


def with_melody(sheet: LeadSheet, path: Path | str) -> LeadSheet:
    """`sheet` with the melody of a MIDI file: of what begins together the highest note. Its first
    bar is the sheet's, unless it is a pickup: then the file has a bar more. Its tempo counts where
    the sheet has none. Raises `TatumError` when it has no notes or more bars than the sheet."""
    song = read_songs(read_bytes(typed_path(path)))[0]
    melody, beat = top_line(_struck(song)), float(sheet.lines.beat)
    for name in ("onset", "duration"): melody[name] /= beat      # a file counts quarter notes
    if not len(melody): raise TatumError(f"선율 파일에 음표가 없습니다: {path}")
    bar, last = sheet.beats_a_bar, float(melody["onset"].max())
    if sheet.beats <= last < sheet.beats + bar and melody["onset"][0] > 0.4 * bar:
        melody["onset"] -= bar
        print("선율의 첫 마디를 못갖춘마디로 읽었습니다.")
    elif last >= sheet.beats:
        raise TatumError(f"선율은 {math.floor(last / bar) + 1}마디인데 악보는 {sheet.bars}마디"
                         "입니다. 악보 한 코러스에 맞는 선율을 주십시오.")
    tempos = sorted(tempo for track in song.tracks for tempo in track.tempos)
    tempo = sheet.tempo or (60e6 / tempos[0][1] / beat if tempos else None)
    return replace(sheet, melody=melody, tempo=tempo)


def _struck(song: MidiSong) -> np.ndarray:
    """All notes of a song but the drums, in beats, sorted. Raises `TatumError` for a file that
    counts frames of film."""
    if song.division >= 0x8000:
        raise TatumError("선율 파일이 박이 아니라 시간(SMPTE)을 셉니다. 박을 세는 MIDI로 "
                         "저장하십시오.")
    rows, down = [], {}
    for place, track in enumerate(song.tracks):
        for tick, status, pitch, velocity in track.events:
            key = place, status & 15, pitch
            if status & 15 == 9 or status >> 4 not in (8, 9): continue
            if status >> 4 == 9 and velocity: down.setdefault(key, []).append((tick, velocity))
            elif down.get(key):
                start, loud = down[key].pop(0)
                rows.append((start / song.division, (tick - start) / song.division, pitch, loud))
    return np.sort(np.array(rows, NOTE), order=("onset", "pitch"))


def top_line(notes: np.ndarray) -> np.ndarray:
    """The highest of the `notes` (beats) that begin together, each until the next."""
    if not len(notes): return notes
    last = np.append(np.diff(notes["onset"]) > 0.06, True)  # beats; sorted by pitch besides
    top, start = [], 0
    for end in np.flatnonzero(last) + 1:
        group = notes[start:end]
        top.append(group[group["pitch"].argmax()])
        start = end
    line = np.array(top, NOTE)
    line["duration"][:-1] = np.minimum(line["duration"][:-1], np.diff(line["onset"]))
    return line
