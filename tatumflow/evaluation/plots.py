"""The results as a picture."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np

from ..data.piano_roll import plot_piano_roll
from ..runtime.fonts import use_korean_font
from .judge import StyleJudge
from .metrics import METRICS
from .results import Results
from .score_tables import in_order

__all__ = ['plot_comparison', 'plot_evidence', 'plot_originality']


_COLOURS = {"floor": "0.6", "model": "tab:blue", "ceiling": "tab:green"}
_ARROWS = {True: " ←", False: " →", None: ""}


def plot_comparison(results: Results | dict):
    """A Figure of every row's music scores with intervals and the roadmap's thresholds (dashed). An
    arrow points to the better side; without one, like the real music's is best. `results` may also
    be what `metrics.json` holds."""
    from matplotlib.figure import Figure
    use_korean_font()
    found = results if isinstance(results, dict) else results.as_json()
    rows = [row for row in found["rows"].values() if "kl_clip" in row["scores"]][::-1]
    names = [name for name, metric in METRICS.items()
             if metric.group not in ("loss", "structure")
             and any(name in row["scores"] for row in rows)]
    fig = Figure(figsize=(11, 1.2 + 0.6 * len(rows)), layout="constrained")
    axes = fig.subplots(2, math.ceil(len(names) / 2), sharey=True)
    for ax, name in zip(axes.flat, names):
        _plot_metric(ax, name, rows)
    axes[0, 0].set_yticks(range(len(rows)), [row["label"] for row in rows])
    for ax in axes.flat[len(names):]:
        ax.set_visible(False)
    return fig


def _plot_metric(ax, name: str, rows: list[dict]) -> None:
    """One metric of all rows, the first at the bottom."""
    metric = METRICS[name]
    for y, row in enumerate(rows):
        score, colour = row["scores"].get(name), _COLOURS[row["kind"]]
        if score is None: continue
        if score["low"] is not None:
            ax.plot([score["low"], score["high"]], [y, y], color=colour, lw=2)
        ax.plot(score["value"], y, "o", color=colour)
    if metric.threshold is not None:
        ax.axvline(metric.threshold, color="tab:red", ls="--", lw=1)
    ax.set_title(metric.label + _ARROWS[metric.lower], fontsize=9)


def plot_originality(results: Results):
    """A Figure of how many notes in a row the models share with the training pieces, in the order
    of their names: the longest of all takes and the median; dashed is what people share. The
    results are to be such that `has_curve`."""
    from matplotlib.figure import Figure
    use_korean_font()
    rows, real = in_order(results), results.rows["real"]
    fig = Figure(figsize=(7, 3), layout="constrained")
    ax = fig.subplots()
    for label, colour, count in (("가장 긴 것", "tab:red", lambda row: row.most_shared),
                                 ("중앙값", "tab:blue", lambda row: row.scores["shared"].value)):
        ax.plot([count(row) for row in rows], "o-", color=colour, label=label)
        ax.axhline(count(real), color=colour, ls="--", lw=1, label=f"{label}(사람끼리)")
    ax.set_xticks(range(len(rows)), [row.label for row in rows])
    ax.set(ylabel="훈련 곡과 겹친 음", ylim=(0, None))
    ax.legend(fontsize=8)
    return fig


def plot_evidence(notes: np.ndarray, judge: StyleJudge, style: str):
    """A Figure of a clip (in seconds) as a piano roll, and below it `StyleJudge.evidence`: what
    each second adds to the logit of `style` over the others, less the mean of the seconds. Seconds
    that add more than the mean are green on the roll, the more the greener."""
    from matplotlib import pyplot as plt
    use_korean_font()
    seconds = max(1, math.ceil(notes["onset"].max(initial=0)))
    told = judge.evidence(notes, style, seconds)
    fig, (above, below) = plt.subplots(2, 1, figsize=(10, 4.6), sharex=True, height_ratios=[3, 1],
                                       layout="constrained")
    plot_piano_roll(notes, above, title=f"어느 초가 {style} 쪽으로 밀었는가")
    above.set_xlabel("")
    told = told - told.mean()
    for second in np.flatnonzero(told > 0):
        above.axvspan(second, second + 1, color="tab:green", lw=0, zorder=0,
                      alpha=0.35 * told[second] / told.max())
    below.bar(np.arange(seconds) + 0.5, told, 1.0, color=np.where(told > 0, "tab:green", "0.7"))
    below.axhline(0, color="0.3", lw=0.8)
    below.set(xlabel="초", ylabel="근거(로짓)", xlim=(0, seconds))
    return fig
