"""Print how well takes keep the tempo, the swing and the form that they were asked for.

    TATUMFLOW_WORKSPACE=DIR python .ci/tools/timing.py                  # about six minutes
    TATUMFLOW_WORKSPACE=DIR python .ci/tools/timing.py --takes 10 --only tempo

DIR holds PiJAMA's MIDI files and their index. lead: onset strength on the grid of the tempo asked
for, as the model counts it (240 as 120), less that on other tempi. share:
of what Art Tatum's validation pieces have on the grid that is found in them. reached: takes whose
share is at least 0.8. Pulse clarity of free takes stands between Tatum's with shuffled rhythm (0)
and Tatum's (1). A and B: how much more alike sections of one letter are than those of two, less
what bars in random order give by the same search.
"""

import argparse
from dataclasses import replace

import numpy as np

from tatumflow.data import beats_of, clip, find_beats, find_time, load_index, read_midi, warp
from tatumflow.evaluation import (
    bar_likeness, found_contrast, pulse_clarity, shuffled_rhythm, swing_ratio, tempo_lead,
)
from tatumflow.generation import Ask, Player, counted_beats
from tatumflow.model import find_model, load_model
from tatumflow.runtime import progress, workspace

SHEETS, TEMPI = ("blues", "rhythm_changes", "ballad"), (80, 120, 180, 240)
ENOUGH, PIECE_SECONDS = 0.8, 20.0
CHORUSES = 2  # that twelve bars at 240 last for so long
SWINGS = (1.0, 1.5, 2.0)
AABA = ("Body and Soul", "Over the Rainbow", "Sophisticated Lady", "Willow Weep", "Polka Dots",
        "Darn That Dream", "Prelude to a Kiss", "Memories of You", "The Man I Love", "Cherokee",
        "Don't Blame Me", "These Foolish Things", "I Got It Bad", "Ill Wind", "Misty",
        "Ain't Misbehavin", "Moonglow", "Blue Moon", "Makin' Whoopee", "Someone to Watch Over Me",
        "Have You Met Miss Jones", "Rhythm-a-Ning", "I Can't Get Started", "September Song")


def beats_in(notes):
    return replace(find_beats(notes), free=())


class Real:
    """Art Tatum's validation pieces, in parts of so many seconds."""

    def __init__(self, seconds):
        known, folder = load_index(workspace().midi), workspace().midi
        names = [name for name, about in known.items()
                 if about.get("artist") == "Art Tatum" and about.get("split") == "val"]
        if not names: raise SystemExit(f"{folder}: no validation piece of Art Tatum")
        self.parts = []
        for notes in (read_midi(folder / name) for name in names):
            starts = np.arange(notes["onset"][0], notes["onset"][-1] - seconds, seconds)
            self.parts += [clip(notes, start, start + seconds) for start in starts]

    def leads(self):
        """The lead of every part on the beats that are found."""
        found = [(part, beats_in(part)) for part in self.parts]
        return np.array([tempo_lead(part, 60 / np.median(np.diff(beats.times)), beats)
                         for part, beats in found])

    def pulse(self):
        """Mean pulse clarity with shuffled rhythm and as it is."""
        rng = np.random.default_rng(0)
        wild = [shuffled_rhythm(part, rng) for part in self.parts]
        return [np.mean([pulse_clarity(part, beats_in(part)) for part in parts])
                for parts in (wild, self.parts)]


def tempo_table(player, options):
    leads = Real(PIECE_SECONDS).leads()
    real = leads.mean()
    print(f"Art Tatum on his own grid: lead {real:.2f}; {(leads >= ENOUGH * real).mean():.0%} of "
          f"{len(leads)} parts reach {ENOUGH} of it themselves\n")
    print("sheet           tempo  lead  share  reached")
    shares = []
    for sheet in SHEETS:
        for tempo in TEMPI:
            counted = tempo * counted_beats(tempo)
            ask = Ask(style=options.style, chords=sheet, tempo=tempo, seconds=PIECE_SECONDS,
                      choruses=CHORUSES, n=options.takes, seed=options.seed)
            leads = np.array([tempo_lead(take.notes, counted) for take in player.play(ask)])
            shares.append(leads / real)
            print(f"{sheet:<15} {tempo:5}  {leads.mean():.2f}  {shares[-1].mean():5.2f}  "
                  f"{(shares[-1] >= ENOUGH).mean():7.0%}", flush=True)
    every = np.concatenate(shares)
    print(f"all {len(every)} takes: share {every.mean():.2f}, "
          f"reached {(every >= ENOUGH).mean():.0%}")


