# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from typing import Callable, Sequence

import numpy as np

from ..runtime.errors import TatumError

__all__ = ['bootstrap', 'calibrate']


def bootstrap(statistic: Callable[[np.ndarray], float], piece: Sequence, seed: int = 0, rounds: int = 1000, lowest: float = 0.0) -> dict:
    """`statistic` of all items with its 95% interval: {"value", "low", "high"}, in the statistic's own unit.

    `piece` names the piece that each item is from. Pieces are drawn with replacement, each with all its items (percentile bootstrap, Efron
    1979; by clusters, Field and Welsh 2007), or the items of one piece alone. `statistic` takes an array of item numbers and is never below
    `lowest`. The interval is moved so that its median falls on the value, because a resample has less variety than the set, which biases
    pooled scores. Raises `TatumError` when there is no item.
    """
    if len(piece) == 0:
        raise TatumError("잴 것이 하나도 없습니다. 연주를 한 개 이상 주십시오.")
    _, number = np.unique(piece, return_inverse=True)
    number = number if number.any() else np.arange(len(number))
    rng, items = np.random.default_rng(seed), np.split(np.argsort(number, kind="stable"), np.bincount(number).cumsum()[:-1])
    drawn = (np.concatenate([items[i] for i in rng.integers(len(items), size=len(items))]) for _ in range(rounds))
    low, middle, high = np.percentile([statistic(i) for i in drawn], [2.5, 50, 97.5])
    value = float(statistic(np.arange(len(piece))))
    return {"value": value, "low": max(lowest, value - float(middle - low)), "high": value + float(high - middle)}


def calibrate(value: float, floor: float, ceiling: float, lower: bool) -> float:
    """(value - floor) / (ceiling - floor): 0 is the floor, 1 the ceiling. NaN when the ceiling is not better than the floor."""
    better = ceiling < floor if lower else ceiling > floor
    return (value - floor) / (ceiling - floor) if better else math.nan
