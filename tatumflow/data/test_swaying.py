# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .etudes import make_etude
from .swaying import sway
from .time_map import TimeMap


def test_a_swaying_tempo_keeps_notes_on_its_beats():
    etude = make_etude("stride", "blues", tempo=132, seed=1)
    notes, beats = sway(etude)
    assert len(notes) == len(etude.notes) and len(beats) == len(etude.beats)
    pace = 60 / np.diff(beats)
    assert pace.max() / pace.min() > 1.15
    there = TimeMap(beats, np.arange(len(beats), dtype=float))
    place = there.to_beats(notes["onset"][notes["pitch"] < 50]) % 1
    assert np.mean(np.minimum(place, 1 - place) < 0.1) > 0.9  # the bass stands on the beat
