"""The tempo curve in whole values, one a bar, as Tempo tokens spell it."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..runtime.errors import TatumError
from .notes import BEATS_A_BAR
from .time_map import TimeMap

__all__ = ['FREE', 'TEMPO_VALUES', 'bar_seconds', 'read_tempi', 'tempo_map', 'tempo_value']


_SLOWEST_VALUE = 60.0                  # beats per minute of value 0
_STEPS = 32                            # values in an octave; a step is 2.2 %
TEMPO_VALUES = 2 * _STEPS + 1          # 60 to 240 beats per minute
FREE = TEMPO_VALUES                    # the value of a bar without a pulse
_FREE_BAR = 2.0                        # seconds


def tempo_value(tempo) -> np.ndarray:
    """The value nearest to so many beats per minute, 0 to 64."""
    value = np.round(_STEPS * np.log2(np.asarray(tempo, float) / _SLOWEST_VALUE)).astype(int)
    return np.clip(value, 0, TEMPO_VALUES - 1)


def bar_seconds(values) -> np.ndarray:
    """How long (s) a bar of four beats is at each tempo value."""
    lengths = 60 * BEATS_A_BAR / (_SLOWEST_VALUE * 2 ** (np.asarray(values) / _STEPS))
    return np.where(np.asarray(values) == FREE, _FREE_BAR, lengths)


def read_tempi(time_map: TimeMap, bars: int) -> np.ndarray:
    """The tempo value of each of `bars` bars from beat 0, `FREE` in spans without a pulse.

    What rounding leaves is carried to the next bar: between 60 and 240 beats per minute a bar line
    that the values spell is never further from the true one than half a step of one bar (1.1 % of
    its length), after any number of bars. After a free span the count begins anew.
    """
    lines = time_map.to_seconds(BEATS_A_BAR * np.arange(bars + 1.0))
    values, now = np.zeros(bars, int), lines[0]
    for bar in range(bars):
        middle = BEATS_A_BAR * (bar + 0.5)
        if any(start <= middle < end for start, end in time_map.free):
            values[bar], now = FREE, lines[bar + 1]
            continue
        length = max(lines[bar + 1] - now, 1e-3)
        values[bar] = tempo_value(60 * BEATS_A_BAR / length)
        now += bar_seconds(values[bar])
    return values


def tempo_map(values: np.ndarray, start: float = 0.0) -> TimeMap:
    """The map that tempo `values` spell, one a bar; beat 0 at `start` seconds.

    Raises `TatumError` when there are none, or values that cannot be.
    """
    values = np.asarray(values)
    if not len(values) or values.min() < 0 or values.max() > FREE:
        raise TatumError(f"빠르기의 값이 없거나 범위 밖입니다. 마디마다 하나씩, 0부터 "
                         f"{TEMPO_VALUES - 1}까지의 수를 주십시오.")
    seconds = start + np.concatenate([[0], np.cumsum(bar_seconds(values))])
    free = tuple((BEATS_A_BAR * bar, BEATS_A_BAR * (bar + 1.0))
                 for bar in np.flatnonzero(values == FREE).tolist())
    return TimeMap(seconds, BEATS_A_BAR * np.arange(len(values) + 1.0), free)
