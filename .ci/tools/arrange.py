"""Print how well arrangements of the package's tunes keep melody, chords and tempo.

    python .ci/tools/arrange.py                                # an hour on one core
    python .ci/tools/arrange.py --tunes danny_boy --takes 4 --out /tmp/rolls

melody: the share of the half-beats of the tune, those that the dial lets go included, in which its
pitch is the highest that is played; open: the same in the improvised choruses, where nothing was
asked for. theme and solo: the share of what sounds that is in the chord. lead: onset strength
on the grid of the tempo asked for less that on others (Art Tatum's own: see timing.py).
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from tatumflow.data import BEATS_A_BAR, chord_slots, warp
from tatumflow.evaluation import adherence, tempo_lead
from tatumflow.generation import (
    TUNES, Ask, Player, counted_beats, find_tune, melody_kept, plot_take, take_bytes,
)
from tatumflow.model import find_model, load_model

ROUNDS = 2000  # of resampling


def chorus_notes(take, turn, tune, first):
    """The notes (beats) of one chorus, from its first bar line."""
    notes = warp(take.notes, take.time)
    start = first + turn * tune.beats
    notes = notes[(notes["onset"] >= start) & (notes["onset"] < start + tune.beats)]
    notes["onset"] -= start
    return notes


def measure(take, ask):
    """{column: number} of a take."""
    tune, turns, first = ask.tune, ask.turns, ask.played.beats - ask.turns * ask.tune.beats
    labels = chord_slots(list(take.chords), int(ask.played.beats))[int(first):]
    follow = [adherence(chorus_notes(take, turn, tune, first),
                        labels[turn * int(tune.beats):(turn + 1) * int(tune.beats)])["tones"]
              for turn in range(turns)]
    theme = sorted({0, turns - 1})
    solo = [one for turn, one in enumerate(follow) if turn not in theme]
    moved = take.melody[take.melody["onset"] < first + tune.beats].copy()
    moved["onset"] += tune.beats
    open_ = melody_kept(replace(take, melody=moved)) if solo else np.nan
    counted = ask.curve.first * counted_beats(ask.curve.first)
    return {"melody": melody_kept(take), "open": open_,
            "theme": np.mean([follow[turn] for turn in theme]),
            "solo": np.mean(solo) if solo else np.nan,
            "lead": tempo_lead(take.notes, counted),
            "notes a bar": len(take.notes) / (ask.played.beats / BEATS_A_BAR)}


def interval(groups):
    """95 % interval of the mean, resampled by tune."""
    rng, means = np.random.default_rng(0), [np.mean(one) for one in groups]
    drawn = rng.choice(means, (ROUNDS, len(means))).mean(axis=1)
    return np.percentile(drawn, [2.5, 97.5])


def keep(take, folder):
    """The take as a roll and as MIDI."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{take.asked['sheet'].split(' (')[0].replace(' ', '_')}-{take.seed}"
    (folder / f"{name}.mid").write_bytes(take_bytes(take))
    figure, axes = plt.subplots(3, 1, figsize=(16, 12), layout="constrained")
    for turn, ax in enumerate(axes):
        plot_take(take, ax)
        ax.plot(take.time.to_seconds(take.melody["onset"]), take.melody["pitch"], "r.", ms=5)
        ax.set_xlim(turn * take.seconds / 3, turn * take.seconds / 3 + 30)
        for text in ax.texts: text.set_clip_on(True)
    figure.savefig(folder / f"{name}.png", dpi=60)
    plt.close(figure)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tunes", nargs="+", choices=TUNES, default=list(TUNES))
    parser.add_argument("--takes", type=int, default=1, help="of each tune")
    parser.add_argument("--choruses", type=int)
    parser.add_argument("--strength", type=float)
    parser.add_argument("--tries", type=int, help="of so many the one with most melody")
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--checkpoint", default="pretrained")
    parser.add_argument("--style", default="Art Tatum")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="a folder for rolls and MIDI")
    options = parser.parse_args()
    player, rows = Player(*load_model(find_model(options.checkpoint))), {}
    more = {} if options.guidance is None else {"guidance": options.guidance}
    for name in options.tunes:
        ask = Ask("arrange", options.style, sheet=find_tune(name), n=options.takes,
                  seed=options.seed, choruses=options.choruses, strength=options.strength,
                  tries=options.tries, **more)
        takes = player.play(ask)
        rows[name] = [measure(take, ask) for take in takes]
        if options.out:
            for take in takes: keep(take, options.out)
        means = {key: np.mean([row[key] for row in rows[name]]) for key in rows[name][0]}
        print(f"{name:<20}", "  ".join(f"{key} {mean:.2f}" for key, mean in means.items()),
              flush=True)
    print(f"\n{len(rows)} tunes, {options.takes} each:")
    for key in rows[options.tunes[0]][0]:
        groups = [[row[key] for row in one] for one in rows.values()]
        low, high = interval(groups)
        print(f"  {key} {np.mean(groups):.2f} [{low:.2f}, {high:.2f}]")


if __name__ == "__main__":
    main()
