# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .beats import _settled, Beats, find_beats
from .etudes import make_etude
from .notes import make_notes


@pytest.fixture(scope="module")
def etude():
    return make_etude("stride", "rhythm_changes", "C", 150, seed=3)


@pytest.fixture(scope="module")
def found(etude):
    return find_beats(etude.notes)


def share_found(true, found, window=0.07):
    return np.mean(np.abs(true[:, None] - found).min(1) <= window)


def test_beats_and_bars_of_an_etude(etude, found):
    true = etude.beats[etude.beats < etude.notes["onset"].max()]
    assert share_found(true, found.times) > 0.95
    assert share_found(true[::4], found.downbeats) > 0.9
    assert found.metre == 4 and not found.free


def test_positions_count_through_the_bar(found):
    assert (np.diff(found.position) % 4 == 1).all()
    assert len(found.confidence) == len(found.downbeats)
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()


def test_beats_move_with_the_notes(etude, found):
    late = etude.notes.copy()
    late["onset"] += 1.0
    assert share_found(found.times, find_beats(late).times - 1.0, 0.02) > 0.95


def test_a_waltz_of_bass_and_chords_has_bars_of_three():
    rows = []
    for bar, at in enumerate(0.2 + 1.2 * np.arange(32)):
        root = (36, 41, 43, 36)[bar % 4]
        rows.append((at, 0.9, root, 70))
        rows += [(at + 0.4 * k, 0.3, root + p, 55) for k in (1, 2) for p in (16, 19, 22)]
    assert find_beats(make_notes(*np.array(rows).T)).metre == 3


def test_random_onsets_are_free():
    rng = np.random.default_rng(0)
    onset = np.cumsum(rng.exponential(0.3, 300))
    result = find_beats(make_notes(onset, 0.3, rng.integers(40, 80, 300), 64))
    free = sum(end - start for start, end in result.free)
    assert free > 0.7 * onset[-1]
    assert result.in_time(onset).mean() < 0.3


def test_what_is_outside_of_free_spans_is_in_time():
    beats = Beats(np.arange(9.0), np.arange(9) % 4, np.ones(3), ((0.0, 2.0), (5.0, 6.0)))
    np.testing.assert_array_equal(beats.in_time([1, 2, 4.9, 5, 6]), [0, 1, 1, 0, 1])
    assert Beats(beats.times, beats.position, np.ones(3)).in_time([0.0, 99.0]).all()


def test_a_piece_of_two_notes_is_refused():
    with pytest.raises(TatumError, match="박을 찾지 못합니다"):
        find_beats(make_notes([0.0, 1.0], 0.5, 60, 64))


def test_beats_found_on_the_off_beats_are_moved_to_the_onsets_near():
    strength = np.zeros(2000)
    strength[np.arange(40, 2000, 50)] = 1.0           # onsets 0.1 s before the guess
    guess = 0.5 * np.arange(1, 39)
    moved = np.ones(38, bool)
    np.testing.assert_allclose(_settled(strength, guess, moved), guess - 0.1, atol=1e-6)
    np.testing.assert_allclose(_settled(strength, guess, ~moved), guess)


@pytest.mark.parametrize("count", [8, 9, 12, 20])
@pytest.mark.parametrize("apart", [0.35, 0.5, 0.7])
def test_short_pieces_have_beats_or_are_refused(count, apart):
    notes = make_notes(apart * np.arange(count), 0.2, 50, 64)
    try: result = find_beats(notes)
    except TatumError: return
    assert (np.diff(result.times) > 0).all()
    assert len(result.confidence) == len(result.downbeats)
