"""Études at a tempo that rises and falls, of which every beat is known."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .etudes import Etude
from .time_map import constant_map, TimeMap, unwarp, warp

__all__ = ['sway']


def sway(etude: Etude) -> tuple[np.ndarray, np.ndarray]:
    """The notes of `etude` (seconds) at a tempo that rises and falls by a sixth of itself, and the
    seconds of its beats."""
    steady = constant_map(etude.tempo)
    count = int(steady.to_beats(etude.notes["onset"].max())) + 8
    tempi = etude.tempo * 2 ** (0.25 * np.sin(np.arange(count) / 18))
    swayed = TimeMap(np.cumsum([0, *(60 / tempi)]), np.arange(count + 1.0))
    beats = swayed.to_seconds(steady.to_beats(etude.beats))
    return unwarp(warp(etude.notes, steady), swayed), beats
