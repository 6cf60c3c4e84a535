"""The performances that a player builds on."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..data.collecting import first_midi
from ..data.finding import typed_path
from ..data.index import load_index
from ..data.left_out import LeftOut
from ..data.midi import read_piano
from ..data.notes import BEATS_A_BAR
from ..data.time_map import find_time, TimeMap, warp
from ..data.vocabulary import STEPS_A_BEAT, style_name
from .asking import Ask

__all__ = ['FEWEST_HEARD', 'Source', 'on_grid', 'read_source']


FEWEST_HEARD = 4  # notes


def on_grid(onset: np.ndarray) -> np.ndarray:
    """Onsets (beats) rounded to 1/48 beat, as tokens hold them; they decide to which bar a note
    belongs."""
    return np.round(onset * STEPS_A_BEAT) / STEPS_A_BEAT


@dataclass(frozen=True, eq=False)
class Source:
    """A performance (`notes`, seconds), what it is called, the style of who plays it, where that is
    known, and what of the song was left out because it is no piano."""
    notes: np.ndarray
    name: str
    style: str | None = None
    left_out: LeftOut = LeftOut()

    @cached_property
    def time(self) -> TimeMap:
        """Its beats; where there is no pulse, half seconds from the first note on."""
        found = find_time(self.notes)
        if not (found.free and np.isinf(found.free[0]).all()): return found
        first = float(self.notes["onset"][0]) if len(self.notes) else 0.0
        return replace(found, seconds=found.seconds + first)

    @cached_property
    def beats(self) -> np.ndarray:
        """Its notes in beats."""
        return warp(self.notes, self.time)

    @cached_property
    def gridded(self) -> np.ndarray:
        """Its notes in beats, their onsets `on_grid`."""
        notes = self.beats.copy()
        notes["onset"] = on_grid(notes["onset"])
        return notes

    @cached_property
    def pickup(self) -> int:
        """How many bars of the map stand before the bar that a musician calls the first: it begins
        at the bar line nearest to the first note."""
        first = float(self.beats["onset"][0]) if len(self.notes) else 0.0
        return int(first / BEATS_A_BAR + 0.5)

    @cached_property
    def bars(self) -> int:
        """How many bars a musician counts, from bar 1 to the last that has a note."""
        last = float(self.gridded["onset"].max(initial=0))
        return int(last // BEATS_A_BAR) + 1 - self.pickup

    @property
    def told(self) -> dict[str, str]:
        """What a take remembers of its source."""
        return {"left_out": str(self.left_out)} if self.left_out else {}


def read_source(ask: Ask) -> Source:
    """The performance that `ask` builds on. Raises `TatumError` when it cannot be read."""
    if ask.notes is not None: return Source(ask.notes, ask.source)
    file = typed_path(ask.midi) if ask.midi else first_midi()
    part = read_piano(file, ask.track)
    artist = load_index(file.parent).get(file.name, {}).get("artist")
    style = style_name(artist) if artist else None
    return Source(part.notes, ask.source or file.name, style, part.left_out)
