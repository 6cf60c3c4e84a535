# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .pedal import fold_pedal, fold_sostenuto, pedal_intervals


def test_pedal_holds_until_it_comes_up():
    assert fold_pedal([0.0], [0.2], [60], [0.1], [1.0]).tolist() == [1.0]
    assert fold_pedal([0.0], [0.1], [60], [0.1], [1.0]).tolist() == [1.0]
    assert fold_pedal([0.0], [0.05], [60], [0.1], [1.0]).tolist() == [0.05]


def test_the_next_onset_of_a_key_stops_it():
    assert fold_pedal([0.0, 0.6], [0.2, 0.7], [60, 60], [0.1], [1.0]).tolist() == [0.6, 1.0]
    twice = fold_pedal([0.0, 0.0, 0.6], [0.2, 0.1, 0.7], [60] * 3, [0.05], [1.0])
    assert twice.tolist() == [0.6, 0.6, 1.0]


def test_a_note_dies_away_after_eight_seconds():
    assert fold_pedal([1.0], [2.0], [60], [1.5], [np.inf]).tolist() == [9.0]


def test_a_pedal_is_down_while_that_of_any_channel_is():
    changes = [(1.0, 0, True), (2.0, 1, True), (3.0, 0, False), (4.0, 1, False), (5.0, 1, True)]
    assert pedal_intervals(changes) == ([1.0, 5.0], [4.0, np.inf])


def test_the_middle_pedal_holds_a_key_struck_with_it_and_none_let_go_with_it():
    onset, end = np.array([1.0, 0.0, 1.1]), np.array([2.0, 1.0, 2.0])
    assert fold_sostenuto(onset, end, [1.0], [3.0]).tolist() == [3.0, 1.0, 2.0]
