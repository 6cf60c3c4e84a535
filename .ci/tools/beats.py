"""Print how well beats and bars are found, beside librosa's and pretty_midi's trackers.

    python .ci/tools/beats.py --weimar wjazzd.db              # every piece, about two minutes
    python .ci/tools/beats.py --weimar wjazzd.db --count 40   # so many of each kind

written: F1 within 70 ms against the beats as notated. level: against the best of the notated beats
taken 1/4, 1/2 (each phase), 1, 2 or 4 times. bars written, bars level: the same of bar lines (two
bars or half a bar taken as one), in all but 1/4. "unseen" is the half on which nothing was fitted.
librosa is no dependency: its rows are there where it is installed.
"""

import argparse
import importlib.util
from collections import defaultdict
from pathlib import Path

import numpy as np
import pretty_midi

from known_beats import etudes, solos
from tatumflow.data import FRAME_RATE, find_beats, onset_strength, piano
from tatumflow.runtime import progress

WINDOW = 0.07  # seconds, as usual in the field
COLUMNS = ("written", "level", "bars written", "bars level")


def f1(true, found):
    """The harmonic mean of precision and recall, of beats (s) matched in order of time."""
    hits = i = j = 0
    while i < len(true) and j < len(found):
        if abs(true[i] - found[j]) <= WINDOW:
            hits, i, j = hits + 1, i + 1, j + 1
        elif true[i] < found[j]: i += 1
        else: j += 1
    return 2 * hits / max(1, len(true) + len(found))


def doubled(beats):
    return np.sort(np.concatenate([beats, (beats[1:] + beats[:-1]) / 2]))


def levels(beats):
    """{(times as many, phase): beats}."""
    found = {(1, 0): beats, (2, 0): doubled(beats), (4, 0): doubled(doubled(beats))}
    return found | {(1 / k, phase): beats[phase::k] for k in (2, 4) for phase in range(k)}


def bar_levels(known):
    """Bar lines as notated, every other one, and in 4/4 also half-bars and beats."""
    lines = known.beats[known.position == 0]
    found = [lines, lines[::2], lines[1::2]]
    if known.metre != "4/4": return found
    return [*found, known.beats[known.position % 2 == 0], known.beats]


def inside(known, times):
    """The times that lie where the beats are known."""
    return times[(times > known.beats[0] - WINDOW) & (times < known.beats[-1] + WINDOW)]


def beat_scores(known, times):
    times = inside(known, times)
    return [f1(known.beats, times), max(f1(true, times) for true in levels(known.beats).values())]


def ours(known):
    found = find_beats(known.notes)
    scores, lines = beat_scores(known, found.times), inside(known, found.downbeats)
    if known.metre == "1/4": return scores + [np.nan] * 2
    bars = bar_levels(known)
    return scores + [f1(bars[0], lines), max(f1(true, lines) for true in bars)]


def by_librosa(known):
    import librosa
    _, times = librosa.beat.beat_track(onset_envelope=onset_strength(known.notes), sr=FRAME_RATE,
                                       hop_length=1, units="time")
    return beat_scores(known, times) + [np.nan] * 2


def by_pretty_midi(known):
    """A grid of the tempo and the first beat that pretty_midi estimates."""
    song = pretty_midi.PrettyMIDI()
    song.instruments.append(piano(known.notes))
    song = pretty_midi.PrettyMIDI(initial_tempo=song.estimate_tempo())
    song.instruments.append(piano(known.notes))
    return beat_scores(known, song.get_beats(song.estimate_beat_start())) + [np.nan] * 2


def halves(pieces):
    """(fitted, unseen): the indices of the half on which weights are fitted, and of the other."""
    order = np.random.default_rng(24).permutation(len(pieces))
    return np.sort(order[::2]), np.sort(order[1::2])


def by_group(weimar):
    """{group: performances}: études, études as a person plays, solos with shells, with a bass."""
    groups = defaultdict(list)
    for known in [*etudes(), *solos(weimar)]: groups[known.group].append(known)
    return groups


def row(name, scores):
    columns = [[value for value in column if not np.isnan(value)] for column in zip(*scores)]
    cells = [f"{np.mean(column):.3f}" if column else "-" for column in columns]
    print(f"{name:22s}{len(scores):5d}  " + "".join(f"{cell:>14s}" for cell in cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weimar", type=Path, required=True, help="wjazzd.db")
    parser.add_argument("--count", type=int, default=10_000, help="pieces of each kind, at most")
    asked = parser.parse_args()
    others = {"pretty_midi": by_pretty_midi}
    if importlib.util.find_spec("librosa"): others["librosa"] = by_librosa
    print(f"{'':22s}{'n':>5s}  " + "".join(f"{name:>14s}" for name in COLUMNS))
    for group, pieces in by_group(asked.weimar).items():
        chosen = np.unique(np.linspace(0, len(pieces) - 1, min(asked.count, len(pieces))).round())
        chosen, unseen = chosen.astype(int), set(halves(pieces)[1])
        scores = {i: ours(pieces[i]) for i in progress(chosen, desc=group)}
        row(group, list(scores.values()))
        rest = [scores[i] for i in chosen if i in unseen]
        if rest: row("  unseen", rest)
        for name, tracker in others.items(): row(f"  {name}", [tracker(pieces[i]) for i in chosen])


if __name__ == "__main__":
    main()
