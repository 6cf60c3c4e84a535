"""Compare the package's reader of MIDI files with pretty_midi's, file by file, and their times.

    python .ci/tools/reread.py DIR       # PiJAMA's 2,499 files: three minutes

From pretty_midi come its own notes and sustain pedals; both readings have the pedal folded in by
the same rule. Differences are counted by their kind: strokes that only one of the two has, onsets
that differ by more than 1 ms, ends by more than 10 ms. Prints the first files of each kind, and
the CPU time that reading took, without the folding for pretty_midi.
"""

import argparse
import time
import warnings
from collections import defaultdict
from pathlib import Path

import numpy as np
import pretty_midi

from tatumflow.data import fold_pedal, make_notes, midi_files, pedal_intervals, read_midi
from tatumflow.runtime import TatumError

ONSET, END = 1e-3, 10e-3  # seconds


def reference(path):
    """(notes by pretty_midi with its pedals folded in, CPU seconds of pretty_midi alone)."""
    start = time.process_time()
    song = pretty_midi.PrettyMIDI(str(path))
    spent = time.process_time() - start
    parts = [part for part in song.instruments if part.notes]
    rows = np.array([(note.start, note.end, note.pitch, note.velocity)
                     for part in parts for note in part.notes]).reshape(-1, 4)
    pedal = sorted((change.time, number, change.value >= 64)
                   for number, part in enumerate(song.instruments)
                   for change in part.control_changes if change.number == 64)
    onset, end, pitch, velocity = rows.T
    end = fold_pedal(onset, end, pitch, *pedal_intervals(pedal))
    return make_notes(onset, np.maximum(end - onset, 0.01), pitch, velocity), spent


def keyed(notes):
    """{(onset in ms, pitch): (end, velocity)}; of equal strokes the last to end and the loudest."""
    found = {}
    for onset, duration, pitch, velocity in notes.tolist():
        key = (round(onset * 1000), pitch)
        end, loud = found.get(key, (0.0, 0))
        found[key] = max(end, onset + duration), max(loud, velocity)
    return found


def differences(ours, theirs):
    """What differs between two readings of a file: {kind: number of notes}."""
    ours, theirs = keyed(ours), keyed(theirs)
    near = {key: next((other for other in ((key[0] + move, key[1]) for move in (0, -1, 1))
                       if other in theirs), None) for key in ours}
    pairs = [(ours[key], theirs[other]) for key, other in near.items() if other]
    found = {"only here": sum(other is None for other in near.values()),
             "only in pretty_midi": len(theirs.keys() - set(near.values())),
             "another end": sum(abs(a[0] - b[0]) > END + ONSET for a, b in pairs),
             "another velocity": sum(a[1] != b[1] for a, b in pairs)}
    return {kind: count for kind, count in found.items() if count}


def compare(folder):
    """Read every file below `folder` twice and print what differs."""
    files, kinds = midi_files(folder), defaultdict(list)
    notes, spent = 0, np.zeros(2)
    for path in files:
        start = time.process_time()
        try:
            ours = read_midi(path)
        except TatumError as error:
            kinds[f"refused: {error}"].append((path.name, 1))
            continue
        spent[0] += time.process_time() - start
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs, seconds = reference(path)
        spent[1] += seconds
        notes += len(ours)
        for kind, count in differences(ours, theirs).items():
            kinds[kind].append((path.name, count))
    odd = {name for found in kinds.values() for name, _ in found}
    print(f"{len(files)} files, {notes} notes: {len(files) - len(odd)} files are the same")
    for kind, found in kinds.items():
        print(f"{sum(count for _, count in found):7d} notes of {len(found)} files: {kind}")
        for name, count in found[:3]: print(f"{count:15d} {name}")
    print(f"CPU time: here {spent[0]:.1f} s, pretty_midi {spent[1]:.1f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    compare(parser.parse_args().folder)
