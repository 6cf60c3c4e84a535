"""Swing: the second of two eighths later or earlier, the beats where they are."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.vocabulary import STEPS_A_BEAT
from ..evaluation.timing import second_eighths
from ..runtime.errors import TatumError

__all__ = ['check_swing', 'swing_notes']


_STRAIGHT, _WIDEST = 1.0, 3.0  # long : short


def swing_notes(notes: np.ndarray, ratio: float) -> np.ndarray:
    """`notes` (beats) with their second eighths at ratio / (1 + ratio) of the beat: 1 is even, 2 a
    triplet.

    Every beat with one second eighth is bent by two straight lines that meet there; triplets and
    sixteenths stay, and so do beats and bar lines. Raises `TatumError` for a ratio outside of 1 to
    3.
    """
    check_swing(ratio)
    where, _ = second_eighths(notes["onset"], int(notes["onset"].max(initial=0)) + 2)
    beat = np.flatnonzero(~np.isnan(where))
    place = where[beat]
    goal = ratio / (1 + ratio)
    ends = notes["onset"] + notes["duration"]
    last = int(np.ceil(ends.max(initial=0))) + 1
    knots, bent = np.arange(last + 1.0), np.arange(last + 1.0)
    knots, bent = np.insert(knots, beat + 1, beat + place), np.insert(bent, beat + 1, beat + goal)
    new = notes.copy()
    new["onset"] = np.interp(notes["onset"], knots, bent)
    new["duration"] = np.maximum(np.interp(ends, knots, bent) - new["onset"], 1 / STEPS_A_BEAT)
    return new[np.lexsort((new["pitch"], new["onset"]))]


def check_swing(ratio: float) -> None:
    """Raises `TatumError` for a ratio outside of 1 to 3."""
    if not _STRAIGHT <= ratio <= _WIDEST:
        raise TatumError(f"스윙은 {_STRAIGHT:g}(고른 8분음표)에서 {_WIDEST:g}(점음표) 사이의 "
                         f"비율인데 {ratio:g}입니다. 2.0이 셋잇단 스윙입니다.")
