"""A take: one performance, and how it came about."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..data.chords import Chord
from ..data.notes import clip
from ..data.piano_roll import plot_piano_roll
from ..model.saved_models import weights_digest
from ..runtime.fonts import use_korean_font
from .asking import Ask, MODES

__all__ = ['Take', 'how_drawn', 'plot_take', 'repeat_take']


@dataclass(frozen=True, eq=False)
class Take:
    """One performance and how it came about: the model's part lasts `seconds` from `begin` (s) on,
    what stands before and after is the source's.

    `asked` holds what else was asked for (temperature, start in the source …) in plain values, and
    of which `model` (its `weights_digest`); `chords`, those that were given; `before`, what the
    source plays there, where the take changes it.
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

    @property
    def name(self) -> str:
        """A file name without suffix: mode-style-seed."""
        return f"{self.mode}-{self.style.replace(' ', '')}-{self.seed}"

    @property
    def title(self) -> str:
        """What a listener reads."""
        return f"{MODES[self.mode]} · {self.style} · 시드 {self.seed}"

    @property
    def new(self) -> np.ndarray:
        """The notes that the model played; time 0 is where they begin."""
        return clip(self.notes, self.begin, self.begin + self.seconds)

    def around(self, margin: float = 4.0) -> "Take":
        """The model's part with at most `margin` s of what stands before and after it."""
        start, end = max(0.0, self.begin - margin), self.begin + self.seconds + margin
        return replace(self, notes=clip(self.notes, start, end), begin=self.begin - start,
                       chords=_clip_chords(self.chords, start, end),
                       before=None if self.before is None else clip(self.before, start, end))


def _clip_chords(chords: Sequence[Chord], start: float, end: float) -> tuple[Chord, ...]:
    """What sounds of `chords` from `start` to `end` (s), moved so that `start` becomes 0."""
    clipped = []
    for chord in chords:
        first, last = max(chord.onset, start), min(chord.onset + chord.duration, end)
        if first < last: clipped.append(Chord(first - start, last - first, chord.symbol))
    return tuple(clipped)


def repeat_take(take: Take, parts: list[np.ndarray]) -> list[Take]:
    """`take` once for each of `parts`, its notes, with seeds from its own on."""
    return [replace(take, notes=part, seed=take.seed + i) for i, part in enumerate(parts)]


def how_drawn(player, ask: Ask) -> dict:
    """What a take remembers of how `player` (a `Player`) was asked to draw it."""
    how = {"temperature": ask.temperature, "guidance": ask.guidance}
    if ask.top_p != 1: how["top_p"] = ask.top_p
    if ask.min_p: how["min_p"] = ask.min_p
    return {**how, "model": weights_digest(player.model)}


def plot_take(take: Take, ax=None):
    """The piano roll of a take, given chords above; notes of the source stand on a grey ground
    behind a red line. Returns the Axes."""
    use_korean_font()
    ax = plot_piano_roll(take.notes, ax, chords=take.chords, title=take.title)
    end, last = take.begin + take.seconds, take.notes["onset"].max(initial=0)
    for seam, left, right in ((take.begin, 0, take.begin), (end, end, last + 0.5)):
        if 0 < seam < last:
            ax.axvspan(left, right, color="0.92", zorder=-1)
            ax.axvline(seam, color="tab:red", lw=1.5)
    return ax
