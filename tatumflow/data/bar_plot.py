"""A picture of one bar: its frame above, its notes below."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
from miditok import REMI

from ..runtime.fonts import use_korean_font
from .frames import MELODY_BEATS
from .notes import BEATS_A_BAR, clip
from .piano_roll import plot_piano_roll
from .tokens import decode
from .vocabulary import FRAME

__all__ = ['plot_bar']


def _plot_frame(ax, names: list[str]) -> None:
    """Three rows: the four chords, the eight melody slots, what there is once a bar."""
    rows = [("화음", names[1:5], "tab:orange"), ("선율", names[5:13], "tab:blue"),
            ("빠르기, 밀도, 셈여림", [names[0], *names[13:]], "tab:green")]
    for row, (_, slots, colour) in enumerate(rows):
        width = BEATS_A_BAR / len(slots)
        for n, name in enumerate(slots):
            ax.barh(-row, 0.97 * width, left=n * width, height=0.85, color=colour, alpha=0.3)
            text = name.split("_")[1] if row < 2 else name.replace("_", " ")
            ax.text((n + 0.5) * width, -row, text, ha="center", va="center", fontsize=9)
    ax.set_yticks([0, -1, -2], [label for label, *_ in rows])
    ax.set_title("틀 열다섯 칸")


def plot_bar(ids: np.ndarray, number: int, tokenizer: REMI):
    """Draw bar `number` (from 0) of token ids: the frame, the notes (x: beats), and the tokens of
    the first three notes. Returns the Figure."""
    from matplotlib import pyplot as plt
    use_korean_font()
    start = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])[number] + 1
    names = [tokenizer[int(i)] for i in ids[start:start + len(FRAME) + 12]]
    fig, (above, below) = plt.subplots(2, 1, figsize=(10, 5.5), sharex=True, height_ratios=[1, 2],
                                       layout="constrained")
    _plot_frame(above, names[:len(FRAME)])
    music = clip(decode(ids, tokenizer), number * BEATS_A_BAR, (number + 1) * BEATS_A_BAR)
    plot_piano_roll(music, below)
    for edge in np.arange(0, BEATS_A_BAR, MELODY_BEATS):
        below.axvline(edge, color="0.8", lw=0.6, zorder=0)
    notes = names[len(FRAME):]
    spelt = [" ".join(notes[4 * n:4 * n + 4]) for n in range(3)]
    below.set(xlim=(0, BEATS_A_BAR), xlabel="마디 안의 자리(박)\n\n" + "\n".join(spelt))
    return fig
