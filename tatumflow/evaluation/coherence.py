# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.harmony import analyze_chords, CHORD_SECONDS, chord_tones, pitch_class_weights
from ..runtime.errors import TatumError
from .passages import Passage

__all__ = [
    'FEATURES', 'TOGETHER', 'WINDOW', 'chord_fit', 'chord_starts', 'coherent_seconds', 'joint_band',
    'note_moves', 'real_band', 'split_hands', 'window_features',
]


WINDOW = 2.0  # seconds
FEATURES = ("density", "register", "polyphony", "fit", "repetition")


def chord_fit(notes: np.ndarray, windows: int) -> np.ndarray:
    """How far each 2 s window keeps to a harmony, (windows,): share of sounding weight on the tones of the chords that
    `analyze_chords` hears, less a fifteenth of the mean step (semitones, at most 12) of the two hands' outer lines."""
    slots = round(WINDOW / CHORD_SECONDS)
    weights = pitch_class_weights(notes, slots * windows).sum(0)
    inside = weights * np.vstack([chord_tones(), np.zeros(12, bool)])[analyze_chords(notes, slots * windows)]
    share = inside.reshape(windows, -1).sum(1) / np.maximum(weights.reshape(windows, -1).sum(1), 1e-9)
    steps, count = np.zeros(windows), np.zeros(windows)
    for hand, outer in split_hands(notes):
        first = chord_starts(hand)
        if len(first) > 1:
            window = (hand["onset"][first[1:]] // WINDOW).astype(int)
            step = np.minimum(abs(np.diff(outer.reduceat(hand["pitch"], first))), 12)
            inside = window < windows
            np.add.at(steps, window[inside], step[inside])
            np.add.at(count, window[inside], 1)
    return share - np.where(count > 0, steps / np.maximum(count, 1), 6) / 15


TOGETHER = 0.04  # seconds; onsets closer than this make one chord


def chord_starts(notes: np.ndarray) -> np.ndarray:
    """The number of the first note of every chord (onsets less than `TOGETHER` apart)."""
    return np.flatnonzero(np.diff(notes["onset"], prepend=-1) > TOGETHER)


def split_hands(notes: np.ndarray):
    return (notes[notes["pitch"] >= 60], np.maximum), (notes[notes["pitch"] < 60], np.minimum)


def note_moves(notes: np.ndarray) -> np.ndarray:
    """From each note to the next (in order of onset, then pitch): interval in semitones and time between onsets, as one number, (n - 1,).

    Times: 0 below 35 ms, else half-octave classes around 50 ms, so that transposing or a slightly different tempo changes nothing.
    """
    gap = np.diff(notes["onset"])
    rhythm = np.where(gap < 0.035, 0, np.clip(np.round(2 * np.log2(np.maximum(gap, 0.035) / 0.05)) + 2, 1, 15)).astype(int)
    return 16 * (np.diff(notes["pitch"].astype(int)) + 128) + rhythm


def window_features(notes: np.ndarray, seconds: float) -> np.ndarray:
    """`FEATURES` of every 2 s window of the first `seconds`, shape (windows, 5): density (notes/s), register (mean MIDI pitch, NaN in
    silence), polyphony (mean number of sounding notes), `chord_fit`, and repetition (share of runs of three `note_moves` heard in
    the 10 s before)."""
    windows, moves, rows = int(seconds // WINDOW), note_moves(notes), []
    runs = (moves[:-2] << 24) + (moves[1:-1] << 12) + moves[2:] if len(moves) > 2 else moves[:0]
    onset = notes["onset"]
    for start in WINDOW * np.arange(windows):
        begun = (onset >= start) & (onset < start + WINDOW)
        sounding = np.clip(onset + notes["duration"], start, start + WINDOW) - np.clip(onset, start, start + WINDOW)
        now, past = runs[begun[:len(runs)]], runs[((onset < start) & (onset >= start - 10))[:len(runs)]]
        rows.append((begun.sum() / WINDOW, notes["pitch"][begun].mean() if begun.any() else np.nan, sounding.sum() / WINDOW,
                     np.isin(now, past).mean() if len(now) else 0.0))
    rows = np.array(rows).reshape(-1, 4)
    return np.column_stack([rows[:, :3], chord_fit(notes, windows), rows[:, 3]])


def joint_band(features: np.ndarray, inside: float = 0.9) -> np.ndarray:
    """Lowest and highest allowed value of each of `FEATURES`, (2, 5), such that `inside` of the windows (n, 5) keep to all five.

    Fit has only a low end (its 5th percentile) and repetition only a high one; the tails of the other four are equally thin.
    """
    features = features[~np.isnan(features).any(axis=1)]
    if not len(features):
        raise TatumError("띠를 정할 진짜 연주가 없습니다. 음이 든 연주를 주십시오.")
    for tail in np.arange(5, 0, -0.1):
        band = np.percentile(features, [tail, 100 - tail], axis=0)
        band[:, 3], band[0, 4] = (np.percentile(features[:, 3], 5), np.inf), -np.inf
        if _within(features, band).mean() >= inside:
            break
    return band


def _within(features: np.ndarray, band: np.ndarray) -> np.ndarray:
    return ((features >= band[0]) & (features <= band[1])).all(axis=1)


def real_band(passages: list[Passage]) -> np.ndarray:
    """The `joint_band` of the real music of `passages`, prompts too."""
    return joint_band(np.concatenate([window_features(part, length) for p in passages
                                      for part, length in ((p.prompt, p.context), (p.real, p.seconds))]))


def coherent_seconds(notes: np.ndarray, band: np.ndarray, seconds: float) -> float:
    """The longest run (s) of consecutive 2 s windows whose `FEATURES` all lie inside `band` (2, 5); higher is better."""
    longest = run = 0
    for inside in _within(window_features(notes, seconds), band):
        run = run + 1 if inside else 0
        longest = max(longest, run)
    return longest * WINDOW
