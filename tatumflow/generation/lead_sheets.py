"""Lead sheets as they are played: chords, and the melody where there is one, in beats."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, field, replace

import numpy as np

from ..data.chords import Chord
from ..data.notes import NOTE

__all__ = ['LeadSheet']


@dataclass(frozen=True, eq=False)
class LeadSheet:
    """A tune as it is played once: repeats are written out.

    Beats are quarter notes (dotted in 6/8, 9/8 and 12/8), counted from the first full bar line; of
    `melody` (dtype NOTE, beats) a pickup stands before it, at negative beats. `key` is as
    `read_key` takes it, `tempo` is in beats a minute, `sections` are (letter, first bar from 0).
    """
    title: str = ""
    composer: str = ""
    key: str = ""
    tempo: float | None = None
    chords: tuple[Chord, ...] = ()
    melody: np.ndarray = field(default_factory=lambda: np.zeros(0, NOTE))
    sections: tuple[tuple[str, int], ...] = ()
    bars: int = 0
    beats_a_bar: float = 4
    beats: float = 0  # of all bars; they may differ in length

    def repeated(self, choruses: int) -> "LeadSheet":
        """The tune so many times, one after another. A pickup stands before each."""
        melody = [self.melody.copy() for _ in range(choruses)]
        for turn, part in enumerate(melody): part["onset"] += turn * self.beats
        chords = tuple(replace(chord, onset=chord.onset + turn * self.beats)
                       for turn in range(choruses) for chord in self.chords)
        sections = tuple((letter, bar + turn * self.bars)
                         for turn in range(choruses) for letter, bar in self.sections)
        melody = np.sort(np.concatenate(melody), order="onset", kind="stable")
        return replace(self, chords=chords, melody=melody, sections=sections,
                       bars=self.bars * choruses, beats=self.beats * choruses)
