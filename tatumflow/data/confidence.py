"""How sure it is that beats are beats, and the spans of a performance that have no pulse."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .onsets import FRAME_RATE, TEMPO_GRID, TEMPO_HOP, tempogram

__all__ = ['bar_confidence', 'free_spans', 'pulse_cues']


_AROUND = 8                # beats (two bars) on either side: signs of a pulse are averaged


def _mean_around(values: np.ndarray) -> np.ndarray:
    """Mean over `_AROUND` values on either side."""
    window = np.ones(2 * _AROUND + 1)
    share = np.convolve(np.ones(len(values)), window)[_AROUND:-_AROUND]
    return np.convolve(values, window)[_AROUND:-_AROUND] / share


def pulse_cues(strength: np.ndarray, beats: np.ndarray) -> np.ndarray:
    """Two signs of a pulse around every beat (s), (beats, 2), over two bars on either side.

    Contrast: strength within 30 ms of the beats against that from 0.15 to 0.85 of the way to the
    next, (on - off) / (on + off). Fit: the tempogram at the tempo of the beats.
    """
    last, frame = len(strength) - 1, np.round(beats * FRAME_RATE).astype(int)
    length = np.diff(frame, append=2 * frame[-1] - frame[-2])
    near = frame[:, None] + np.arange(-3, 4)
    between = frame[:, None] + (length[:, None] * np.arange(0.15, 0.86, 0.05)).astype(int)
    on = _mean_around(strength[np.clip(near, 0, last)].max(1))
    off = _mean_around(strength[np.clip(between, 0, last)].mean(1))
    contrast = (on - off) / (on + off + 1e-6)
    return np.column_stack([contrast, _tempo_fit(strength, beats, _mean_around(length))])


def _tempo_fit(strength: np.ndarray, beats: np.ndarray, length: np.ndarray) -> np.ndarray:
    """The tempogram at each beat (s) for its `length` (frames), averaged."""
    gram = tempogram(strength)
    step = np.minimum(np.round(beats / TEMPO_HOP).astype(int), len(gram) - 1)
    tempo = np.abs(60 * FRAME_RATE / length[:, None] - TEMPO_GRID).argmin(1)
    return _mean_around(gram[step, tempo])


# Log-odds of a pulse: weights of the two signs, and the constant. Logistic regression by
# .ci/tools/fit_bars.py on the half that it fits bars on: beats found right against beats found
# wrong, or found in the same pieces with their inter-onset times shuffled.
_SURE = np.array([8.49, 8.37, -8.05])


def bar_confidence(strength: np.ndarray, beats: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """The mean chance (0 to 1) that the beats of a bar are right, of every bar.

    `beats` are times (s), `lines` the indices of the beats at which bars begin.
    """
    odds = np.column_stack([pulse_cues(strength, beats), np.ones(len(beats))]) @ _SURE
    return np.array([bar.mean() for bar in np.split(1 / (1 + np.exp(-odds)), lines)[1:]])


_FREE_BELOW = 0.32         # confidence: of the beats found in shuffled rhythm, 19 of 20 lie below
_SHORTEST_SPAN = 4         # bars: a shorter passage belongs to what is around it


def free_spans(edges: np.ndarray, confidence: np.ndarray) -> tuple[tuple[float, float], ...]:
    """The (start, end) of the passages without a pulse, in the unit of `edges`.

    `edges` are those of the bars, one more than `confidence`. Passages shorter than four bars, with
    a pulse or without, are counted with their neighbours, first those without.
    """
    sure = confidence > _FREE_BELOW
    for value in (False, True):
        for start, stop in _runs(sure):
            if sure[start] == value and stop - start < _SHORTEST_SPAN and stop - start < len(sure):
                sure[start:stop] = not value
    return tuple((float(edges[start]), float(edges[stop]))
                 for start, stop in _runs(sure) if not sure[start])


def _runs(values: np.ndarray) -> list[tuple[int, int]]:
    """(first, one after the last) of every run of equal booleans."""
    edges = np.flatnonzero(np.diff(values, prepend=not values[0], append=not values[-1]))
    return list(zip(edges.tolist(), edges[1:].tolist()))
