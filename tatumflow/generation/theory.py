"""Rules of jazz harmony, as functions of the chords of a piece.

Labels are indices into `CHORDS`, one a beat: root · 8 + quality, and 96 (`SILENT`) where there
is no chord.
"""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np

from ..data.harmony import CHORDS, QUALITIES

__all__ = [
    'SILENT', 'TO_MAJOR', 'TO_MINOR', 'borrow', 'find_tonic', 'secondary_dominant',
    'transpose_labels', 'tritone', 'two_five',
]


_MAJ, _MAJ7, _DOM, _M7, _M7B5, _DIM = range(6)  # places in `QUALITIES`
SILENT = len(CHORDS)


@dataclass(frozen=True)
class _Run:
    """A chord: from slot `first` to before slot `end`, and the label of the next one (`SILENT`
    after the last)."""
    first: int
    end: int
    root: int
    quality: int
    following: int


def _runs(labels: np.ndarray) -> list[_Run]:
    """The chords of `labels` in order, without silence."""
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1), len(labels)]
    runs = []
    for first, end in zip(edges, edges[1:]):
        if labels[first] < SILENT:
            root, quality = divmod(int(labels[first]), len(QUALITIES))
            following = int(labels[end]) if end < len(labels) else SILENT
            runs.append(_Run(first, end, root, quality, following))
    return runs


def transpose_labels(labels: np.ndarray, semitones: int) -> np.ndarray:
    """Chord labels `semitones` higher."""
    return np.where(labels < SILENT, (labels + len(QUALITIES) * semitones) % SILENT, labels)


def _falls_a_fifth(run: _Run) -> bool:
    """Whether a chord is a dominant and the next one's root is a fifth below its own."""
    fifth_below = (run.root - run.following // len(QUALITIES)) % 12 == 7
    return run.quality == _DOM and run.following < SILENT and fifth_below


def tritone(labels: np.ndarray) -> np.ndarray:
    """A dominant that falls a fifth gives way to the one a tritone away, which shares its third and
    seventh: G7 Cmaj7 -> Db7 Cmaj7. In a chain of dominants it is every other one, so that the bass
    slides by semitones: D7 G7 Cmaj7 -> D7 Db7 Cmaj7."""
    new, swapped = labels.copy(), False
    for run in reversed(_runs(labels)):
        swapped = not swapped and _falls_a_fifth(run)
        if swapped:
            new[run.first:run.end] = transpose_labels(labels[run.first:run.end], 6)
    return new


def two_five(labels: np.ndarray) -> np.ndarray:
    """The first half of every dominant becomes its ii: G7 G7 -> Dm7 G7, or Dm7b5 G7 before a minor
    chord."""
    new = labels.copy()
    for run in _runs(labels):
        if run.quality == _DOM and run.end - run.first >= 2:
            minor_tonic = (run.root + 5) % 12 * len(QUALITIES) + _M7
            quality = _M7B5 if run.following == minor_tonic else _M7
            middle = (run.first + run.end) // 2
            new[run.first:middle] = (run.root + 7) % 12 * len(QUALITIES) + quality
    return new


def secondary_dominant(labels: np.ndarray) -> np.ndarray:
    """The last half of every chord becomes the dominant of the next: C C Dm7 -> C A7 Dm7."""
    new = labels.copy()
    for run in _runs(labels):
        root, quality = divmod(run.following, len(QUALITIES))
        if run.end - run.first < 2 or run.following == SILENT: continue
        if quality not in (_DIM, _M7B5):  # these cannot be a tonic
            new[(run.first + run.end) // 2:run.end] = (root + 7) % 12 * len(QUALITIES) + _DOM
    return new


TO_MINOR = {
    (0, _MAJ): (0, _M7), (0, _MAJ7): (0, _M7), (2, _M7): (2, _M7B5), (4, _M7): (3, _MAJ7),
    (5, _MAJ): (5, _M7), (5, _MAJ7): (5, _M7), (9, _M7): (8, _MAJ7), (11, _M7B5): (10, _DOM),
}  # (semitones above the tonic, quality) in major: the same in minor
TO_MAJOR = {
    (0, _M7): (0, _MAJ7), (2, _M7B5): (2, _M7), (3, _MAJ7): (4, _M7), (5, _M7): (5, _MAJ7),
    (8, _MAJ7): (9, _M7), (10, _DOM): (11, _M7B5),
}
_BLUES = {(0, _DOM): (0, _M7), (5, _DOM): (5, _M7)}  # the chords on which a blues stands


def _blues_tonics(labels: np.ndarray) -> set[int]:
    """The tonics to whose dominant chord IV7 falls back, as in a blues: F7 C7."""
    tonics = set()
    for run in _runs(labels):
        tonic = (run.root + 7) % 12
        if run.quality == _DOM and run.following == tonic * len(QUALITIES) + _DOM:
            tonics.add(tonic)
    return tonics


def find_tonic(labels: np.ndarray, table: dict) -> int | None:
    """The pitch class of the tonic under which most slots hold a chord of `table` (`TO_MINOR` or
    `TO_MAJOR`), the dominant or in a blues I7 and IV7; tonic chords count twice. None where the
    table of the other mode fits better."""
    other = TO_MAJOR if table is TO_MINOR else TO_MINOR
    ours, others = ([_fit(labels, tonic, mode) for tonic in range(12)] for mode in (table, other))
    return None if max(others) > max(ours) else int(np.argmax(ours))


def _fit(labels: np.ndarray, tonic: int, table: dict) -> int:
    """How many slots hold a chord of the key, those of the tonic counted twice."""
    known = {*table, (7, _DOM)}
    if tonic in _blues_tonics(labels): known |= _BLUES.keys()
    count = 0
    for root, quality in zip(*np.divmod(labels[labels < SILENT], len(QUALITIES))):
        if ((root - tonic) % 12, quality) in known: count += 2 if root == tonic else 1
    return count


def borrow(labels: np.ndarray, table: dict, keep_tonic: bool = False) -> np.ndarray:
    """The chords of one mode replaced by those of the other (`table`), in the key they are found
    in; none, where they are of the other mode already."""
    tonic, new = find_tonic(labels, table), labels.copy()
    if tonic is None: return new
    if table is TO_MINOR and tonic in _blues_tonics(labels): table = table | _BLUES
    for run in _runs(labels):
        degree = (run.root - tonic) % 12
        if (degree, run.quality) in table and not (keep_tonic and degree == 0):
            above, quality = table[degree, run.quality]
            new[run.first:run.end] = (tonic + above) % 12 * len(QUALITIES) + quality
    return new
