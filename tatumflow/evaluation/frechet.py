"""How far two groups of clips are apart, to the ears of a style judge."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence

import numpy as np

from ..runtime.errors import TatumError
from .judge import StyleJudge
from .patterns import style_features

__all__ = ['frechet_distance', 'frechet_floor', 'judge_points']


def judge_points(judge: StyleJudge, clips: list[np.ndarray]) -> np.ndarray:
    """Each clip as the judge hears it, (clips, styles): its logits less their mean."""
    logits = np.array([style_features(one) for one in clips]) @ judge.weight + judge.bias
    return logits - logits.mean(1, keepdims=True)


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Squared Fréchet distance between the normal distributions fitted to two groups of points
    (n, d): |mean a - mean b|² + tr(A + B - 2 (A B)^½) (Dowson and Landau, 1982; Heusel et al.,
    2017). Raises `TatumError` for fewer than two points."""
    if min(len(a), len(b)) < 2:
        raise TatumError("프레셰 거리를 재려면 두 무리에 조각이 둘 이상씩 있어야 합니다.")
    left, right = ((one - one.mean(0)) / np.sqrt(len(one) - 1) for one in (a, b))
    shared = np.linalg.svd(left @ right.T, compute_uv=False).sum()  # tr (A B)^½
    apart = np.square(a.mean(0) - b.mean(0)).sum()
    return float(max(apart + np.square(left).sum() + np.square(right).sum() - 2 * shared, 0))


def frechet_floor(points: np.ndarray, piece: Sequence, seed: int = 0, rounds: int = 20) -> float:
    """The mean `frechet_distance` between two halves of real clips (n, d), divided by the `piece`
    (n,) that each is from, over random divisions. Raises `TatumError` for one piece."""
    names, rng = np.unique(piece), np.random.default_rng(seed)
    if len(names) < 2:
        raise TatumError("진짜끼리의 거리를 재려면 두 곡 이상이 있어야 합니다.")
    found = []
    for _ in range(rounds):
        half = np.isin(piece, rng.permutation(names)[:len(names) // 2])
        found.append(frechet_distance(points[half], points[~half]))
    return float(np.mean(found))
