"""Fit the weights of data/bars.py and data/confidence.py, and print them.

    python .ci/tools/fit_bars.py --weimar wjazzd.db

On the half that `halves` of beats.py draws of every kind of performance. Bars: multinomial logistic
regression on the cues of every pulse, in 4/4 only, each piece counting the same.
Confidence: logistic regression of beats found right against beats found wrong, or in the same
pieces with their inter-onset times shuffled. It needs scipy, which is no dependency.
"""

import argparse
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from beats import by_group, f1, halves, inside, levels
from tatumflow.data import (
    CUES, PLACES, bar_cues, beat_times, onset_strength, pulse_cues, pulses_of,
)

RIDGE = 1e-3           # penalty of the squared weights
FEWEST_RIGHT = 0.8     # F1 at the best level, below which a piece says nothing of bars
SURE_QUANTILE = 0.95   # of the confidence of beats in shuffled rhythm: below that is no pulse


def best_level(known, beats):
    """(how many beats are found for one notated, phase), the beats of that level, and the F1."""
    found = inside(known, beats)
    scores = {key: f1(true, found) for key, true in levels(known.beats).items()}
    key = max(scores, key=scores.get)
    return key, levels(known.beats)[key], scores[key]


def places(known, beats, pulses):
    """The place of each pulse in its bar of the level that was found, 0 to 7 (-1: not known); None
    for a piece that says nothing of bars."""
    (factor, _), _, score = best_level(known, beats)
    if score < FEWEST_RIGHT or factor not in (0.5, 1, 2) or known.metre != "4/4": return None
    place = {1: 2 * known.position, 2: 4 * known.position % 8}.get(factor)
    if factor == 0.5:  # two notated bars are one
        bars = np.cumsum(known.position == 0) - 1 + known.first_bar
        in_form = known.position + 4 * (bars % 2)
        place = in_form if known.group == "weimar" else np.arange(len(known.beats)) % 8
    nearest = np.abs(pulses[:, None] - known.beats).argmin(1)
    period = np.interp(pulses, known.beats[:-1], np.diff(known.beats)) / (2 * factor)
    away = (pulses - known.beats[nearest]) / period
    found = ((place[nearest] + np.round(away)) % 8).astype(int)
    near = np.abs(away - np.round(away)) < 0.3
    there = (pulses >= known.beats[0] - 1) & (pulses <= known.beats[-1] + 1)
    return np.where(near & there, found, -1)


def fit_bars(pieces):
    """The weights, (cues and a constant, 4)."""
    inputs, classes, shares = [], [], []
    for known in pieces:
        beats = beat_times(known.notes)
        pulses = pulses_of(beats)
        place = places(known, beats, pulses)
        if place is None: continue
        cues = np.column_stack([bar_cues(known.notes, pulses), np.ones(len(pulses))])
        inputs.append(cues[place >= 0])
        classes.append(PLACES[4][place[place >= 0]])
        shares.append(np.full(len(inputs[-1]), 1 / max(1, len(inputs[-1]))))
    x, y, share = map(np.concatenate, (inputs, classes, shares))
    share, truth = share / share.sum(), np.eye(4)[y]

    def loss(flat):
        weights = flat.reshape(-1, 4)
        logs = x @ weights
        logs -= np.logaddexp.reduce(logs, axis=1, keepdims=True)
        slope = x.T @ ((np.exp(logs) - truth) * share[:, None]) + 2 * RIDGE * weights
        return RIDGE * (flat ** 2).sum() - (share * logs[truth == 1]).sum(), slope.ravel()
    return minimize(loss, np.zeros(4 * x.shape[1]), jac=True, method="L-BFGS-B").x.reshape(-1, 4)


def shuffled(notes):
    """`notes` with their inter-onset times in random order."""
    onset, which = np.unique(notes["onset"], return_inverse=True)
    gaps = np.random.default_rng(0).permutation(np.diff(onset))
    wild = notes.copy()
    wild["onset"] = np.cumsum([0, *gaps])[which]
    return wild


def found_right(known, beats):
    """Whether each beat, and four of the five around it, lie within 70 ms of the best level's."""
    true = best_level(known, beats)[1]
    hit = np.abs(beats[:, None] - true).min(1) < 0.07
    return np.convolve(hit, np.ones(5) / 5, "same") > 0.79


def fit_confidence(pieces):
    """The weights, (signs and a constant,), and the quantile below which there is no pulse."""
    rows = []
    for known in pieces:
        for wild, notes in enumerate((known.notes, shuffled(known.notes))):
            strength = onset_strength(notes)
            beats = beat_times(notes, strength)
            right = np.zeros(len(beats)) if wild else found_right(known, beats)
            signs = pulse_cues(strength, beats)
            table = np.column_stack([signs, np.ones(len(beats)), right, np.full(len(beats), wild)])
            rows.append(table[np.isin(beats, inside(known, beats))])
    rows = np.concatenate(rows)
    x, right, wild = rows[:, :3], rows[:, 3], rows[:, 4] == 1
    weights = minimize(lambda w: np.logaddexp(0, (1 - 2 * right) * (x @ w)).mean(), np.zeros(3)).x
    return weights, np.quantile(1 / (1 + np.exp(-x[wild] @ weights)), SURE_QUANTILE)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weimar", type=Path, required=True, help="wjazzd.db")
    groups = by_group(parser.parse_args().weimar)
    fitted = [pieces[i] for pieces in groups.values() for i in halves(pieces)[0]]
    weights = fit_bars(fitted)
    for name, cue in zip((*CUES, "constant"), weights.round(2)): print(f"{name:14s}", *cue)
    sure, quantile = fit_confidence(fitted)
    print("confidence", *sure.round(2), "free below", round(quantile, 2))


if __name__ == "__main__":
    main()
