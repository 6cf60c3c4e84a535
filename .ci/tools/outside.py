"""Print how far the evaluation's numbers agree with those of smg-metrics, which others wrote.

    python -m venv OTHER && OTHER/bin/pip install smg-metrics==5.4.3   # it needs another numpy
    python .ci/tools/outside.py RESULTS OTHER/bin/python               # a minute

RESULTS is what `tatumflow phase4_evaluate_model` left: its takes are measured by both. Of each pair
the table holds Spearman's rank correlation over all clips and over the rows' means, and, of the
rows, the two means. Both round time: smg-metrics counts in ticks and in beats of half a second.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from tatumflow.data import read_midi
from tatumflow.evaluation import (clip_numbers, dead_air, FEATURES, pitch_class_histogram,
                                  pitch_class_kl, window_features)

SECONDS = 10.0  # of a take
PAIRS = {"range": "pitch_range", "entropy": "pce", "polyphony": "polyphony", "density": "speed",
         "dead_air": "ebr", "harmony": "sc", "repetition": "repeated", "kl_original": "apart"}
OUTSIDE = """
import contextlib, json, sys
from smg_metrics import (distribution_eval, single_file_harmony, single_file_quality,
                         single_file_rhythm)
found = {}
for path, real in json.load(sys.stdin):
    with contextlib.redirect_stdout(sys.stderr):
        row = {}
        for measure in (single_file_harmony, single_file_quality, single_file_rhythm):
            row |= measure(path).to_dict()
        row |= {"speed": 1 / max(row["mean_ioi"], 1e-3), "repeated": 1 - row["ngram_div"],
                "apart": 1 - distribution_eval(path, real).pd}
    found[path] = row
print(json.dumps(found))
"""


def ours(take: Path, real: Path) -> dict[str, float]:
    """The numbers of one take that smg-metrics has too."""
    notes, played = read_midi(take), pitch_class_histogram(read_midi(real))
    count = pitch_class_histogram(notes)
    share = count[count > 0] / count.sum()
    windows = dict(zip(FEATURES, window_features(notes, SECONDS).T))
    return {**clip_numbers(notes, SECONDS), "entropy": -(share * np.log2(share)).sum(),
            "dead_air": dead_air(notes, SECONDS), "harmony": windows["fit"].mean(),
            "repetition": windows["repetition"].mean(),
            "kl_original": pitch_class_kl(played, count)}


def rank(a, b) -> str:
    """Spearman's rank correlation; — where one side is the same everywhere."""
    told = np.isfinite(a) & np.isfinite(b)
    a, b = a[told], b[told]
    return f"{spearmanr(a, b)[0]:.2f}" if min(np.ptp(a), np.ptp(b)) > 0 else "—"


def main():
    takes, python = Path(sys.argv[1]) / "takes", sys.argv[2]
    files = [file for file in sorted(takes.glob("*/*.mid"))
             if (takes / "real" / file.name).exists()]
    asked = [(str(file), str(takes / "real" / file.name)) for file in files]
    done = subprocess.run([python, "-c", OUTSIDE], input=json.dumps(asked), text=True,
                          stdout=subprocess.PIPE, check=True)
    theirs = json.loads(done.stdout)
    mine = [ours(*map(Path, pair)) for pair in asked]
    row = np.array([file.parent.name for file in files])
    names = list(dict.fromkeys(row))
    print("| ours / smg-metrics | ρ clips | ρ rows |", *(f"{name} |" for name in names))
    print("|---|---|---|" + "---|" * len(names))
    for name, other in PAIRS.items():
        a = np.array([each[name] for each in mine])
        b = np.array([theirs[path][other] for path, _ in asked], float)
        told = np.isin(row, "real", invert=True) if name == "kl_original" else row == row
        means = np.array([[np.nanmean(side[row == one]) for one in names] for side in (a, b)])
        of_rows = [n for n, one in enumerate(names) if one != "real" or name != "kl_original"]
        cells = " | ".join(f"{x:.2f} / {y:.2f}" for x, y in means.T)
        print(f"| {name} / {other} | {rank(a[told], b[told])} |",
              f"{rank(*means[:, of_rows])} | {cells} |")
    print(*(f"{name} {np.sum(row == name)}" for name in names), sep=", ")


if __name__ == "__main__":
    main()
