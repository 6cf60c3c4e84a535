"""What is played over, at which tempo, and how long: what an `Ask` says of it."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from functools import cached_property

from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR
from ..data.time_map import TimeMap
from .arrangements import arrange_sheet
from .forms import find_form, Form
from .lead_sheets import LeadSheet
from .melodies import with_melody
from .sheet_files import read_lead_sheet, read_sheet_text
from .tempi import curve_map, read_curve, TempoCurve

__all__ = ['AskedSheet', 'Length', 'is_given']


def is_given(value) -> bool:
    """Whether an option was asked for: it is neither None nor an empty text."""
    return value is not None and not (isinstance(value, str) and not value)


_ARRANGED = 3  # choruses: theme, improvisation, theme


class AskedSheet:
    """What an `Ask` says of its bars, its chords and its melody."""

    @property
    def new_bars(self) -> int | None:
        """How many bars to play; None where that is not said in bars."""
        given = self.mode in ("continuation", "improvise", "style_transfer")
        return int(self.bars) if given and is_given(self.bars) else None

    @cached_property
    def chorus(self) -> Form | None:
        """The form of each chorus."""
        return find_form(self.form, self.new_bars) if self.form else None

    @cached_property
    def tune(self) -> LeadSheet | None:
        """What is played over, once; None if nothing was asked for."""
        if is_given(self.sheet):
            read = self.sheet
            if not isinstance(read, LeadSheet): read = read_lead_sheet(read, self.key)
            return read if self.melody is None else with_melody(read, self.melody)
        chords = self.chords or (self.chorus.chords if self.chorus else "") or ()
        if not len(chords): return None
        if isinstance(chords, str): return read_sheet_text(chords, self.key)
        bars, rest = divmod(round(chords[-1].onset + chords[-1].duration, 6), BEATS_A_BAR)
        lengths = (float(BEATS_A_BAR),) * int(bars) + ((rest,) if rest else ())
        return LeadSheet(chords=tuple(chords), bars=len(lengths),
                         lengths=lengths if rest else ())

    @cached_property
    def played(self) -> LeadSheet | None:
        """`tune` as often as it is played, with a bar before it for a pickup; choruses of a form
        have none."""
        if not self.tune: return None
        if self.mode == "arrange": return arrange_sheet(self.tune, self.turns, self.edits).led_in()
        repeated = self.tune.repeated(self.turns)
        return repeated if self.form else repeated.led_in()

    @property
    def turns(self) -> int:
        """How often the tune is played: as asked, or as often as the length that is asked for needs
        it; an arrangement three times. Chords of a form that are no text are those of all its
        choruses."""
        if self.mode == "arrange": return self.choruses or _ARRANGED
        if self.mode != "improvise" or self.form or self.choruses:
            return (self.choruses or 1) if isinstance(self.chords, str | None) else 1
        if not self.asked_beats: return 1
        return max(1, math.ceil(self.asked_beats / self.tune.beats - 1e-6))

    @property
    def harmony(self) -> tuple[Chord, ...]:
        """The chords to play over, in beats; none if none were asked for."""
        return self.played.chords if self.played else ()


class Length(AskedSheet):
    """What an `Ask` says of its chords, its tempo and its length."""

    @cached_property
    def curve(self) -> TempoCurve | None:
        """The tempo of what is improvised; None: the model chooses."""
        if self.mode not in ("improvise", "arrange"): return None
        if is_given(self.tempo): return read_curve(self.tempo)
        tempo = (self.tune and self.tune.tempo) or 120.0
        if self.form or self.mode == "arrange": return TempoCurve(tempo, tempo, rit=True)
        return TempoCurve(tempo, tempo) if self.tune else None

    @cached_property
    def time(self) -> TimeMap | None:
        """The beats of what is improvised; None: the model chooses. Where the length is said in
        seconds and the tempo changes, it lasts the whole number of bars that comes nearest."""
        if not self.curve: return None
        if self.seconds is None:
            return curve_map(self.curve, math.ceil(self.beats / BEATS_A_BAR))
        most = math.ceil(self.seconds / (60 * BEATS_A_BAR / self.curve.fastest)) + 1
        if not self.curve.changes: return curve_map(self.curve, most)
        maps = [curve_map(self.curve, bars) for bars in range(1, most + 8)]
        return min(maps, key=lambda one: abs(one.seconds[-1] - self.seconds))

    @property
    def asked_beats(self) -> float | None:
        """How many beats are asked for, in bars or seconds, at a tempo that is known; None where
        neither is said."""
        if self.new_bars:
            return float(self.new_bars * (self.tune.beats_a_bar if self.tune else BEATS_A_BAR))
        if self.seconds is None: return None
        return self.time.beats[-1] if self.curve.changes else self.seconds * self.curve.first / 60

    @property
    def beats(self) -> float:
        """How many beats are improvised at a tempo that is known."""
        if self.chorus: return float(BEATS_A_BAR * self.chorus.bars * (self.choruses or 1))
        if self.asked_beats is not None: return self.asked_beats
        return self.played.beats if self.played else self.curve.first / 3

    @property
    def length(self) -> float:
        """How many seconds to play; of `new_bars` at a tempo that nobody knows yet, about."""
        if self.curve and (self.seconds is None or self.curve.changes):
            return float(self.time.to_seconds(self.beats))
        if self.seconds is not None: return self.seconds
        return 2.0 * self.new_bars if self.new_bars else 20.0
