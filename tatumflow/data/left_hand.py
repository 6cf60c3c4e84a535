"""The left hand of an étude: stride, and bebop's comping."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .chords import parse_chord
from .etude_sheet import EtudeSheet, strokes, voicing_near

__all__ = ['LeftHand', 'comp_bar', 'stride_bar']


@dataclass
class LeftHand:
    """The left hand on a sheet, the random numbers it draws, and the voicing it played last."""
    sheet: EtudeSheet
    rng: np.random.Generator
    voicing: Sequence[int] = (57,)


def _bass(sheet, beat, degree=0, centre=38):
    """The root (or the pitch `degree` semitones above it) in the octave around `centre`."""
    root = parse_chord(sheet.change(beat).symbol)[0] + degree
    return centre - 5 + (root - centre + 5) % 12


def _tones(sheet, beat):
    """The stride bass's choices at `beat`: root, fifth and the tenth above the root."""
    _, quality, intervals = parse_chord(sheet.change(beat).symbol)
    fifth = {"m7b5": 6, "dim7": 6, "7#5": 8, "7alt": 8}.get(quality, 7)
    root = _bass(sheet, beat)
    return root, _bass(sheet, beat, fifth, centre=36), root + 12 + intervals[1]


def _walk(sheet, bar):
    """Four tenths that step from this bar's root toward the next one's."""
    root, _, tenth = _tones(sheet, bar)
    goal = _bass(sheet, bar + 4)
    way = 1 if goal > root else -1
    for k, low in enumerate([root, root + 2 * way, root + 3 * way, goal - way]):
        top = sheet.near(bar + k, low + 15.5) if k else tenth
        sheet.play(bar + k, 0.9, [low, top], 58, roll=0.012)


def _stride_bass(sheet, bar, beat, colour):
    """The bass at the first or third beat of a bar: one note, an octave or a tenth."""
    root, fifth, tenth = _tones(sheet, beat)
    low = root if sheet.change(beat).start == beat else fifth
    if beat > bar and colour < 0.12:
        low = _bass(sheet, bar + 4) + 1  # lean on the next root
    if low == root and colour > 0.55: return [low, tenth]
    if beat == bar and low >= 38 and colour > 0.25: return [low - 12, low]
    return [low]


def stride_bar(hand: LeftHand, bar, half=False) -> None:
    """Play the bar that begins at beat `bar`, or only its first half."""
    sheet, rng = hand.sheet, hand.rng
    if not half and sheet.change(bar).length == 4 and rng.random() < 0.12:
        _walk(sheet, bar)
        return
    for beat in (bar,) if half else (bar, bar + 2):
        colour = rng.random()
        bass = _stride_bass(sheet, bar, beat, colour)
        is_tenth = bass[-1] - bass[0] > 12
        sheet.play(beat, 0.95, bass, 63, roll=0.018 if is_tenth else 0)
        size = 4 if colour > 0.3 else 3
        hand.voicing = voicing_near(sheet, beat + 1, hand.voicing, (50, 66), size)
        sheet.play(beat + 1, 0.55, hand.voicing, 55)


_COMPING = ["x--x....", "x-......", "...x--..", "...x..x-", ".x....x-",
            "..x-....", "x------.", "...x....", "..x...x.", "......x-"]


def comp_bar(hand: LeftHand, bar) -> None:
    """Play a bar of sparse shells; an off-beat stroke already takes the chord it anticipates."""
    sheet, rng = hand.sheet, hand.rng
    hits = dict(strokes(_COMPING[rng.integers(len(_COMPING))]))
    for beat in sheet.starts:
        if bar < beat < bar + 4 and rng.random() < 0.4:
            hits[beat - bar] = 0.5
    for at, length in sorted(hits.items()):
        beat = bar + at
        heard = beat + (0.5 if at % 1 else 0)
        start, span, _ = sheet.change(heard)
        length = min(length, start + span - beat)
        size = 2 + (rng.random() < 0.5)
        hand.voicing = voicing_near(sheet, heard, hand.voicing, (48, 63), size)
        with_root = at == 0 and rng.random() < 0.4
        low = [_bass(sheet, beat, centre=41)] if with_root else []
        sheet.play(beat, length * 0.85, [*low, *hand.voicing], 50 + 6 * (at % 1 > 0))
