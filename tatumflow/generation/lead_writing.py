"""Lead sheets out: the melody and the chords of a take, and a lead sheet on one staff."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np

from ..data.chords import FLATS, SHARPS
from ..data.frames import skyline
from ..data.notes import make_notes
from ..data.time_map import constant_map, unwarp, warp
from .bar_lines import BarLines
from .hands import split_hands
from .keys import read_key
from .lead_sheets import LeadSheet
from .notation import heard_chords, Notation, Speller, write_staff, written_tempo
from .quantising import write_hand
from .spelling import find_key, key_fifths
from .takes import Take
from .voices import VoiceWriter

__all__ = ['take_lead_sheet', 'write_lead_sheet']


def take_lead_sheet(take: Take) -> LeadSheet:
    """The tune that a listener would write down of a take: the right hand's highest note
    on each eighth (see `skyline`), and its chords, given or heard."""
    notes = warp(take.notes[take.time.to_beats(take.notes["onset"]) >= 0], take.time)
    last = max([float(notes["onset"].max(initial=0)) + 1,
                *(chord.onset + chord.duration for chord in take.chords)])
    lines, right = take.lines, ~split_hands(unwarp(notes, take.time))
    bars = lines.bar(last - 1e-6) + 1
    beats = math.ceil(lines.line(bars))
    key = find_key(notes, take.chords)
    chords = take.chords or heard_chords(notes, beats, key)
    tonic = (FLATS if key <= 0 else SHARPS)[7 * key % 12]
    sizes = tuple(float(lines.size(bar)) for bar in range(bars))
    return LeadSheet(take.title, "", tonic, written_tempo(take), chords,
                     _top_line(notes, right, lines, 2 * math.ceil(beats * lines.beat)),
                     tuple((letter, lines.bar(beat + 1e-6)) for letter, beat in take.sections),
                     bars, max(sizes, key=sizes.count), sizes if len({*sizes}) > 1 else (),
                     lines.compound)


def _top_line(notes: np.ndarray, right: np.ndarray, lines: BarLines, eighths: int) -> np.ndarray:
    """The highest of the `right` hand's `notes` on each of so many eighths, as notes (beats)."""
    quarters = _times(notes, float(lines.beat))
    line = _smoothed(skyline(quarters[right], eighths))
    return _times(_line_notes(line, _struck_on_line(quarters, line)), float(1 / lines.beat))


def _times(notes: np.ndarray, share: float) -> np.ndarray:
    """`notes` with their times `share` times as long."""
    notes = notes.copy()
    for name in ("onset", "duration"): notes[name] *= share
    return notes


def _line_notes(line: np.ndarray, struck: np.ndarray) -> np.ndarray:
    """A line of pitches, one an eighth, as notes (quarters); 0 is a rest."""
    slots = len(line)
    edges = [i for i in range(slots) if i == 0 or line[i] != line[i - 1] or struck[i]]
    rows = [(i / 2, (j - i) / 2, line[i], 80)
            for i, j in zip(edges, [*edges[1:], slots]) if line[i]]
    return make_notes(*np.reshape(rows, (-1, 4)).T)


_VALLEY = 8                # semitones: what lies so far below both its neighbours accompanies them


def _smoothed(line: np.ndarray) -> np.ndarray:
    """`line` without single low notes between high ones: the note before them is held."""
    line = line.copy()
    for i in range(1, len(line) - 1):
        around = min(line[i - 1], line[i + 1])
        if 0 < line[i] < around - _VALLEY: line[i] = line[i - 1]
    return line


def _struck_on_line(notes: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Whether the note of `line` is struck in each slot, not only held over from the one before."""
    struck = np.zeros(len(line), bool)
    slot = ((notes["onset"] + 0.125) * 2).astype(int)
    inside = slot < len(line)
    hit = notes["pitch"][inside] == line[slot[inside]]
    struck[slot[inside][hit]] = True
    return struck


def write_lead_sheet(sheet: LeadSheet) -> Notation:
    """A lead sheet on one staff: its melody on the grid of each beat, its chords above. A pickup
    stands in a bar of its own."""
    early = sheet.melody["onset"].min(initial=0) < 0
    size = sheet.lines.size(0)
    shift, lines = float(size), sheet.lines.lengths
    if early: lines = size, *lines
    else: shift = 0.0
    melody, lines = sheet.melody.copy(), replace(sheet.lines, lengths=lines)
    melody["onset"] += shift
    chords = tuple(replace(chord, onset=chord.onset + shift) for chord in sheet.chords)
    end = lines.line(max(1, sheet.bars) + early)
    second = np.full(math.ceil(end) + 1, 60 / (sheet.tempo or 120))
    in_seconds = unwarp(melody, constant_map(sheet.tempo or 120))
    swing = None if lines.compound else 0.5
    strokes, fits = write_hand(in_seconds, melody, second, swing)
    known = read_key(sheet.key) if sheet.key else None
    key = key_fifths(*known) if known else find_key(melody, sheet.chords)
    staff = write_staff([VoiceWriter(fits, lines).write(strokes, end)], "G", lines,
                        Speller(key, chords))
    sections = tuple((letter, sheet.bar_line(bar) + shift) for letter, bar in sheet.sections)
    return Notation(sheet.title, "Lead sheet", [staff], key, chords, sections, sheet.tempo,
                    composer=sheet.composer or "TatumFlow", lines=lines)
