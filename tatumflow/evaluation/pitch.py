"""Which pitch classes are played, and which follow which: pretty_midi's own counts, compared."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.midi import piano
from ..runtime.errors import TatumError

__all__ = [
    'EPSILON', 'pctm_similarity', 'pitch_class_histogram', 'pitch_class_kl', 'transition_matrix',
]


def pitch_class_histogram(notes: np.ndarray) -> np.ndarray:
    """How many notes of each pitch class (C first), shape (12,): pretty_midi's
    `get_pitch_class_histogram`, not normalised.

    Counts add, so a set of clips is pooled by summing their histograms.
    """
    return piano(notes).get_pitch_class_histogram()


EPSILON = 1e-3  # added to the share of every pitch class


def pitch_class_kl(real: np.ndarray, made: np.ndarray) -> float:
    """KL(real || made) of two pitch-class histograms (12,), in nats; 0 when alike, lower is better.

    sum(p ln(p / q)), where p and q are the histograms divided by their sums, plus `EPSILON` a
    class, divided by 1 + 12 `EPSILON`. It is not symmetric. A silent `made` gets ln(1.001 / 0.001)
    = 6.91, more than any sound can. Kullback and Leibler, 1951. Raises `TatumError` when `real` is
    empty.
    """
    if not real.sum():
        raise TatumError("견줄 진짜 연주에 음이 하나도 없습니다. 다른 연주를 주십시오.")
    if not made.sum():
        return math.log((1 + EPSILON) / EPSILON)
    p, q = ((x / x.sum() + EPSILON) / (1 + 12 * EPSILON) for x in (real, made))
    return float((p * np.log(p / q)).sum())


def transition_matrix(notes: np.ndarray) -> np.ndarray:
    """Counts of pitch class j starting within 0.05 s of the end of i, shape (12, 12): pretty_midi's
    `get_pitch_class_transition_matrix`, not normalised.

    Counts add over clips. A note shorter than 0.05 s also counts as followed by itself. Memory
    grows with the square of the number of notes: give clips, not whole pieces.
    """
    return piano(notes).get_pitch_class_transition_matrix()


def pctm_similarity(real: np.ndarray, made: np.ndarray) -> float:
    """Cosine of two transition matrices (12, 12) taken as vectors: sum(real made) / |real| |made|.

    From 0 (no transition in common) to 1 (the same proportions); higher is better. 0 when `made`
    has no transition at all. Raises `TatumError` when `real` has none, as a single note does.
    """
    if not real.any():
        raise TatumError("견줄 진짜 연주에 이어지는 음이 없습니다(음이 하나뿐이거나 모두 떨어져 "
                         "있습니다). 더 긴 연주를 주십시오.")
    scale = np.linalg.norm(real) * np.linalg.norm(made)
    return float((real * made).sum() / scale) if scale else 0.0
