"""The performances that a player builds on."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..data.collecting import first_midi
from ..data.index import load_index
from ..data.midi import read_midi
from ..data.vocabulary import style_name
from .asking import Ask

__all__ = ['FEWEST_HEARD', 'Source', 'read_source']


FEWEST_HEARD = 4  # notes


@dataclass(frozen=True, eq=False)
class Source:
    """A performance, what it is called, and the style of who plays it, where that is known."""
    notes: np.ndarray
    name: str
    style: str | None = None


def read_source(ask: Ask) -> Source:
    """The performance that `ask` builds on. Raises `TatumError` when it cannot be read."""
    if ask.notes is not None: return Source(ask.notes, ask.source)
    file = Path(ask.midi or first_midi())
    artist = load_index(file.parent).get(file.name, {}).get("artist")
    style = style_name(artist) if artist else None
    return Source(read_midi(file), ask.source or file.name, style)
