"""A take: one performance, and how it came about."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..data.beats import Beats
from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR, clip
from ..data.piano_roll import plot_piano_roll
from ..data.time_map import beats_of, clock_map, TimeMap
from ..model.saved_models import weights_digest
from ..runtime.fonts import use_korean_font
from .asking import Ask, MODES
from .bar_lines import BarLines
from .maps import moved_map
from .styles import write_blend

__all__ = ['Take', 'how_drawn', 'move_chords', 'plot_take', 'repeat_take']


@dataclass(frozen=True, eq=False)
class Take:
    """One performance and how it came about: the model's part lasts `seconds` from `begin` (s) on,
    what stands before and after is the source's.

    `asked` holds what else was asked for (temperature, start in the source …) in plain values, and
    of which `model` (its `weights_digest`); `time` counts the beats of the take; `chords` (in these
    beats), those that were given; `before`, what the source plays there, where the take changes
    it; `sections`, the letters of a form and where they begin (beats); `melody` (beats), what was
    to be heard on top; `lines`, its beats and bars.
    """
    notes: np.ndarray
    mode: str
    style: str
    seed: int
    seconds: float
    begin: float = 0.0
    source: str = ""
    asked: dict = field(default_factory=dict)
    chords: tuple[Chord, ...] = ()
    before: np.ndarray | None = None
    time: TimeMap = field(default_factory=clock_map)
    sections: tuple[tuple[str, float], ...] = ()
    melody: np.ndarray | None = None
    lines: BarLines = BarLines()

    @property
    def name(self) -> str:
        """A file name without suffix: mode-style-seed."""
        return f"{self.mode}-{re.sub(r'[^A-Za-z0-9]', '', self.called)}-{self.seed}"

    @property
    def called(self) -> str:
        """The style, or the blend that was asked for."""
        return self.asked.get("blend", self.style)

    @property
    def title(self) -> str:
        """What a listener reads."""
        return f"{MODES[self.mode]} · {self.called} · 시드 {self.seed}"

    @property
    def new(self) -> np.ndarray:
        """The notes that the model played; time 0 is where they begin."""
        return clip(self.notes, self.begin, self.begin + self.seconds)

    @property
    def beats(self) -> Beats:
        """The beats of the take (s), to be drawn and clicked."""
        ends, new = self.notes["onset"] + self.notes["duration"], self.new_bars
        found = beats_of(self.time, float(ends.max(initial=1)))
        return replace(found, first=new[0] - self._count(self.begin, math.floor)) if new else found

    @property
    def new_bars(self) -> tuple[int, int] | None:
        """The first and the last bar that the model played, as a musician counts those of the
        source; None where there is none."""
        if self.mode in ("improvise", "arrange"): return None
        told = self.asked["bar"] if "bar" in self.asked else self.asked.get("bars", 1)
        first, end = int(str(told).split("-")[0]), self._count(self.begin + self.seconds, math.ceil)
        return first, first + end - self._count(self.begin, math.floor) - 1

    def _count(self, second: float, rounded: Callable) -> int:
        """How many bars of the map stand before a second, up to 1/25 of a beat."""
        bars = float(self.time.to_beats(second)) / BEATS_A_BAR
        return rounded(bars + (0.01 if rounded is math.floor else -0.01))

    @property
    def given(self) -> list[tuple[float, float]]:
        """Where the source plays: (start, end) in seconds, before and after the model's part."""
        end, last = self.begin + self.seconds, float(self.notes["onset"].max(initial=0))
        spans = ((0.0, self.begin), (end, last + 0.5))
        return [span for span, seam in zip(spans, (self.begin, end)) if 0 < seam < last]

    def around(self, margin: float = 4.0) -> "Take":
        """The model's part with at most `margin` s of what stands before and after it."""
        start, end = max(0.0, self.begin - margin), self.begin + self.seconds + margin
        time = moved_map(self.time, start)
        return replace(self, notes=clip(self.notes, start, end), time=time,
                       begin=self.begin - start,
                       chords=move_chords(self.chords, self.time, start, end),
                       before=None if self.before is None else clip(self.before, start, end))


def move_chords(chords: Sequence[Chord], time: TimeMap, start: float, end: float
                 ) -> tuple[Chord, ...]:
    """What sounds of `chords` (beats of `time`) from `start` to `end` (s), in the beats of the map
    that is moved there."""
    (start, end), clipped = time.to_beats([start, end]).tolist(), []
    bar = BEATS_A_BAR * math.floor(start / BEATS_A_BAR + 1e-9)
    for chord in chords:
        first, last = max(chord.onset, start), min(chord.onset + chord.duration, end)
        if first < last - 1e-9: clipped.append(Chord(first - bar, last - first, chord.symbol))
    return tuple(clipped)


def repeat_take(take: Take, parts: list[dict]) -> list[Take]:
    """`take` once with each of `parts`, which are fields of it, with seeds from its own on."""
    return [replace(take, seed=take.seed + i, **part) for i, part in enumerate(parts)]


def how_drawn(player, ask: Ask) -> dict:
    """What a take remembers of how `player` (a `Player`) was asked to draw it."""
    how = {"temperature": ask.temperature, "guidance": ask.sampling.guidance}
    if ask.top_p != 1: how["top_p"] = ask.top_p
    if ask.min_p: how["min_p"] = ask.min_p
    if ask.sampling.blend: how["blend"] = write_blend(ask.sampling.blend)
    if ask.click: how["click"] = True
    return {**how, "model": weights_digest(player.model)}


def plot_take(take: Take, ax=None):
    """The piano roll of a take with its beats and bar lines, given chords above; notes of the
    source stand on a grey ground behind a red line. Returns the Axes."""
    use_korean_font()
    chords = [replace(chord, onset=float(take.time.to_seconds(chord.onset)))
              for chord in take.chords]
    ax = plot_piano_roll(take.notes, ax, chords=chords, title=take.title, beats=take.beats)
    for letter, beat in take.sections:
        ax.text(float(take.time.to_seconds(beat)), 0.03, letter, weight="bold", va="bottom",
                transform=ax.get_xaxis_transform(), bbox={"fc": "white", "ec": "0.5", "pad": 2})
    for start, end in take.given:
        ax.axvspan(start, end, color="0.92", zorder=-1)
        ax.axvline(start or end, color="tab:red", lw=1.5)
    return ax
