"""Lead sheets as they are played: chords, and the melody where there is one, in beats."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, field, replace

import numpy as np

from ..data.chords import Chord, NO_CHORD
from ..data.notes import NOTE
from .bar_lines import BarLines

__all__ = ['LeadSheet']


@dataclass(frozen=True, eq=False)
class LeadSheet:
    """A tune as it is played once: repeats are written out.

    Beats (see `BarLines`) are counted from the first full bar line; of `melody` (dtype NOTE, beats)
    a pickup stands before it, at negative beats. `key` is as `read_key` takes it, `tempo` is in
    beats a minute, `sections` are (letter, first bar from 0); `lengths` are the beats of each bar
    where they are not all `beats_a_bar`; `compound` if all are bars of dotted quarters.
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
    lengths: tuple[float, ...] = ()
    compound: bool = False

    @property
    def beats(self) -> float:
        """How many beats its bars last."""
        return float(self.bar_line(self.bars))

    @property
    def lines(self) -> BarLines:
        """Its bar lines."""
        return BarLines(self.lengths or (self.beats_a_bar,), self.compound)

    def bar_line(self, bar: int) -> float:
        """The beat on which a bar (from 0) begins."""
        return float(self.lines.line(bar))

    def repeated(self, choruses: int) -> "LeadSheet":
        """The tune so many times, one after another; a pickup stands before each and ends what is
        held over it."""
        starts = [turn * self.beats for turn in range(choruses)]
        melody, pickup = [self.melody.copy() for _ in starts], self.melody["onset"].min(initial=0)
        for turn, part in enumerate(melody, 1):
            room = self.beats + pickup - part["onset"]
            if turn < choruses: part["duration"] = np.minimum(part["duration"], np.abs(room))
            part["onset"] += starts[turn - 1]
        chords = tuple(replace(chord, onset=chord.onset + start)
                       for start in starts for chord in self.chords)
        sections = tuple((letter, bar + turn * self.bars)
                         for turn in range(choruses) for letter, bar in self.sections)
        line = np.concatenate(melody)
        return replace(self, chords=chords, melody=line[np.argsort(line["onset"], kind="stable")],
                       sections=sections, bars=self.bars * choruses,
                       lengths=self.lengths * choruses)

    def led_in(self) -> "LeadSheet":
        """The tune with a bar without a chord before it, where a pickup would else be lost."""
        if not (self.melody["onset"] < -1e-6).any(): return self
        size, melody = self.beats_a_bar, self.melody.copy()
        melody["onset"] += size
        chords = tuple(replace(chord, onset=chord.onset + size) for chord in self.chords)
        return replace(self, chords=(Chord(0.0, float(size), NO_CHORD), *chords),
                       melody=melody[melody["onset"] > -1e-6], bars=self.bars + 1,
                       sections=tuple((letter, bar + 1) for letter, bar in self.sections),
                       lengths=(size, *self.lengths) if self.lengths else ())
