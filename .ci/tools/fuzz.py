"""Read damaged MIDI files: no traceback, no hang, no growing memory.

    python .ci/tools/fuzz.py                            # 10,000 files, a minute
    python .ci/tools/fuzz.py --count 500 --seed 3

Prints how many were read and why the others were refused, and what it took. File i depends on the
seed and i alone. One that is not read or refused as it should be is saved to --out, and the exit
code is 1.
"""

import argparse
import faulthandler
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from tatumflow.data.test_midi_fuzz import midi_seeds, mutate, try_to_read

SLOWEST = 5.0  # seconds a file
MEMORY = 500e6  # bytes that the process may grow by


def peak() -> int:
    """The most memory (bytes) that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def fuzz(count: int, seed: int, out: Path) -> bool:
    """Read `count` damaged files; whether all went well."""
    seeds, fates, times, broken = midi_seeds(), Counter(), [], 0
    before = peak()
    for i in range(count):
        random = Random(f"{seed} {i}")
        data = mutate(random.choice(seeds), random)
        faulthandler.dump_traceback_later(SLOWEST, exit=True)
        start = time.perf_counter()
        try:
            fates[try_to_read(data)] += 1
        except Exception as error:  # whatever it is, it is what is looked for
            broken += 1
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{seed}_{i}.mid").write_bytes(data)
            print(f"{out}/{seed}_{i}.mid: {type(error).__name__}: {error}")
        times.append(time.perf_counter() - start)
        faulthandler.cancel_dump_traceback_later()
    grown = peak() - before
    for reason, number in fates.most_common():
        print(f"{number:7d}  {reason}")
    print(f"{broken:7d}  broken\n{sum(times):.1f} s, the slowest file {max(times):.3f} s, "
          f"memory grew by {grown / 1e6:.1f} MB")
    return not broken and grown < MEMORY


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("/tmp/fuzz"))
    options = parser.parse_args()
    sys.exit(0 if fuzz(options.count, options.seed, options.out) else 1)
