"""Sets of clips compared by simple numbers: density, polyphony, durations and their like."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..runtime.errors import TatumError
from .grouping import chord_starts, TIME_EDGES

__all__ = ['NUMBERS', 'clip_features', 'clip_numbers', 'dead_air', 'overlap_area', 'set_overlap']


def overlap_area(a: np.ndarray, b: np.ndarray) -> float:
    """Area under the lower of two samples' Gaussian kernel densities, (n,) and (m,): 0 (apart) to 1
    (alike). Raises `TatumError` when one is empty.

    Bandwidth after Scott: standard deviation · n^(-1/5), at least 1/200 of the common range; 200
    grid points.
    """
    if not (len(a) and len(b)):
        raise TatumError("겹친 넓이를 재려면 두 쪽 모두 값이 있어야 합니다. "
                         "조각을 두 개 이상 주십시오.")
    low, high = min(a.min(), b.min()), max(a.max(), b.max())
    least = max((high - low) / 200, 1e-9)
    width = [max(_spread(x) * len(x) ** -0.2, least) for x in (a, b)]
    grid = np.linspace(low - 4 * max(width), high + 4 * max(width), 200)
    p, q = (np.exp(-0.5 * ((grid[:, None] - x) / h) ** 2).sum(1) for x, h in zip((a, b), width))
    return float(np.minimum(p / p.sum(), q / q.sum()).sum())


def _spread(x: np.ndarray) -> float:
    """The standard deviation of a sample; 0 of a single value."""
    return float(np.std(x, ddof=1)) if len(x) > 1 else 0.0


def set_overlap(real: np.ndarray, made: np.ndarray) -> float:
    """Yang and Lerch's overlapping area of two sets of feature vectors, (n, F) and (m, F): the
    `overlap_area` of the Euclidean distances within `real` and those between `real` and `made`;
    higher is better. On the evaluation of generative models in music, 2020."""
    within = np.linalg.norm(real[:, None] - real, axis=-1)[np.triu_indices(len(real), 1)]
    return overlap_area(within, np.linalg.norm(real[:, None] - made, axis=-1).ravel())


NUMBERS = {"density": "밀도(음/초)", "polyphony": "동시에 울리는 음", "range": "음역(반음)",
           "duration": "음의 길이(초)", "gap": "화음 사이(초)", "velocity": "세기"}


def clip_numbers(notes: np.ndarray, seconds: float) -> dict[str, float]:
    """Each of `NUMBERS` of a clip; 0 where there is nothing to measure.

    Notes a second, mean number of sounding notes, highest less lowest pitch (semitones), median
    duration of a note and median gap between chords (s), mean velocity.
    """
    gaps = np.diff(notes["onset"][chord_starts(notes)])
    found = dict.fromkeys(NUMBERS, 0.0)
    found["density"] = len(notes) / seconds
    found["polyphony"] = float(notes["duration"].sum() / seconds)
    if len(notes):
        found["range"] = float(np.ptp(notes["pitch"]))
        found["duration"] = float(np.median(notes["duration"]))
        found["velocity"] = float(notes["velocity"].mean())
    if len(gaps):
        found["gap"] = float(np.median(gaps))
    return found


def clip_features(notes: np.ndarray, seconds: float) -> dict[str, np.ndarray]:
    """What the overlapping area compares, each a vector: histogram shares of gaps between chords
    (s), durations (s), velocities and pitch classes; density, polyphony and range (see
    `clip_numbers`)."""
    def shares(values, edges):
        return np.histogram(values, edges)[0] / max(len(values), 1)
    numbers = clip_numbers(notes, seconds)
    return {"onset": shares(np.diff(notes["onset"][chord_starts(notes)]), TIME_EDGES),
            "duration": shares(notes["duration"], TIME_EDGES),
            "velocity": shares(notes["velocity"], np.arange(0, 129, 8)),
            "pitch_class": shares(notes["pitch"] % 12, np.arange(13)),
            **{name: np.array([numbers[name]]) for name in ("density", "polyphony", "range")}}


def dead_air(notes: np.ndarray, seconds: float) -> float:
    """Share of the first `seconds` in which nothing sounds; 0 to 1, lower is better (a stalled
    model leaves holes)."""
    end = np.maximum.accumulate(notes["onset"] + notes["duration"])
    end = np.append(0, np.minimum(end, seconds))
    onset = np.append(np.minimum(notes["onset"], seconds), seconds)
    return float(np.maximum(onset - end, 0).sum() / seconds)
