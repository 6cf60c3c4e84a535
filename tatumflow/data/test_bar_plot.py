# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .bar_plot import plot_bar
from .tokens import encode


def test_a_bar_is_drawn_with_its_frame_and_its_notes(tokenizer, scale_notes):
    from matplotlib import pyplot as plt
    ids = encode(scale_notes, "Other", tokenizer, np.array([30]))
    above, below = plot_bar(ids, 1, tokenizer).axes
    told = [text.get_text() for text in above.texts]
    assert len(told) == 15 and "Tempo 30" in told and "Density 3" in told
    assert below.get_xlim() == (0, 4) and "Position_0 Pitch_64" in below.get_xlabel()
    plt.close("all")