def pulse_table(player, options):
    (shuffled, real), seconds = Real(30.0).pulse(), 30
    takes = player.play(Ask(style=options.style, seconds=seconds, n=2 * options.takes,
                            seed=options.seed))
    made = np.mean([pulse_clarity(take.notes, beats_in(take.notes)) for take in takes])
    print(f"\npulse clarity: shuffled {shuffled:.2f}, takes {made:.2f}, real {real:.2f}: "
          f"{(made - shuffled) / (real - shuffled):.2f} of the way")


def swing_table(player, options):
    print("\nswing ratio of Art Tatum by tempo:", flush=True)
    found = []
    for part in Real(60.0).parts:
        beats = find_beats(part)
        found.append((60 / np.median(np.diff(beats.times)), swing_ratio(part, beats)))
    tempo, ratio = np.array(found).T
    for low, high in ((80, 112), (112, 150), (150, 193)):
        known = ratio[(tempo >= low) & (tempo < high) & ~np.isnan(ratio)]
        if len(known): print(f"  {low}-{high}: {np.median(known):.2f} ({len(known)} parts)")
    for swing in SWINGS:
        takes = player.play(Ask(style=options.style, chords="blues", choruses=2, tempo=140,
                                swing=swing, n=options.takes, seed=options.seed))
        ratios = [swing_ratio(take.notes, beats_of(take.time, take.seconds)) for take in takes]
        print(f"  asked {swing:g}: {np.nanmedian(ratios):.2f}", flush=True)


def contrast(notes, time_map, end, length):
    """The contrast of AABA in notes (s) up to `end` (s)."""
    beats = warp(notes[time_map.to_beats(notes["onset"]) >= 0], time_map)
    bars = int(np.ceil(time_map.to_beats(end) / 4 - 1e-6))
    return found_contrast(bar_likeness(beats, bars), "AABA", length)


def form_table(player, options):
    folder, real = workspace().midi, []
    names = [name for name, about in load_index(folder).items()
             if any(tune.lower() in str(about.get("title", name)).lower() for tune in AABA)]
    for name in progress(names[:options.tunes], desc="AABA", unit="곡"):
        notes = read_midi(folder / name)
        time_map = find_time(notes)
        if not np.isinf(time_map.free).any(): real.append(
            contrast(notes, time_map, notes["onset"][-1], 8))
    takes = player.play(Ask(style=options.style, form="AABA", tempo=options.tempo,
                            n=options.takes, seed=options.seed))
    made = np.array([contrast(take.notes, take.time, take.seconds, 8) for take in takes])
    print(f"\nA and B: {len(real)} performances of AABA tunes {np.nanmean(real):.3f}, "
          f"takes {made.mean():.3f} ({made.mean() / np.nanmean(real):.2f} of it)")


TABLES = {"tempo": tempo_table, "pulse": pulse_table, "swing": swing_table, "form": form_table}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--takes", type=int, default=4, help="of each kind")
    parser.add_argument("--only", choices=TABLES, nargs="+", default=list(TABLES))
    parser.add_argument("--checkpoint", default="pretrained")
    parser.add_argument("--style", default="Art Tatum")
    parser.add_argument("--tempo", type=float, default=180, help="of takes in AABA form")
    parser.add_argument("--tunes", type=int, default=30, help="AABA tunes to listen to, at most")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    player = Player(*load_model(find_model(options.checkpoint)))
    for name in options.only: TABLES[name](player, options)


if __name__ == "__main__":
    main()
