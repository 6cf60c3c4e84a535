# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.notes import make_notes
from .grouping import chord_starts, split_hands


def test_notes_within_40_ms_are_a_chord():
    notes = make_notes([0, 0.03, 0.5, 0.58], 0.4, [48, 60, 64, 67], 80)
    assert chord_starts(notes).tolist() == [0, 2, 3]


def test_hands_part_at_middle_c_and_have_outer_lines():
    notes = make_notes([0, 0, 0, 0, 1], 0.4, [48, 55, 60, 64, 59], 80)
    right, left = split_hands(notes)
    assert right.outer.tolist() == [64] and left.outer.tolist() == [48, 59]
    assert len(right.notes) == 2 and left.first.tolist() == [0, 2]


def test_a_silent_hand_has_no_line():
    right, left = split_hands(make_notes([0], [1], [72], 80))
    assert right.outer.tolist() == [72] and len(left.outer) == 0


#| hide
#| export evaluation.test_grouping
