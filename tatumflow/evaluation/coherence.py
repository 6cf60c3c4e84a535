"""How long a performance stays like music: windows of 2 s against the range of real windows."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.harmony import analyze_chords, chord_tones, pitch_class_weights
from ..data.memory import note_moves
from ..data.time_map import clock_map, warp
from ..runtime.errors import TatumError
from .grouping import split_hands
from .passages import Passage

__all__ = ['FEATURES', 'WINDOW', 'coherent_seconds', 'joint_band', 'real_band', 'window_features']


WINDOW = 2.0  # seconds
FEATURES = ("density", "register", "polyphony", "fit", "repetition")
_PAST = 10.0  # seconds in which a run of notes counts as heard before


def _chord_fit(notes: np.ndarray, windows: int) -> np.ndarray:
    """How far each 2 s window keeps to a harmony, (windows,).

    The share of sounding weight on the tones of the chords that `analyze_chords` hears, less a
    fifteenth of the mean step (semitones, at most 12; 6 where there is none) of the two hands'
    outer lines.
    """
    counted, slots = warp(notes, clock_map()), 4 * windows  # a chord is heard every half second
    weights = pitch_class_weights(counted, slots).sum(0)
    tones = np.vstack([chord_tones(), np.zeros(12, bool)])  # the last: no chord
    inside = weights * tones[analyze_chords(counted, slots)]
    total = weights.reshape(windows, -1).sum(1)
    share = inside.reshape(windows, -1).sum(1) / np.maximum(total, 1e-9)
    return share - _mean_step(notes, windows) / 15


def _mean_step(notes: np.ndarray, windows: int) -> np.ndarray:
    """Mean step (semitones, at most 12) of the two hands' outer lines in each window; 6 where there
    is none."""
    steps, count = np.zeros(windows), np.zeros(windows)
    for hand in split_hands(notes):
        window = (hand.notes["onset"][hand.first[1:]] // WINDOW).astype(int)
        step = np.minimum(abs(np.diff(hand.outer)), 12)
        inside = window < windows
        np.add.at(steps, window[inside], step[inside])
        np.add.at(count, window[inside], 1)
    return np.where(count > 0, steps / np.maximum(count, 1), 6)


def _repeated_share(notes: np.ndarray, start: float) -> float:
    """Of the runs of three `note_moves` that begin in the window at `start`, the share that was
    heard in the 10 s before; 0 where none begins."""
    moves, onset = note_moves(notes), notes["onset"]
    runs = (moves[:-2] << 24) + (moves[1:-1] << 12) + moves[2:] if len(moves) > 2 else moves[:0]
    onset = onset[:len(runs)]
    now = runs[(onset >= start) & (onset < start + WINDOW)]
    past = runs[(onset >= start - _PAST) & (onset < start)]
    return float(np.isin(now, past).mean()) if len(now) else 0.0


def window_features(notes: np.ndarray, seconds: float) -> np.ndarray:
    """`FEATURES` of every 2 s window of the first `seconds`, shape (windows, 5).

    density: notes a second. register: mean MIDI pitch, NaN in silence. polyphony: mean number of
    sounding notes. fit: `_chord_fit`. repetition: share of runs of three `note_moves` heard in the
    10 s before.
    """
    windows, rows = int(seconds // WINDOW), []
    onset, end = notes["onset"], notes["onset"] + notes["duration"]
    for start in WINDOW * np.arange(windows):
        stop = start + WINDOW
        begun = notes["pitch"][(onset >= start) & (onset < stop)]
        sounding = np.clip(end, start, stop) - np.clip(onset, start, stop)
        register = begun.mean() if len(begun) else np.nan
        rows.append((len(begun) / WINDOW, register, sounding.sum() / WINDOW,
                     _repeated_share(notes, start)))
    density, register, polyphony, repetition = np.array(rows).reshape(-1, 4).T
    return np.column_stack([density, register, polyphony, _chord_fit(notes, windows), repetition])


def joint_band(features: np.ndarray, inside: float = 0.9) -> np.ndarray:
    """Lowest and highest allowed value of each of `FEATURES`, (2, 5), such that the share `inside`
    of the windows (n, 5) keep to all five. Raises `TatumError` when no window has notes.

    Fit has only a low end (its 5th percentile) and repetition only a high one; the tails of the
    other four are equally thin.
    """
    features = features[~np.isnan(features).any(axis=1)]
    if not len(features):
        raise TatumError("띠를 정할 진짜 연주가 없습니다. 음이 든 연주를 주십시오.")
    fit, repetition = FEATURES.index("fit"), FEATURES.index("repetition")
    for tail in np.arange(5, 0, -0.1):
        band = np.percentile(features, [tail, 100 - tail], axis=0)
        band[:, fit] = np.percentile(features[:, fit], 5), np.inf
        band[0, repetition] = -np.inf
        if _within(features, band).mean() >= inside: break
    return band


def _within(features: np.ndarray, band: np.ndarray) -> np.ndarray:
    return ((features >= band[0]) & (features <= band[1])).all(axis=1)


def real_band(passages: list[Passage]) -> np.ndarray:
    """The `joint_band` of the real music of `passages`, prompts too."""
    parts = [part for p in passages for part in ((p.prompt, p.context), (p.real, p.seconds))]
    return joint_band(np.concatenate([window_features(*part) for part in parts]))


def coherent_seconds(notes: np.ndarray, band: np.ndarray, seconds: float) -> float:
    """The longest run (s) of consecutive 2 s windows whose `FEATURES` all lie inside `band` (2, 5);
    higher is better."""
    longest = run = 0
    for inside in _within(window_features(notes, seconds), band):
        run = run + 1 if inside else 0
        longest = max(longest, run)
    return longest * WINDOW
