"""How music refers back to itself: echoes of two, four and eight bars, and motives."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.harmony import analyze_chords, CHORDS, pitch_class_weights
from ..data.memory import note_moves
from ..data.notes import BEATS_A_BAR, make_notes
from ..data.time_map import clock_map, unwarp
from .form import bar_likeness, row_cosines, scaled_rows, section_return
from .grouping import split_hands
from .intervals import bootstrap, Estimate

__all__ = [
    'SPANS', 'beat_likeness', 'chord_likeness', 'echo', 'long_numbers', 'long_scores',
    'motive_share',
]


SPANS = (2, 4, 8)          # bars: 3.7, 7.4 and 14.8 s at 130 beats a minute


def beat_likeness(notes: np.ndarray, bars: int) -> np.ndarray:
    """How alike each two beats of the first `bars` bars of `notes` (beats) are, (beats, beats): the
    cosine of their pitch classes, less the mean beat; 1 is the same, 0 is chance."""
    sound = scaled_rows(pitch_class_weights(notes, BEATS_A_BAR * bars).sum(0))
    return row_cosines(sound - sound.mean(0))


def chord_likeness(notes: np.ndarray, bars: int) -> np.ndarray:
    """Whether the same chord is heard in each two of the beats (0 or 1), (beats, beats); beats of
    silence are like nothing."""
    chords = analyze_chords(notes, BEATS_A_BAR * bars)
    return ((chords[:, None] == chords) & (chords < len(CHORDS))).astype(float)


def echo(likeness: np.ndarray, span: int) -> float:
    """How much more a stretch of `span` bars is like its best match elsewhere than like all others,
    on average over the bars it may begin at; matches do not overlap it. 0 where the music is
    shorter than two spans. `likeness` is (beats, beats)."""
    bars = len(likeness) // BEATS_A_BAR
    if bars < 2 * span: return 0.0
    beats, starts = BEATS_A_BAR * span, BEATS_A_BAR * np.arange(bars - span + 1)
    steps = np.arange(beats)
    alike = likeness[starts[:, None, None] + steps, starts[:, None] + steps].mean(-1)
    apart = np.abs(starts[:, None] - starts) >= beats
    kept = apart.any(1)          # of music just long enough a middle start has no match
    best = np.where(apart, alike, -np.inf).max(1)[kept]
    return float(best.mean() - alike[apart].mean())


_MOVES, _DIFFERENT = 4, 3  # of a motive: its moves, and how many of them differ at least


def motive_share(notes: np.ndarray) -> float:
    """Of the motives (see `_MOVES`) of the right hand's upper line, the share that was heard before
    in the take; `notes` in beats, taken as half seconds. 0 where there is none."""
    right, _ = split_hands(unwarp(notes, clock_map()))
    first = right.notes[right.first]
    line = make_notes(first["onset"], first["duration"], right.outer, first["velocity"])
    moves = note_moves(line)
    if len(moves) < _MOVES: return 0.0
    runs = np.lib.stride_tricks.sliding_window_view(moves, _MOVES)
    runs = [tuple(run) for run in runs if len(set(run.tolist())) >= _DIFFERENT]
    known, heard = set(), 0
    for run in runs:
        heard += run in known
        known.add(run)
    return heard / max(len(runs), 1)


def long_numbers(notes: np.ndarray, bars: int) -> dict[str, float]:
    """What is measured of a long take (beats): `section_return` ("form"), the `echo` of `SPANS` in
    pitch classes and in chords, and `motive_share` ("motives")."""
    found = {"form": section_return(bar_likeness(notes, bars))}
    for name, likeness in (("chroma", beat_likeness(notes, bars)),
                           ("chords", chord_likeness(notes, bars))):
        found |= {f"{name}_{span}": echo(likeness, span) for span in SPANS}
    return found | {"motives": motive_share(notes)}


def long_scores(takes: list[np.ndarray], bars: int, seed: int = 0) -> dict[str, Estimate]:
    """The means of `long_numbers` over takes (beats), each with its interval over takes."""
    rows, scores = [long_numbers(take, bars) for take in takes], {}
    for name in rows[0]:
        values = np.array([row[name] for row in rows])
        scores[name] = bootstrap(lambda i, v=values: v[i].mean(), range(len(values)), seed,
                                 lowest=-math.inf)
    return scores
