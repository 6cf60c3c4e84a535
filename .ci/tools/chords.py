"""How well the chord reader reads written chords, by the measures in which others report theirs
(mir_eval.chord: root, thirds, sevenths): Weimar solos over their shells, and études.

    pip install mir_eval
    python .ci/tools/chords.py wjazzd.db
    python .ci/tools/chords.py wjazzd.db --solos 40    # the first ones

Written chords are taken as the eight qualities of the reader; mir_eval leaves out those of which a
measure knows nothing. A piece counts by its beats; the intervals are drawn over pieces.
"""

import argparse
from dataclasses import replace
from itertools import islice
from pathlib import Path

import mir_eval.chord
import numpy as np

from known_beats import BALLAD, KEYS, solos
from tatumflow.data import (
    CHORDS, PROGRESSIONS, QUALITIES, TEMPI, analyze_chords, chord_slots, make_etude, weimar_sheets,
)

DRAWS = 1000
HARTE = {"maj": "maj", "maj7": "maj7", "7": "7", "m7": "min7", "m7b5": "hdim7", "dim7": "dim7",
         "sus": "sus4", "aug": "aug"}  # Harte et al. 2005
MEASURES = {"root": mir_eval.chord.root, "thirds": mir_eval.chord.thirds,
            "sevenths": mir_eval.chord.sevenths}


def harte(label):
    """The label (an index into `CHORDS`) as mir_eval reads it."""
    if label >= len(CHORDS): return "N"
    quality = list(QUALITIES)[label % len(QUALITIES)]
    return f"{CHORDS[label].removesuffix(quality)}:{HARTE[quality]}"


def score(notes, chords):
    """What is right and what counts of every measure, in beats, (measures, 2)."""
    slots = int(np.ceil(notes["onset"].max()))
    written, read = ([*map(harte, labels)] for labels in
                     (chord_slots(chords, slots), analyze_chords(notes, slots)))
    marks = [measure(written, read) for measure in MEASURES.values()]  # -1: does not count
    return np.array([[mark[mark >= 0].sum(), (mark >= 0).sum()] for mark in marks])


def etudes(style):
    """Études over every progression, in four keys."""
    for place, name in enumerate(PROGRESSIONS):
        tempi = np.linspace(*(BALLAD if name == "ballad" else TEMPI[style]), 4).round()
        for step, tempo in enumerate(tempi):
            key = KEYS[(place + 3 * step) % 12]
            yield in_beats(make_etude(style, name, key, float(tempo), 2, step))


def in_beats(etude):
    """Its notes and chords, counted in beats from its first one."""
    notes, first, beat = etude.notes.copy(), etude.beats[0], 60 / etude.tempo
    notes["onset"] = (notes["onset"] - first) / beat
    notes["duration"] /= beat
    return notes, [replace(chord, onset=(chord.onset - first) / beat) for chord in etude.chords]


def in_heard_beats(database):
    """The notes and chords of solos, counted in the beats that their transcribers heard."""
    known = (one for one in solos(database) if one.group == "weimar")
    for one, (notes, chords) in zip(known, weimar_sheets(database)):
        notes, place = notes.copy(), np.arange(len(one.beats))
        ends = np.interp(notes["onset"] + notes["duration"], one.beats, place)
        notes["onset"] = np.interp(notes["onset"], one.beats, place)
        notes["duration"] = ends - notes["onset"]
        starts = np.interp([chord.onset for chord in chords], one.beats, place)
        yield notes, [replace(chord, onset=start) for chord, start in zip(chords, starts)]


def row(name, pieces):
    """A line of the table: the share of beats, and of 1,000 draws of pieces the middle 95 %."""
    counts = np.array([score(*piece) for piece in pieces])  # (pieces, measures, 2)
    drawn = np.random.default_rng(0).integers(len(counts), size=(DRAWS, len(counts)))
    shares = counts[drawn].sum(1)
    shares = shares[..., 0] / shares[..., 1]
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    total = counts.sum(0)
    cells = [f"{right / count:.3f} [{a:.3f}, {b:.3f}]"
             for (right, count), a, b in zip(total, low, high)]
    print(f"| {name} | {len(counts)} | {int(total[0, 1]):,} | {' | '.join(cells)} |", flush=True)


def main():
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("database", type=Path, help="wjazzd.db of the Weimar Jazz Database")
    parser.add_argument("--solos", type=int, help="how many of its solos (default: all)")
    options = parser.parse_args()
    print(f"| | pieces | beats | {' | '.join(MEASURES)} |\n|---|---|---|---|---|---|")
    for style in TEMPI: row(f"{style} études", etudes(style))
    row("Weimar solos over shells", islice(in_heard_beats(options.database), options.solos))


if __name__ == "__main__":
    main()
