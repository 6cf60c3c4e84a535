# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .etudes import etude_set
from .memory import Memory, note_moves
from .notes import clip, make_notes


def _by_hand(take, performances):
    """Longest common run, cell by cell."""
    a, best = note_moves(take), min(len(take), 1)
    for b in map(note_moves, performances):
        row = [0] * (len(b) + 1)
        for x in a:
            row = [0] + [row[j] + 1 if x == y else 0 for j, y in enumerate(b)]
            best = max(best, 1 + max(row))
    return best


@pytest.fixture
def toys():
    """Eight performances of few pitches and times."""
    rng = np.random.default_rng(0)
    return [make_notes(np.cumsum(rng.choice([0.0, 0.1, 0.2], 60)), 0.1, rng.integers(60, 63, 60),
                       80) for _ in range(8)]


def test_runs_are_those_found_cell_by_cell(toys):
    found = Memory(toys[3:]).longest_runs(toys[:3])
    assert found.tolist() == [_by_hand(toy, toys[3:]) for toy in toys[:3]]


def test_a_whole_take_a_silent_one_and_a_note_are_known(toys):
    takes = [toys[0], toys[0][:0], toys[0][:1]]
    assert Memory(toys).longest_runs(takes).tolist() == [60, 0, 1]


def test_no_run_goes_on_from_one_piece_to_the_next(toys):
    edge = np.concatenate([toys[0][-5:], toys[1][:5]])
    edge["onset"] = np.arange(10) * 0.1
    assert Memory([edge[:5], edge[5:]]).longest_runs([edge])[0] < 10


def test_a_copy_in_another_key_is_found():
    pieces = [etude.notes for etude in etude_set(6, seed=2)]
    stolen = clip(pieces[0], 5, 15)
    stolen["pitch"] += 3
    own, strange = (Memory(part).longest_runs([stolen])[0] for part in (pieces, pieces[1:]))
    assert own >= len(stolen) - 1 > 2 * strange


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
