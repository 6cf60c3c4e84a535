"""Chords read from the notes: the most likely one of every beat."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import NamedTuple

import numpy as np

from .chords import Chord, FLATS, NO_CHORD, parse_chord

__all__ = [
    'CHORDS', 'QUALITIES', 'ROOTS', 'analyze_chords', 'chord_list', 'chord_slots', 'chord_tones',
    'listening_table', 'pitch_class_weights',
]


ROOTS = tuple(FLATS)
QUALITIES = ("maj", "maj7", "7", "m7", "m7b5", "dim7", "sus", "aug")
CHORDS = tuple(root + quality for root in ROOTS for quality in QUALITIES)  # then "none"


class _Quality(NamedTuple):
    """A quality's third, fifth and seventh (or sixth), its tensions (semitones above the root), and
    the log-odds of meeting it."""
    third: int
    fifth: int
    seventh: int
    tensions: tuple[int, ...]
    prior: float


_TONES = (  # of `QUALITIES`
    _Quality(4, 7, 9, (2,), 0.0),
    _Quality(4, 7, 11, (2, 6, 9), 0.3),
    _Quality(4, 7, 10, (1, 2, 3, 6, 8, 9), 0.4),
    _Quality(3, 7, 10, (2, 5), 0.4),
    _Quality(3, 6, 10, (5, 8), -0.2),
    _Quality(3, 6, 9, (2, 5, 8, 11), -0.5),
    _Quality(5, 7, 10, (2, 9), -0.7),
    _Quality(4, 8, 10, (2,), -0.7),
)
_REGISTERS = (48, 66)  # where the middle and the high register begin, MIDI pitch
_REGISTER_WEIGHT = (4.0, 4.0, 2.0)
_LONGEST_WEIGHT = 2.0         # beats: what a note sounds beyond that says no more


def _log_profiles() -> np.ndarray:
    """log p(pitch class | chord) by register, shape (3, 96, 12)."""
    rows = []
    for third, fifth, seventh, tensions, _ in _TONES:
        low, middle, high = np.full(12, 0.04), np.full(12, 0.05), np.full(12, 0.1)
        low[[third, seventh, fifth, 0]] = 0.2, 0.1, 0.45, 1.0
        middle[list(tensions)], high[list(tensions)] = 0.2, 0.2
        middle[[fifth, 0, third, seventh]] = 0.5, 0.5, 1.0, 0.7
        high[[0, third, fifth, seventh]] = 0.8
        rows.append([low, middle, high])
    rows = np.array(rows) / np.sum(rows, axis=-1, keepdims=True)
    return np.log([[np.roll(row[register], root) for root in range(12) for row in rows]
                   for register in range(3)])


_LOG_PROFILES = _log_profiles()


def listening_table() -> dict:
    """What `analyze_chords` goes by, as plain values for a reader in another language: where the
    registers part and what they weigh, log p(pitch class above the root | quality) by register
    and quality, and the log-odds of the qualities."""
    return {"edges": _REGISTERS, "weights": _REGISTER_WEIGHT,
            "profiles": _LOG_PROFILES[:, :len(QUALITIES)].round(6).tolist(),
            "priors": [quality.prior for quality in _TONES]}


def pitch_class_weights(notes: np.ndarray, slots: int) -> np.ndarray:
    """How much each pitch class of `notes` (beats) sounds in each beat and register.

    Shape (3, slots, 12), in half-beats times velocity / 64; a note counts for at most its first two
    beats.
    """
    weights = np.zeros((3, slots, 12))
    onset, end = notes["onset"], notes["onset"] + np.minimum(notes["duration"], _LONGEST_WEIGHT)
    register = np.searchsorted(_REGISTERS, notes["pitch"], side="right")
    for step in range(4):  # two beats touch at most three slots
        slot = np.floor(onset).astype(int) + step
        shared = np.minimum(end, slot + 1) - np.maximum(onset, slot)
        there = (shared > 0) & (slot < slots)
        where = register[there], slot[there], notes["pitch"][there] % 12
        np.add.at(weights, where, (shared / 2 * notes["velocity"] / 64)[there])
    return weights


def analyze_chords(notes: np.ndarray, slots: int) -> np.ndarray:
    """The chord of every beat of `notes` (beats) as an index into `CHORDS` (96: nothing sounds).

    Viterbi decoding. Emission: sum over registers of weight · Σ w(pitch class) · log p(pitch class
    | chord), plus a prior on the quality. Staying is free, changing costs 3, or 1 when the root
    falls a fifth.
    """
    if slots == 0: return np.empty(0, int)
    weights = pitch_class_weights(notes, slots)
    prior = np.tile([quality.prior for quality in _TONES], 12)
    emission = prior + np.einsum("r,rsp,rcp->sc", _REGISTER_WEIGHT, weights, _LOG_PROFILES)
    root = np.arange(len(CHORDS)) // len(QUALITIES)
    change = np.where((root - root[:, None]) % 12 == 5, -1.0, -3.0)
    np.fill_diagonal(change, 0.0)
    return np.where(weights.sum((0, 2)) > 0, _viterbi(emission, change), len(CHORDS))


def _viterbi(emission: np.ndarray, change: np.ndarray) -> list[int]:
    """The best path through `emission` (slots, states); `change` (from, to) is added at a step."""
    score, back = emission[0], np.zeros(emission.shape, int)
    for slot in range(1, len(emission)):
        arrive = score[:, None] + change
        back[slot] = arrive.argmax(0)
        score = arrive.max(0) + emission[slot]
    path = [int(score.argmax())]
    for slot in range(len(emission) - 1, 0, -1):
        path.append(back[slot, path[-1]])
    return path[::-1]


def chord_slots(chords: list[Chord], slots: int) -> np.ndarray:
    """The chord (of `chords` in beats) in the middle of every beat, an index into `CHORDS`.

    96 stands for `NO_CHORD`; the first chord holds before its onset too.
    """
    labels = np.array([_label(chord.symbol) for chord in chords])
    middles = np.arange(slots) + 0.5
    now = np.searchsorted([chord.onset for chord in chords], middles, side="right") - 1
    return labels[np.maximum(now, 0)]


def _label(symbol: str) -> int:
    """A chord symbol as an index into `CHORDS`."""
    if symbol == NO_CHORD: return len(CHORDS)
    root, quality, _ = parse_chord(symbol)
    reduced = {"m6": "m7", "7b9": "7", "7alt": "7", "7sus": "sus", "7#5": "aug"}
    return CHORDS.index(ROOTS[root] + reduced.get(quality, quality))


def chord_tones(tensions: bool = False) -> np.ndarray:
    """Which pitch classes are tones (and `tensions`) of each of `CHORDS`, boolean (96, 12)."""
    members = [(0, *row[:3], *(row.tensions if tensions else ())) for row in _TONES]
    return np.array([np.roll(np.isin(np.arange(12), row), root)
                     for root in range(12) for row in members])


def chord_list(labels) -> list[Chord]:
    """Slots of `analyze_chords` as `Chord`s in beats, equal neighbours joined."""
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1), len(labels)]
    chords = []
    for start, end in zip(edges, edges[1:]):
        if end == start: continue
        is_silent = labels[start] == len(CHORDS)
        symbol = NO_CHORD if is_silent else CHORDS[labels[start]].removesuffix("maj")
        chords.append(Chord(float(start), float(end - start), symbol))
    return chords
