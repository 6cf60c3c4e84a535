"""The rhythm of a hand: the grid of every beat, and its strokes upon it."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .grids import BeatFit, fit_beat, sharing_costs
from .strokes import hand_strokes, Stroke

__all__ = ['quantise', 'write_hand']


def quantise(times: np.ndarray, seconds: np.ndarray, swing: float | None
             ) -> tuple[list, dict[int, BeatFit]]:
    """Where strokes at `times` (beats, rising) are written, as fractions, and {beat: its fit}.

    `seconds` are the length of every beat, for `swing` see `fit_beat`. Among all ways to choose a
    grid a beat the cheapest (Viterbi): what differs is whether a stroke stands on the next beat.
    """
    beats, last = np.floor(times).astype(int), -2
    of_beat = seconds[np.minimum(beats, len(seconds) - 1)]
    shared = sharing_costs(np.diff(times, prepend=-2) * of_beat)
    paths = {False: (0.0, [])}       # by whether the next beat's first point is taken: cost, fits
    for beat in np.unique(beats):
        if beat > last + 1: paths = {False: min(paths.values(), key=_cost)}
        here, ways = beats == beat, {}
        for taken, (cost, fits) in paths.items():
            found = fit_beat(times[here] - beat, of_beat[here][0], swing, shared[here], taken)
            for over, fit in found.items():
                if over not in ways or cost + fit.cost < ways[over][0]:
                    ways[over] = cost + fit.cost, [*fits, (int(beat), fit)]
        paths, last = ways, beat
    fits = min(paths.values(), key=_cost)[1]
    places = [beat + fit.grid.written[point] for beat, fit in fits for point in fit.points]
    return places, dict(fits)


def _cost(path: tuple) -> float:
    return path[0]


_ROLLED = 0.07             # s: a chord whose notes lie so far apart is marked as rolled


def _rises(notes: np.ndarray) -> bool:
    """Whether the notes (s) of a chord come one after another from the lowest on."""
    order = np.argsort(notes["onset"], kind="stable")
    return bool(np.ptp(notes["onset"]) > _ROLLED and (np.diff(notes["pitch"][order]) > 0).all())


def write_hand(notes: np.ndarray, in_beats: np.ndarray, seconds: np.ndarray, swing: float | None
               ) -> tuple[list[Stroke], dict[int, BeatFit]]:
    """The strokes of one hand and {beat: its fit}, of its notes in seconds and in beats."""
    groups = hand_strokes(notes)
    if not groups: return [], {}
    times = np.array([np.median(in_beats["onset"][group]) for group in groups])
    order = np.argsort(times, kind="stable")
    groups, times = [groups[i] for i in order], np.maximum(times[order], 0)
    places, fits = quantise(times, seconds, swing)
    strokes, graces = [], []
    for i, (group, place) in enumerate(zip(groups, places)):
        ends = dict(sorted(zip(in_beats["pitch"][group].tolist(), (
            in_beats["onset"][group] + in_beats["duration"][group]).tolist())))
        pitches = tuple(ends)
        if i + 1 < len(places) and places[i + 1] == place:
            graces.append(pitches)
            continue
        strokes.append(Stroke(place, tuple(ends.values()), pitches, tuple(graces),
                              rolled=_rises(notes[group])))
        graces = []
    return strokes, fits
