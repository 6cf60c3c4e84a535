"""The sheet on which an étude is composed in beats, and its performance in seconds."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from typing import NamedTuple

import numpy as np

from .chords import HARMONY, parse_chord
from .notes import make_notes

__all__ = ['Change', 'EtudeSheet', 'perform', 'strokes', 'voicing_near']


class Change(NamedTuple):
    """A chord of the sheet: where it begins and how long it lasts, in beats."""
    start: float
    length: float
    symbol: str


class EtudeSheet:
    """Notes in beats over bars of chords. The hands share it."""

    def __init__(self, bars: list[list[str]], tempo: float):
        self.second = 60 / tempo                     # of a beat
        self.swing = float(np.interp(tempo, [90, 280], [1.9, 1.25]))  # long to short eighth
        self.unit = 0.5 if tempo < 112 else 1.0      # slow pieces are played in double time
        self.pitch = self.last = 74                  # where the melody goes next, its last note
        self.changes = [Change(4 * i + 4 * j / len(bar), 4 / len(bar), chord)
                        for i, bar in enumerate(bars) for j, chord in enumerate(bar)]
        self.starts = np.array([change.start for change in self.changes])
        self.rows = []

    def change(self, beat) -> Change:
        """The chord at `beat`."""
        return self.changes[max(0, np.searchsorted(self.starts, beat + 1e-6, side="right") - 1)]

    def pitches(self, beat, part="ladder", even=False) -> np.ndarray:
        """Every pitch of a part of the harmony (see `Harmony`) at `beat`, or of its even rungs."""
        root, quality, _ = parse_chord(self.change(beat).symbol)
        steps = getattr(HARMONY[quality], part)[::2 if even else 1]
        return np.array(sorted({root + step + 12 * octave
                                for octave in range(10) for step in steps}))

    def near(self, beat, pitch, part="ladder", even=False) -> int:
        """The one of `pitches` that is nearest to `pitch`, the higher of two."""
        pool = self.pitches(beat, part, even)
        return int(pool[np.abs(pool - pitch - 0.1).argmin()])

    def play(self, beat, length, pitches, velocity, swing=True, roll=0.0):
        """Write notes; `roll` is the delay in seconds from each pitch to the next."""
        whole, part = divmod(beat / self.unit + 1e-6, 1)
        late = 0
        if swing and abs(part - 0.5) < 0.01:
            late = self.swing / (1 + self.swing) - 0.5
        for i, pitch in enumerate(np.atleast_1d(pitches)):
            self.rows.append((beat + late * self.unit, length, int(pitch), velocity, i * roll))

    def seconds(self, beat):
        """When a beat sounds; the first one after 0.05 s."""
        return 0.05 + beat * self.second


def voicing_near(sheet: EtudeSheet, beat, previous, limits, size=4):
    """The close-position voicing within `limits` (lowest, highest pitch) nearest to `previous`."""
    low, high = limits
    pool = sheet.pitches(beat, "voicing")
    size = min(size, len({pitch % 12 for pitch in pool}))
    chords = [pool[i:i + size] for i in range(len(pool) - size)]
    fitting = [chord for chord in chords if low <= chord[0] and chord[-1] <= high]

    def distance(chord):
        mean = chord.mean()
        return abs(mean - np.mean(previous)) + 0.3 * abs(mean - (low + high) / 2)

    return min(fitting, key=distance)


def strokes(rhythm: str) -> list[tuple[float, float]]:
    """(position, length), in beats, of every stroke of a rhythm such as "x--x.x-."."""
    return [(stroke.start() / 2, len(stroke[0]) / 2) for stroke in re.finditer("x-*", rhythm)]


def perform(sheet: EtudeSheet, shift: int, rng) -> np.ndarray:
    """The sheet's notes in seconds, moved by `shift` semitones, with a human hand's unevenness; no
    key is struck while it is still down."""
    played = {}
    for beat, length, pitch, velocity, delay in sorted(sheet.rows):
        onset = max(0.0, sheet.seconds(beat) + delay + rng.normal(0, 0.005))
        loud = velocity + 6 * np.sin(np.pi * (beat % 16) / 16) - 4 + rng.normal(0, 5)
        duration, velocity = max(0.04, length * sheet.second), int(np.clip(loud, 20, 112))
        before = played.setdefault(pitch, [])
        if before and onset - before[-1][0] < 0.05:  # both hands at once: one note
            _, other, _, louder = before[-1]
            before[-1][1:] = [max(other, duration), pitch + shift, max(louder, velocity)]
            continue
        if before:
            before[-1][1] = min(before[-1][1], onset - before[-1][0] - 0.01)
        before.append([onset, duration, pitch + shift, velocity])
    return make_notes(*np.array([note for notes in played.values() for note in notes]).T)
