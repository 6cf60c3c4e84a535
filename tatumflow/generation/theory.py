# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..data.chords import chord_tones, CHORDS, QUALITIES
from ..data.notes import HIGHEST, LOWEST
from ..runtime.errors import TatumError
from .playing import CHORD, DENSITY, DYNAMICS, MELODY

__all__ = [
    'EDITS', 'Edit', 'borrow', 'find_tonic', 'parse_edits', 'secondary_dominant', 'stretch_notes',
    'transpose_labels', 'transpose_notes', 'tritone', 'two_five',
]


_MAJ, _MAJ7, _DOM, _M7, _M7B5, _DIM = range(6)  # places in `QUALITIES`
_SILENT = len(CHORDS)


def transpose_labels(labels: np.ndarray, semitones: int) -> np.ndarray:
    """Chord labels `semitones` higher."""
    return np.where(labels < _SILENT, (labels + len(QUALITIES) * semitones) % _SILENT, labels)


def _runs(labels: np.ndarray) -> list[tuple[int, int, int, int, int]]:
    """(first slot, slot after the last, root, quality, label of the next) of every chord; next is silence after the last."""
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1), len(labels)]
    return [(a, b, *divmod(int(labels[a]), len(QUALITIES)), int(labels[b]) if b < len(labels) else _SILENT)
            for a, b in zip(edges, edges[1:]) if labels[a] < _SILENT]


