"""Swing: the second of two eighths later or earlier, the beats where they are."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.time_map import beats_of, constant_map
from ..data.vocabulary import STEPS_A_BEAT
from ..evaluation.timing import swing_ratio
from ..runtime.errors import TatumError

__all__ = ['check_swing', 'off_beats', 'own_swing', 'swing_notes']


_STRAIGHT, _WIDEST = 1.0, 3.0  # long : short
_OFF_BEAT = 0.4, 0.8  # of a beat: where a second eighth may begin
_TOGETHER = 0.1  # beats: onsets no further apart are one
_SIXTY = constant_map(60)  # a beat is a second


def off_beats(notes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The beats of `notes` (beats) whose only onsets beside the beat itself are one second eighth,
    and where in the beat that lies (0 to 1)."""
    place = notes["onset"] + _TOGETHER
    beat, part = place.astype(int), place % 1 - _TOGETHER
    count = int(beat.max(initial=-1)) + 1
    first, last, other = np.full(count, np.inf), np.full(count, -np.inf), np.zeros(count, bool)
    off = (part >= _OFF_BEAT[0]) & (part < _OFF_BEAT[1])
    np.minimum.at(first, beat[off], part[off])
    np.maximum.at(last, beat[off], part[off])
    other[beat[(part > _TOGETHER) & ~off]] = True
    found = np.flatnonzero((last - first <= _TOGETHER) & (last >= first) & ~other)
    return found, (first[found] + last[found]) / 2


def swing_notes(notes: np.ndarray, ratio: float) -> np.ndarray:
    """`notes` (beats) with their second eighths at ratio / (1 + ratio) of the beat: 1 is even, 2 a
    triplet.

    Every beat with one second eighth is bent by two straight lines that meet there; triplets and
    sixteenths stay, and so do beats and bar lines. Raises `TatumError` for a ratio outside of 1 to
    3.
    """
    check_swing(ratio)
    beat, place = off_beats(notes)
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
        raise TatumError(f"스윙은 {_STRAIGHT:g}(고른 여덟분음표)에서 {_WIDEST:g}(점음표) 사이의 "
                         f"비율인데 {ratio:g}입니다. 2.0이 셋잇단 스윙입니다.")


def own_swing(notes: np.ndarray) -> float:
    """`swing_ratio` of notes in beats; nan when they have too few pairs of eighths."""
    return swing_ratio(notes, beats_of(_SIXTY, float(notes["onset"].max(initial=0)) + 2))
