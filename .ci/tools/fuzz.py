"""Read damaged files: no traceback, no hang, no growing memory.

    python .ci/tools/fuzz.py                         # 10,000 MIDI files, 2,000 charts, 2,000 sheets
                                                     # of other kinds, 2,000 files of a workspace:
                                                     # ten minutes
    python .ci/tools/fuzz.py charts --count 500 --seed 3

Prints how many were read and why the others were refused, and what it took. File i of a kind
depends on the seed and i alone. One that is not read or refused as it should be is saved to --out,
and the exit code is 1.
"""

import argparse
import faulthandler
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tatumflow.data.test_midi_fuzz import midi_seeds, mutate, try_to_read
from tatumflow.generation.test_chart_fuzz import slip, try_to_play_over
from tatumflow.generation.test_sheet_fuzz import damage_sheet, sheet_seeds, try_to_read_sheet
from tatumflow.portfolio.test_workspace_fuzz import damage, make_desk, try_to_open

SLOWEST, HANG = 5.0, 60.0  # seconds a file: of CPU, and on a busy computer by the clock
MEMORY = 500e6  # bytes that the process may grow by


def midi_files(folder):
    """Makes a damaged MIDI file, and reads it."""
    seeds = midi_seeds()
    return lambda random: (mutate(random.choice(seeds), random),), try_to_read


def charts(folder):
    """Makes a chart with slips, and reads it."""
    return lambda random: (slip(random),), try_to_play_over


def sheets(folder):
    """Makes a damaged sheet (chart, ChordPro, iReal Pro, ABC, MusicXML, compressed), and reads
    it."""
    def make(random):
        name, data = random.choice(sheet_seeds())
        return Path(folder) / name, damage_sheet(name, data, random)

    return make, try_to_read_sheet


def workspace_files(folder):
    """Makes a damaged file of a workspace, and reads it with what reads it there."""
    os.environ["TATUMFLOW_WORKSPACE"] = folder
    desk = make_desk(Path(folder))

    def make(random):
        path = Path(folder) / random.choice(list(desk))
        return path, damage(path.read_bytes(), random)

    return make, lambda path, data: try_to_open(path, data, desk[str(path.relative_to(folder))])


KINDS = {"midi": (midi_files, 10_000), "charts": (charts, 2000), "sheets": (sheets, 2000),
         "workspace": (workspace_files, 2000)}  # how it is made and read, and how many


def peak():
    """The most memory (bytes) that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def save(out, name, thing):
    """Keep what was not read as it should be."""
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(thing if isinstance(thing, bytes) else thing.encode())


def fuzz(kind, count, seed, out):
    """Read `count` damaged files of a kind; whether all went well."""
    with tempfile.TemporaryDirectory() as folder:
        make, read = KINDS[kind][0](folder)
        fates, times, broken, before = Counter(), [], 0, peak()
        for i in range(count):
            things = make(Random(f"{seed} {i}"))
            faulthandler.dump_traceback_later(HANG, exit=True)
            start = time.process_time()
            try:
                fates[read(*things)] += 1
            except Exception as error:  # whatever it is, it is what is looked for
                broken += 1
                save(out, f"{kind}_{seed}_{i}", things[-1])
                print(f"{out}/{kind}_{seed}_{i}: {things[0] if things[1:] else ''} "
                      f"{type(error).__name__}: {error}")
            times.append(time.process_time() - start)
            faulthandler.cancel_dump_traceback_later()
        grown = peak() - before
    for reason, number in fates.most_common():
        print(f"{number:7d}  {reason}")
    print(f"{broken:7d}  broken")
    print(f"{kind}: {sum(times):.1f} s of CPU, the slowest {max(times):.3f} s, "
          f"memory grew by {grown / 1e6:.1f} MB", flush=True)
    return not broken and grown < MEMORY and max(times) < SLOWEST


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kinds", nargs="*", choices=[[], *KINDS], default=[])
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("/tmp/fuzz"))
    options = parser.parse_args()
    went = [fuzz(kind, options.count or KINDS[kind][1], options.seed, options.out)
            for kind in options.kinds or KINDS]
    sys.exit(0 if all(went) else 1)
