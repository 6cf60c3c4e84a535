# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.notes import make_notes
from .grouping import chord_starts, note_moves, split_hands


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


def test_moves_do_not_change_with_the_key():
    notes = make_notes([0, 0.1, 0.5], 0.1, [60, 62, 65], 80)
    higher = notes.copy()
    higher["pitch"] += 5
    assert note_moves(notes).tolist() == note_moves(higher).tolist()


def test_moves_tell_intervals_and_times_apart():
    one = note_moves(make_notes([0, 0.1], 0.1, [60, 62], 80))
    other = note_moves(make_notes([0, 0.1], 0.1, [60, 63], 80))
    later = note_moves(make_notes([0, 0.2], 0.1, [60, 62], 80))
    together = note_moves(make_notes([0, 0.034], 0.1, [60, 62], 80))
    assert len({int(move[0]) for move in (one, other, later, together)}) == 4
    assert together[0] % 16 == 0
