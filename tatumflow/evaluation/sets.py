# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..runtime.errors import TatumError
from .coherence import chord_starts
from .styles import TIMES

__all__ = [
    'NUMBERS', 'clip_features', 'clip_numbers', 'dead_air', 'groove_similarity', 'overlap_area',
    'progression_irregularity', 'set_overlap',
]


def overlap_area(a: np.ndarray, b: np.ndarray) -> float:
    """Area under the lower of two samples' Gaussian kernel densities, (n,) and (m,): 0 (apart) to 1 (alike).

    Bandwidth after Scott: standard deviation · n^(-1/5), at least 1/200 of the common range; 200 grid points.
    """
    if not (len(a) and len(b)):
        raise TatumError("겹친 넓이를 재려면 두 쪽 모두 값이 있어야 합니다. 조각을 두 개 이상 주십시오.")
    low, high = min(a.min(), b.min()), max(a.max(), b.max())
    width = [max((np.std(x, ddof=1) if len(x) > 1 else 0) * len(x) ** -0.2, (high - low) / 200, 1e-9) for x in (a, b)]
    grid = np.linspace(low - 4 * max(width), high + 4 * max(width), 200)
    p, q = (np.exp(-0.5 * ((grid[:, None] - x) / h) ** 2).sum(1) for x, h in zip((a, b), width))
    return float(np.minimum(p / p.sum(), q / q.sum()).sum())


def set_overlap(real: np.ndarray, made: np.ndarray) -> float:
    """Yang and Lerch's overlapping area of two sets of feature vectors, (n, F) and (m, F): the `overlap_area` of the Euclidean distances
    within `real` and those between `real` and `made`; higher is better. On the evaluation of generative models in music, 2020."""
    within = np.linalg.norm(real[:, None] - real, axis=-1)[np.triu_indices(len(real), 1)]
    return overlap_area(within, np.linalg.norm(real[:, None] - made, axis=-1).ravel())


NUMBERS = {"density": "밀도(음/초)", "polyphony": "동시에 울리는 음", "range": "음역(반음)", "duration": "음의 길이(초)", "gap": "화음 사이(초)", "velocity": "세기"}


def clip_numbers(notes: np.ndarray, seconds: float) -> dict[str, float]:
    """Each of `NUMBERS` of a clip: notes a second, mean number of sounding notes, highest less lowest pitch (semitones), median duration of a
    note and median gap between chords (s), mean velocity; 0 where there is nothing to measure."""
    gaps = np.diff(notes["onset"][chord_starts(notes)])
    values = (len(notes) / seconds, notes["duration"].sum() / seconds, len(notes) and np.ptp(notes["pitch"]),
              len(notes) and np.median(notes["duration"]), len(gaps) and np.median(gaps), len(notes) and notes["velocity"].mean())
    return dict(zip(NUMBERS, map(float, values)))


def clip_features(notes: np.ndarray, seconds: float) -> dict[str, np.ndarray]:
    """What the overlapping area compares, each a vector: histogram shares of gaps between chords (s), durations (s), velocities and pitch
    classes; density, polyphony and range (see `clip_numbers`)."""
    def shares(values, edges):
        return np.histogram(values, edges)[0] / max(len(values), 1)
    numbers = clip_numbers(notes, seconds)
    return {"onset": shares(np.diff(notes["onset"][chord_starts(notes)]), TIMES), "duration": shares(notes["duration"], TIMES),
            "velocity": shares(notes["velocity"], np.arange(0, 129, 8)), "pitch_class": shares(notes["pitch"] % 12, np.arange(13)),
            **{name: np.array([numbers[name]]) for name in ("density", "polyphony", "range")}}


def dead_air(notes: np.ndarray, seconds: float) -> float:
    """Share of the first `seconds` in which nothing sounds; 0 to 1, lower is better (a stalled model leaves holes)."""
    end = np.append(0, np.minimum(np.maximum.accumulate(notes["onset"] + notes["duration"]), seconds))
    return float(np.maximum(np.append(np.minimum(notes["onset"], seconds), seconds) - end, 0).sum() / seconds)


def groove_similarity(notes: np.ndarray, beats: np.ndarray) -> float:
    """Mean over all pairs of 4-beat bars of 1 - (share of the 64 places of a bar where just one of them has an onset); 0 to 1, higher
    is steadier. `beats` in seconds. Wu and Yang, The Jazz Transformer, 2020. Raises `TatumError` for fewer than two bars."""
    bars = (len(beats) - 1) // 4
    if bars < 2:
        raise TatumError("그루브를 견주려면 박을 아는 마디가 둘 이상 있어야 합니다.")
    place = np.round(16 * np.interp(notes["onset"], beats, np.arange(len(beats)), right=-1)).astype(int)
    grid = np.zeros(64 * bars, bool)
    grid[place[(place >= 0) & (place < len(grid))]] = True
    grid = grid.reshape(bars, 64)
    a, b = np.triu_indices(bars, 1)
    return float(1 - (grid[a] ^ grid[b]).mean())


def progression_irregularity(chords) -> float:
    """Different runs of three chords / all runs of three, over a sequence of chord names; 0 to 1: low is repetitive, high is aimless.
    Wu and Yang, 2020. Raises `TatumError` for fewer than three chords."""
    runs = list(zip(chords, chords[1:], chords[2:]))
    if not runs:
        raise TatumError("화음이 셋보다 적어 진행을 잴 수 없습니다.")
    return len(set(runs)) / len(runs)
