"""Measures of time: pulse clarity, steadiness, onset strength on a grid, swing ratio.

Each is taken over the beats that lie outside of the performance's free spans; nan where there are
none.
"""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np

from ..data.beats import Beats, find_beats
from ..data.onsets import FRAME_RATE, onset_strength, onset_weights
from ..data.time_map import constant_map
from ..runtime.errors import TatumError

__all__ = [
    'best_grid_share', 'grid_share', 'pulse_clarity', 'second_eighths', 'steadiness', 'swing_ratio',
    'tempo_lead', 'time_numbers',
]


def _kept(found: Beats) -> np.ndarray:
    """Whether each stretch from one beat to the next has a pulse, shape (beats - 1,)."""
    return found.in_time(found.times[:-1])


_BETWEEN = np.array([0.2, 0.3, 0.4, 0.6, 0.7, 0.8])  # of a beat; not the half, where eighths are


def pulse_clarity(notes: np.ndarray, found: Beats) -> float:
    """Mean onset strength at the beats less that between them, in standard deviations of the
    strength: 0 for chance."""
    strength, kept = onset_strength(notes), _kept(found)
    if not kept.any(): return math.nan
    deviation = strength[found.in_time(np.arange(len(strength)) / FRAME_RATE)].std()
    frame = np.round(found.times * FRAME_RATE).astype(int)
    between = frame[:-1, None] + (np.diff(frame)[:, None] * _BETWEEN).astype(int)
    last = len(strength) - 1
    on, off = strength[np.clip(frame[:-1], 0, last)], strength[np.clip(between, 0, last)].mean(1)
    return float((on - off)[kept].mean() / (deviation + 1e-9))


_STEADY = 0.04             # of the tempo: about the smallest change that listeners notice


def steadiness(found: Beats) -> float:
    """The share of bars whose tempo is within 4 % of the bar before's, where both have a pulse; nan
    where there are no two such bars."""
    lines = np.flatnonzero(found.position == 0)
    if len(lines) < 3: return math.nan
    tempo = np.diff(lines) / np.diff(found.times[lines])  # beats a second
    kept = found.in_time(found.times[lines[:-1]])
    pairs = kept[1:] & kept[:-1]
    if not pairs.any(): return math.nan
    change = np.abs(np.diff(np.log(tempo)))
    return float((change[pairs] <= np.log1p(_STEADY)).mean())


_NEAR = 0.04               # seconds on either side of a beat: on the grid


def grid_share(notes: np.ndarray, found: Beats) -> float:
    """The share of the notes' weight that begins within 40 ms of the beats found, over what chance
    gives: 1 for chance."""
    times, kept = found.times, _kept(found)
    stretch = np.searchsorted(times, notes["onset"], side="right") - 1
    inside = (stretch >= 0) & (stretch < len(kept))
    inside[inside] = kept[stretch[inside]]
    if not inside.any(): return math.nan
    onset, stretch = notes["onset"][inside], stretch[inside]
    away = np.minimum(onset - times[stretch], times[stretch + 1] - onset)
    weight = onset_weights(notes)[inside]
    near = weight[away <= _NEAR].sum() / weight.sum()
    chance = 2 * _NEAR * kept.sum() / np.diff(times)[kept].sum()
    return float(near / chance)


_PHASE_STEP = 0.01         # seconds between the phases that are tried


def best_grid_share(notes: np.ndarray, tempo: float, found: Beats | None = None) -> float:
    """`grid_share` on a grid of `tempo` beats per minute, at the phase that is best for it.

    With `found`, notes in its free spans do not count. The best of many phases is a little above 1
    by chance: put other tempi beside it. Raises `TatumError` for a tempo that cannot be.
    """
    period = 60 / constant_map(tempo).tempo(0.0)
    if found is not None: notes = notes[found.in_time(notes["onset"])]
    if not len(notes): return math.nan
    weight, phase = onset_weights(notes), notes["onset"] % period
    starts = np.arange(0, period, _PHASE_STEP)
    away = np.abs((phase[:, None] - starts + period / 2) % period - period / 2)
    share = (weight[:, None] * (away <= _NEAR)).sum(0) / weight.sum()
    return float(share.max() * period / (2 * _NEAR))


_TOGETHER = 0.1            # beats: onsets no further apart are one
_SECOND = 0.4, 0.8         # of the beat: where a second eighth may begin
_FEWEST_PAIRS = 8          # of eighths; a median of fewer says little


def swing_ratio(notes: np.ndarray, found: Beats) -> float:
    """The first eighth's length over the second's: 1 is even, 2 a triplet; the median over pairs.

    A pair is a beat with an onset within a tenth of it, one cluster of onsets between 0.4 and 0.8
    of it, and none elsewhere. nan when there are fewer than eight pairs.
    """
    count = len(found.times)
    place = np.interp(notes["onset"], found.times, np.arange(count), left=-1, right=-1)
    late, pair = second_eighths(place[place >= 0], count)
    pair[:-1] &= _kept(found)
    if pair.sum() < _FEWEST_PAIRS: return math.nan
    late = np.median(late[pair])
    return float(late / (1 - late))


def second_eighths(place: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Of onsets at `place` (beats from 0): where in each of `count` beats its second eighth lies (0
    to 1, nan for a beat without one or with other onsets), and whether the beat begins with an
    onset and has one, (count,) each."""
    place = place + _TOGETHER
    beat, part = place.astype(int), place % 1 - _TOGETHER
    off = (part >= _SECOND[0]) & (part < _SECOND[1])
    on, other = (np.bincount(beat[chosen], minlength=count)[:count] > 0
                 for chosen in (np.abs(part) <= _TOGETHER, (part > _TOGETHER) & ~off))
    first, last = np.ones(count), np.zeros(count)
    np.minimum.at(first, beat[off], part[off])
    np.maximum.at(last, beat[off], part[off])
    found = ~other & (last >= first) & (last - first <= _TOGETHER)
    return np.where(found, (first + last) / 2, np.nan), on & found


def time_numbers(notes: np.ndarray) -> dict[str, float]:
    """`pulse_clarity` ("pulse"), `grid_share` ("grid") and `steadiness` ("steady") on the beats
    that are found in a take (s), sure or not; 0 where none are."""
    try:
        found = replace(find_beats(notes), free=())
    except TatumError:
        return dict.fromkeys(("pulse", "grid", "steady"), 0.0)
    measured = {"pulse": pulse_clarity(notes, found), "grid": grid_share(notes, found),
                "steady": steadiness(found)}
    return {name: 0.0 if math.isnan(value) else value for name, value in measured.items()}


_OTHER_TEMPI = 2 ** (np.array([-5, -4, -3, -2, 2, 3, 4, 5]) / 13)  # no simple shares of the tempo


def tempo_lead(notes: np.ndarray, tempo: float, found: Beats | None = None) -> float:
    """By how much the onset strength on a grid of `tempo` exceeds that on other tempi: the
    difference of `best_grid_share`, 0 for chance. With `found`, its own beats are the grid."""
    own = best_grid_share(notes, tempo) if found is None else grid_share(notes, found)
    others = [best_grid_share(notes, tempo * share) for share in _OTHER_TEMPI]
    return own - float(np.mean(others))
