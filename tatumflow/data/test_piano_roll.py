# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import warnings

import pytest

from .chords import Chord
from .notes import make_notes
from .piano_roll import plot_piano_roll


@pytest.mark.parametrize("count", [0, 2])
def test_korean_is_drawn_without_preparation(count):
    import matplotlib
    from matplotlib import pyplot as plt
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
        notes = make_notes([0, 1], 0.5, [60, 64], 70)[:count]
        axes = plot_piano_roll(notes, title="피아노 롤", chords=[Chord(0, 1, "C")])
        axes.figure.canvas.draw()
        plt.close(axes.figure)
