"""Which hand plays which note: a split of the keyboard that moves."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = ['split_hands']


_TOGETHER = 0.04              # s: notes this near are struck together
_SPLITS = np.arange(36, 91)   # the right hand's lowest key may be any of these (MIDI pitch)
_REACH = {True: 16, False: 14}  # semitones a hand spans: a tenth in the left, a ninth in the right
_FINGERS = 5
_TOO_WIDE, _TOO_MANY = 2.0, 5.0  # costs of a semitone and of a note more
_HANDED_OVER = 1.5            # cost of a line that goes over to the other hand
_MOVE = 0.06                  # cost of moving the split by a semitone in half a second
_NEAR = 0.6                   # s: so far around a note its neighbours keep the split away


def split_hands(notes: np.ndarray) -> np.ndarray:
    """Which of `notes` (s) the left hand plays, bool (n,).

    The path of a split through all strokes that costs least (Viterbi): no hand spans more than it
    reaches, the split lies in a gap, moves slowly, and does not cut a line.
    """
    strokes = _group(notes["onset"])
    if not strokes: return np.zeros(0, bool)
    pitches = [notes["pitch"][stroke].astype(int) for stroke in strokes]
    times = np.array([notes["onset"][stroke[0]] for stroke in strokes])
    costs = _stroke_costs(notes, times, pitches)
    total, back = costs[0], np.zeros((len(strokes), len(_SPLITS)), int)
    for i in range(1, len(strokes)):
        moved = total[:, None] + _move_costs(pitches[i - 1], pitches[i], times[i] - times[i - 1])
        back[i] = moved.argmin(axis=0)
        total = moved.min(axis=0) + costs[i]
    path = [int(total.argmin())]
    for i in range(len(strokes) - 1, 0, -1): path.append(int(back[i, path[-1]]))
    left = np.zeros(len(notes), bool)
    for stroke, place in zip(strokes, path[::-1]):
        left[stroke] = notes["pitch"][stroke] < _SPLITS[place]
    return left


def _group(onset: np.ndarray) -> list[np.ndarray]:
    """The places of onsets (s, rising) that lie within `_TOGETHER` of the first of them."""
    groups, first = [], 0
    for i in range(1, len(onset) + 1):
        if i == len(onset) or onset[i] - onset[first] > _TOGETHER:
            groups.append(np.arange(first, i))
            first = i
    return groups


def _stroke_costs(notes: np.ndarray, times: np.ndarray, pitches: list) -> np.ndarray:
    """What each of `_SPLITS` costs at each stroke, (strokes, splits)."""
    rows, onset = [], notes["onset"]
    for when, struck in zip(times, pitches):
        first, last = np.searchsorted(onset, [when - _NEAR, when + _NEAR])
        near = notes["pitch"][first:last].astype(float)
        crowd = np.exp(-np.abs(near[:, None] - _SPLITS + 0.5) / 2.5).sum(axis=0)
        rows.append(0.3 * crowd + 0.02 * np.abs(_SPLITS - 61)
                    + _hand_costs(struck, True) + _hand_costs(struck, False))
    return np.array(rows)


def _hand_costs(struck: np.ndarray, left: bool) -> np.ndarray:
    """What it costs one hand to play its part of a stroke, for each of `_SPLITS`."""
    mine = (struck[:, None] < _SPLITS) == left
    low = np.where(mine, struck[:, None], 999).min(axis=0)
    high = np.where(mine, struck[:, None], -999).max(axis=0)
    return (_TOO_WIDE * np.maximum(0, high - low - _REACH[left])
            + _TOO_MANY * np.maximum(0, mine.sum(axis=0) - _FINGERS))


def _move_costs(before: np.ndarray, after: np.ndarray, seconds: float) -> np.ndarray:
    """What it costs to go from each split to each other, (splits, splits), from one stroke to the
    next, `seconds` later: the way, and every line that is taken from one hand to the other."""
    way = np.abs(_SPLITS[:, None] - _SPLITS) * _MOVE / np.clip(2 * seconds, 0.2, 2)
    if seconds > 0.3: return way
    for pitch in after:
        line = before[np.abs(before - pitch).argmin()]
        if abs(line - pitch) <= 5:
            way = way + _HANDED_OVER * ((line < _SPLITS)[:, None] != (pitch < _SPLITS))
    return way
