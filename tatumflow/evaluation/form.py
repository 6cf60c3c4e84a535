"""Whether music has form: whether bars are like those a section or a chorus before."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from miditok import REMI

from ..data.harmony import pitch_class_weights
from ..data.notes import BEATS_A_BAR, clip, make_notes
from ..data.tempo import FREE
from ..data.tokens import decode, written_tempi
from .pieces import Piece

__all__ = [
    'Excerpt', 'SECTIONS', 'bar_likeness', 'cut_excerpts', 'found_contrast', 'random_pitches',
    'row_cosines', 'scaled_rows', 'section_contrast', 'section_return', 'shuffled_bars',
]


SECTIONS = (8, 12, 16, 24, 32, 64)  # bars from one section, or one chorus, to the next

_BESIDE = np.array([-3, -2, -1, 1, 2, 3])  # bars: the distances that a section's is put beside


def bar_likeness(notes: np.ndarray, bars: int) -> np.ndarray:
    """How alike each two of the first `bars` bars of `notes` (beats) are, (bars, bars): the cosine
    of their pitch classes by beat, less the mean bar; 1 is the same, 0 is chance."""
    sound = pitch_class_weights(notes, BEATS_A_BAR * bars).sum(0).reshape(bars, -1)
    return row_cosines(scaled_rows(sound) - scaled_rows(sound).mean(0))


def scaled_rows(rows: np.ndarray) -> np.ndarray:
    """The rows, each of length 1; zeros stay."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def row_cosines(rows: np.ndarray) -> np.ndarray:
    """The cosine of each two rows, (rows, rows)."""
    return scaled_rows(rows) @ scaled_rows(rows).T


def section_return(likeness: np.ndarray) -> float:
    """By how much bars a section apart are more alike than bars one to three more or less apart, of
    the best of `SECTIONS` up to half the length; 0 where the music is shorter than two sections.

    The best of several is above 0 by chance: put the same bars in random order beside it.
    """
    half = len(likeness) // 2
    by_distance = np.array([np.diagonal(likeness, n).mean() for n in range(half + 1)])
    leads = []
    for section in SECTIONS:
        if section > half: break
        near = section + _BESIDE
        leads.append(by_distance[section] - by_distance[near[near <= half]].mean())
    return float(max(leads, default=0.0))


def section_contrast(likeness: np.ndarray, form: str, length: int = 8) -> float:
    """How much more alike sections of one letter of `form` ("AABA") are than sections of two, bar
    by bar, `length` bars each: mean likeness less mean likeness."""
    sections = np.arange(len(form) * length).reshape(len(form), length)
    alike = {True: [], False: []}
    for a, b in combinations(range(len(form)), 2):
        alike[form[a] == form[b]].append(likeness[sections[a], sections[b]].mean())
    return float(np.mean(alike[True]) - np.mean(alike[False]))


def found_contrast(likeness: np.ndarray, form: str, length: int = 8, rounds: int = 20) -> float:
    """The best `section_contrast` over all places where a chorus may begin, less what the same
    search finds, on average, in the same bars in random order; 0 for chance."""
    rng, bars = np.random.default_rng(0), len(form) * length
    if len(likeness) < bars: return math.nan

    def best(table):
        return max(section_contrast(table[n:n + bars, n:n + bars], form, length)
                   for n in range(len(table) - bars + 1))
    orders = [rng.permutation(len(likeness)) for _ in range(rounds)]
    return best(likeness) - float(np.mean([best(likeness[np.ix_(i, i)]) for i in orders]))


@dataclass(frozen=True, eq=False)
class Excerpt:
    """Whole bars of a real performance: its piece, and the notes in beats from 0."""
    piece: str
    notes: np.ndarray

_MOST_FREE = 0.25  # the share of bars without a pulse above which there is no form to hear


def cut_excerpts(pieces: list[Piece], tokenizer: REMI, bars: int, count: int,
                 seed: int = 0) -> list[Excerpt]:
    """Up to `count` excerpts of `bars` bars, drawn from `pieces`, not overlapping, and in time."""
    places = []
    for piece in pieces:
        free = written_tempi(piece.ids, tokenizer) == FREE
        places += [(piece, bar) for bar in range(0, len(free) - bars + 1, bars)
                   if free[bar:bar + bars].mean() <= _MOST_FREE]
    chosen = np.random.default_rng(seed).permutation(len(places))[:count]
    excerpts = []
    for piece, bar in [places[n] for n in sorted(chosen)]:
        start = BEATS_A_BAR * bar
        notes = clip(decode(piece.ids, tokenizer), start, start + BEATS_A_BAR * bars)
        excerpts.append(Excerpt(piece.name, notes))
    return excerpts


def shuffled_bars(notes: np.ndarray, bars: int, rng) -> np.ndarray:
    """The first `bars` bars of `notes` (beats) in random order."""
    order = BEATS_A_BAR * rng.permutation(bars)
    parts = [clip(notes, start, start + BEATS_A_BAR) for start in order]
    for bar, part in enumerate(parts): part["onset"] += BEATS_A_BAR * bar
    return np.concatenate(parts)


def random_pitches(notes: np.ndarray, rng) -> np.ndarray:
    """`notes` with pitches drawn evenly from their range; none of none."""
    if not len(notes): return notes
    pitch = rng.integers(notes["pitch"].min(), notes["pitch"].max() + 1, len(notes))
    return make_notes(notes["onset"], notes["duration"], pitch, notes["velocity"])