def tritone(labels: np.ndarray) -> np.ndarray:
    """A dominant that falls a fifth gives way to the one a tritone away, which shares its third and seventh: G7 Cmaj7 -> Db7 Cmaj7. In a chain
    of dominants it is every other one, so that the bass slides by semitones: D7 G7 Cmaj7 -> D7 Db7 Cmaj7."""
    new, swapped = labels.copy(), False
    for a, b, root, quality, then in reversed(_runs(labels)):
        swapped = not swapped and quality == _DOM and then < _SILENT and (root - then // len(QUALITIES)) % 12 == 7
        if swapped: new[a:b] = transpose_labels(labels[a:b], 6)
    return new


def two_five(labels: np.ndarray) -> np.ndarray:
    """The first half of every dominant becomes its ii: G7 G7 -> Dm7 G7, or Dm7b5 G7 before a minor chord."""
    new = labels.copy()
    for a, b, root, quality, then in _runs(labels):
        if quality == _DOM and b - a >= 2:
            minor = then < _SILENT and divmod(then, len(QUALITIES)) == ((root + 5) % 12, _M7)
            new[a:(a + b) // 2] = (root + 7) % 12 * len(QUALITIES) + (_M7B5 if minor else _M7)
    return new


def secondary_dominant(labels: np.ndarray) -> np.ndarray:
    """The last half of every chord becomes the dominant of the next: C C Dm7 -> C A7 Dm7."""
    new = labels.copy()
    for a, b, root, quality, then in _runs(labels):
        if b - a >= 2 and then < _SILENT and then % len(QUALITIES) not in (_DIM, _M7B5):
            new[(a + b) // 2:b] = (then // len(QUALITIES) + 7) % 12 * len(QUALITIES) + _DOM
    return new


_TO_MINOR = {(0, _MAJ): (0, _M7), (0, _MAJ7): (0, _M7), (2, _M7): (2, _M7B5), (4, _M7): (3, _MAJ7), (5, _MAJ): (5, _M7), (5, _MAJ7): (5, _M7),
             (9, _M7): (8, _MAJ7), (11, _M7B5): (10, _DOM)}  # (semitones above the tonic, quality)
_TO_MAJOR = {(0, _M7): (0, _MAJ7), (2, _M7B5): (2, _M7), (3, _MAJ7): (4, _M7), (5, _M7): (5, _MAJ7), (8, _MAJ7): (9, _M7), (10, _DOM): (11, _M7B5)}
_BLUES = {(0, _DOM): (0, _M7), (5, _DOM): (5, _M7)}  # the chords on which a blues stands


def _blues_tonics(labels: np.ndarray) -> set[int]:
    """The tonics to whose dominant chord IV7 falls back, as in a blues: F7 C7."""
    return {(root + 7) % 12 for *_, root, quality, then in _runs(labels) if then < _SILENT and quality == _DOM and divmod(then, len(QUALITIES)) == ((root + 7) % 12, _DOM)}


def find_tonic(labels: np.ndarray, table: dict) -> int | None:
    """The pitch class of the tonic under which most slots hold a chord of `table`, the dominant or in a blues I7 and IV7; tonic chords count
    twice. None where the table of the other mode fits better."""
    root, quality = np.divmod(labels[labels < _SILENT], len(QUALITIES))
    blues = _blues_tonics(labels)
    def fit(tonic, table):
        known = {*table, (7, _DOM), *(_BLUES if tonic in blues else ())}
        return sum((((r - tonic) % 12, q) in known) * (1 + (r == tonic)) for r, q in zip(root, quality))
    ours, others = ([fit(tonic, mode) for tonic in range(12)] for mode in (table, _TO_MAJOR if table is _TO_MINOR else _TO_MINOR))
    return None if max(others) > max(ours) else int(np.argmax(ours))


def borrow(labels: np.ndarray, table: dict, keep_tonic: bool = False) -> np.ndarray:
    """The chords of one mode replaced by those of the other, in the key they are found in; none, where they are of the other mode already."""
    tonic, new = find_tonic(labels, table), labels.copy()
    if tonic is None: return new
    if table is _TO_MINOR and tonic in _blues_tonics(labels): table = table | _BLUES
    for a, b, root, quality, _ in _runs(labels):
        degree = (root - tonic) % 12
        if (degree, quality) in table and not (keep_tonic and degree == 0):
            above, quality = table[degree, quality]
            new[a:b] = (tonic + above) % 12 * len(QUALITIES) + quality
    return new


def _reharmonise(change: Callable) -> Callable:
    return lambda frames, amount: np.hstack([change(frames[:, CHORD].ravel()).reshape(-1, 4), frames[:, 4:]])


def _turn(frames: np.ndarray, table: dict, melody: dict[int, int]) -> np.ndarray:
    """Chords and melody in the other mode; `melody` moves degrees (semitones above the tonic) by semitones, but not the tones of chords that
    stay: the leading tone over a dominant."""
    labels, keys = frames[:, CHORD].ravel(), frames[:, MELODY].ravel()
    if (tonic := find_tonic(labels, table)) is None: return frames
    new, pitches = borrow(labels, table), (LOWEST + keys) % 12
    stay = np.vstack([chord_tones(), np.zeros(12, bool)])[np.where(new == labels, labels, _SILENT).repeat(2), pitches]
    moves = [melody.get((pitch - tonic) % 12, 0) * (not still and key <= HIGHEST - LOWEST) for key, pitch, still in zip(keys, pitches, stay)]
    return np.hstack([new.reshape(-1, 4), np.clip(keys + np.array(moves), 0, HIGHEST + 1 - LOWEST).reshape(-1, 8), frames[:, DENSITY:]])


def _dial(column: int, step: int) -> Callable:
    def turn(frames, amount):
        frames = frames.copy()
        frames[:, column] = np.clip(frames[:, column] + step, 0, 7)
        return frames
    return turn


def transpose_notes(notes: np.ndarray, bars: int, semitones: int) -> tuple[np.ndarray, int]:
    """`notes` `semitones` higher. Raises `TatumError` off the keyboard."""
    notes = notes.copy()
    notes["pitch"] += semitones
    if len(notes) and not LOWEST <= notes["pitch"].min() <= notes["pitch"].max() <= HIGHEST:
        raise TatumError(f"{semitones:+d}반음 옮기면 건반을 벗어나는 음이 있습니다. 더 조금 옮기십시오.")
    return notes, bars


def stretch_notes(notes: np.ndarray, bars: int, ratio: float) -> tuple[np.ndarray, int]:
    """`notes` in about `ratio` times their `bars`, a whole number of them, at least one more or less. Raises `TatumError`."""
    if (new := max(1, round(bars * ratio))) == bars: new += 1 if ratio > 1 else -1
    if not new: raise TatumError("한 마디는 더 빠르게 할 수 없습니다. 두 마디 이상을 --bars로 고르십시오.")
    notes = notes.copy()
    for name in ("onset", "duration"): notes[name] *= new / bars
    return notes, new


@dataclass(frozen=True)
class Edit:
    """One way to edit: `apply(frames, amount) -> frames`, or with `on_notes`, `apply(notes, bars, amount) -> (notes, bars)`."""
    help: str
    apply: Callable
    on_notes: bool = False
    needs_amount: bool = False


EDITS = {
    "tritone": Edit("트라이톤 대리", _reharmonise(tritone)),
    "ii-V": Edit("ii-V 넣기", _reharmonise(two_five)),
    "secondary-dominant": Edit("부속화음 넣기", _reharmonise(secondary_dominant)),
    "modal-interchange": Edit("단조에서 빌려 오기", _reharmonise(lambda labels: borrow(labels, _TO_MINOR, keep_tonic=True))),
    "minor": Edit("단조로", lambda frames, amount: _turn(frames, _TO_MINOR, {4: -1, 9: -1, 11: -1})),
    "major": Edit("장조로", lambda frames, amount: _turn(frames, _TO_MAJOR, {3: 1, 8: 1, 10: 1})),
    "denser": Edit("더 빽빽하게", _dial(DENSITY, 2)), "sparser": Edit("더 성기게", _dial(DENSITY, -2)),
    "louder": Edit("더 세게", _dial(DYNAMICS, 2)), "softer": Edit("더 여리게", _dial(DYNAMICS, -2)),
    "transpose": Edit("조옮김, transpose+3처럼", transpose_notes, on_notes=True, needs_amount=True),
    "faster": Edit("1.25배쯤 빠르게", lambda notes, bars, amount: stretch_notes(notes, bars, 0.8), on_notes=True),
    "slower": Edit("1.25배쯤 느리게", lambda notes, bars, amount: stretch_notes(notes, bars, 1.25), on_notes=True),
}


def parse_edits(text: str) -> list[tuple[str, int]]:
    """"tritone, transpose+3" -> [("tritone", 0), ("transpose", 3)]. Raises `TatumError` for what is not in `EDITS` or leaves the keyboard."""
    edits = []
    for part in text.split(","):
        name, amount = re.fullmatch(r"\s*(.*?)\s*([+-]\d+)?\s*", part, re.DOTALL).groups()
        if name not in EDITS:
            raise TatumError(f"'{part.strip()}'은(는) 모르는 고치기입니다. 있는 것: {', '.join(EDITS)}")
        if EDITS[name].needs_amount != bool(amount):
            raise TatumError(f"transpose에만, 그리고 반드시 transpose+3처럼 반음 수를 붙입니다. 받은 것은 '{part.strip()}'입니다.")
        if abs(float(amount or 0)) > HIGHEST - LOWEST:
            raise TatumError(f"'{part.strip()}'은(는) 건반의 길이보다 멀리 옮깁니다. 반음 수를 {LOWEST - HIGHEST}에서 +{HIGHEST - LOWEST} 사이로 적으십시오.")
        edits.append((name, int(amount or 0)))
    return edits
