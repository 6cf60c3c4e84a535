"""The times of beats by dynamic programming: a path of local tempo, then a chain of onsets."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..runtime.errors import TatumError
from .onsets import FRAME_RATE, onset_strength, TEMPO_GRID, TEMPO_HOP, tempogram

__all__ = ['beat_times', 'tempo_curve']


_TEMPO_CHANGE = 320.0              # cost of one octave in half a second; it grows with the square
_USUAL, _UNUSUAL = 125.0, 0.08     # beats per minute; cost of one octave from that, squared


def tempo_curve(strength: np.ndarray) -> np.ndarray:
    """The length of the beat in frames at every frame: the best path through the tempogram.

    Viterbi: the path gains what its tempi fit and pays for every change of tempo.
    """
    octave = np.log2(TEMPO_GRID)
    fit = tempogram(strength) - _UNUSUAL * (octave - np.log2(_USUAL)) ** 2
    cost = _TEMPO_CHANGE * (octave[:, None] - octave) ** 2
    score, back = fit[0], np.zeros(fit.shape, int)
    for step in range(1, len(fit)):
        arrive = score[:, None] - cost
        back[step] = arrive.argmax(0)
        score = arrive.max(0) + fit[step]
    path = [int(score.argmax())]
    for step in range(len(fit) - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    centre = np.arange(len(fit)) * TEMPO_HOP * FRAME_RATE
    return np.interp(np.arange(len(strength)), centre, 60 * FRAME_RATE / TEMPO_GRID[path[::-1]])


_TIGHTNESS = 700.0                 # cost of a beat e times too long; the logarithm is squared
_SHORTER, _LONGER = 0.65, 1.6      # the shortest and longest beat, of the beat of that moment


def _best_chain(strength: np.ndarray, period: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best score of a chain of beats that ends in each frame, and the beat before (-1: none).

    No beat is shorter than `shortest`, so that many frames are reached at once from known ones.
    """
    shortest, longest = int(period.min() * _SHORTER), int(period.max() * _LONGER)
    lags, count = np.arange(shortest, longest + 1), len(strength)
    total = np.concatenate([np.zeros(longest), strength])
    before = np.full(count, -1)
    for first in range(0, count, shortest):
        frame = np.arange(first, min(count, first + shortest))
        cost = _TIGHTNESS * np.log(lags / period[frame][:, None]) ** 2
        arrive = total[longest + frame[:, None] - lags] - cost
        best = arrive.argmax(1)
        gain = arrive[np.arange(len(frame)), best]
        chained = (gain > 0) & (frame >= lags[best])
        total[longest + frame] += np.where(chained, gain, 0)
        before[frame] = np.where(chained, frame - lags[best], -1)
    return total[longest:], before


_FEWEST_ONSETS, _FEWEST_BEATS = 8, 4  # two bars of beats that sound; one bar that is found
_LAST = 1.5                        # beats: the last one lies so near to the end


def beat_times(notes: np.ndarray, strength: np.ndarray | None = None) -> np.ndarray:
    """The time (s) of every beat, at 80 to 192 a minute (Ellis, Beat tracking by dynamic
    programming, Journal of New Music Research 2007).

    `strength` is `onset_strength(notes)` if it is known already. Raises `TatumError` when there is
    too little to hear a beat in.
    """
    onsets = len(np.unique(notes["onset"]))
    if onsets < _FEWEST_ONSETS:
        raise TatumError(f"음이 시작되는 때가 {onsets}번뿐이라 박을 찾지 못합니다. "
                         f"{_FEWEST_ONSETS}번 이상 음이 시작되는 곡을 주십시오.")
    strength = onset_strength(notes) if strength is None else strength
    found = _chain_times(strength)
    if len(found) >= _FEWEST_BEATS: return found
    raise TatumError(f"이어지는 박이 {len(found)}개뿐이라 박을 찾지 못합니다. "
                     "한 마디보다 길고 오래 쉬지 않는 곡을 주십시오.")


def _chain_times(strength: np.ndarray) -> np.ndarray:
    """The times (s) of the best chain of beats that ends near the end of `strength`."""
    period = tempo_curve(strength)
    total, before = _best_chain(strength, period)
    last = max(0, len(strength) - 1 - int(_LAST * period[-1]))
    path = [last + int(total[last:].argmax())]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return np.array(path[::-1]) / FRAME_RATE
