# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from .notes import clip, make_notes


def test_notes_are_sorted_by_onset_then_pitch():
    notes = make_notes(onset=[0.5, 0.0, 0.5], duration=0.4, pitch=[67, 60, 64], velocity=80)
    assert notes["pitch"].tolist() == [60, 64, 67]
    assert notes["duration"].tolist() == [0.4] * 3


def test_clip_moves_and_cuts():
    notes = clip(make_notes([0, 1, 2, 3], 1.5, 60, 70), 1, 3)
    assert notes["onset"].tolist() == [0, 1]
    assert notes["duration"].tolist() == [1.5, 1]
