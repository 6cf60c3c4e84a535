# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.etudes import make_etude
from ..data.notes import make_notes
from ..data.time_map import TimeMap, warp
from .form import random_pitches, shuffled_bars
from .intervals import Estimate
from .metrics import METRICS
from .structure import beat_likeness, chord_likeness, echo, long_scores, motive_share


@pytest.fixture(scope="module")
def song():
    """Four different bars (beats) of one voice, four times: 16 bars with a period of four."""
    pitch = 60 + np.array([0, 7, 4, 11, 2, 9, 5, 1, 3, 10, 6, 8, 0, 5, 2, 10])
    return make_notes(np.arange(64), 0.9, np.tile(pitch, 4), 80)


def test_an_echo_is_what_the_best_match_has_more_than_all_matches():
    likeness = np.kron(np.tile(np.eye(4), (4, 4)), np.ones((4, 4)))  # 16 bars of a period of four
    alike = np.array([[a % 4 == b % 4 for b in range(15)] for a in range(15)], float)
    apart = np.array([[abs(a - b) >= 2 for b in range(15)] for a in range(15)])
    by_hand = 1 - alike[apart].mean()  # every stretch of two bars has a perfect match
    assert echo(likeness, 2) == pytest.approx(by_hand) and 0.7 < by_hand < 0.8
    assert echo(np.ones((64, 64)), 2) == 0.0, "where all is alike nothing stands out"
    assert echo(likeness, 8) == pytest.approx(0.0), "one match of eight bars, and no other"
    assert echo(likeness, 9) == 0.0, "shorter than two spans"


def test_an_echo_agrees_with_a_count_pair_by_pair():
    likeness, best, every = np.random.default_rng(0).random((40, 40)), [], []
    for a in range(9):
        found = [np.mean([likeness[4 * a + k, 4 * b + k] for k in range(8)])
                 for b in range(9) if abs(a - b) >= 2]
        best.append(max(found))
        every += found
    assert echo(likeness, 2) == pytest.approx(np.mean(best) - np.mean(every))


def test_beats_of_a_song_are_like_those_a_period_later(song):
    likeness = beat_likeness(song, 16)
    assert likeness.shape == (64, 64) and np.allclose(np.diagonal(likeness), 1)
    assert np.allclose(np.diagonal(likeness, 16), 1)
    assert abs(likeness.mean()) < 0.05
    assert echo(likeness, 2) > 0.8 and echo(beat_likeness(song[:0], 16), 2) == 0.0


def test_chords_are_alike_when_they_are_the_same():
    chords = [(48, 52, 55), (53, 57, 60), (55, 59, 62), (48, 52, 55)]
    onset = np.repeat(4.0 * np.arange(4), 3)
    played = make_notes(onset, 4.0, np.ravel(chords), 80)
    likeness = chord_likeness(played, 5)
    assert set(np.unique(likeness)) == {0.0, 1.0}
    assert likeness[1, 13] == 1.0 and likeness[1, 5] == 0.0
    assert not likeness[18:, 18:].any(), "silence is like nothing"


def test_motives_that_return_are_counted_in_any_key():
    motive = np.array([0, 4, 2, 7, 5])
    twice = np.r_[60 + motive, 63 + motive]
    onset = np.r_[0, .5, 1, 2, 2.5, 8, 8.5, 9, 10, 10.5]
    notes = make_notes(onset, 0.4, twice, 80)
    assert motive_share(notes) == pytest.approx(1 / 6), "six runs of five notes, one heard before"
    scale = make_notes(np.arange(40) / 2, 0.4, np.tile([60, 62], 20), 80)
    assert motive_share(scale) == 0.0, "a trill is no motive"
    assert motive_share(notes[:4]) == motive_share(notes[:0]) == 0.0


def test_long_takes_are_scored_between_shuffled_and_real_music(song):
    rng = np.random.default_rng(0)
    etude = make_etude("stride", "rhythm_changes", "Eb", 160, 2, seed=3)
    notes = etude.notes.copy()
    notes["onset"] = np.maximum(notes["onset"], etude.beats[0])  # the first may be a little early
    notes = warp(notes, TimeMap(etude.beats, np.arange(float(len(etude.beats)))))
    real = long_scores([notes] * 6, 64)
    shuffled = long_scores([shuffled_bars(notes, 64, rng) for _ in range(6)], 64)
    noise = long_scores([random_pitches(notes, rng) for _ in range(6)], 64)
    for name in ("form", "chroma_4", "chroma_8", "chords_4", "chords_8"):
        assert real[name].low == real[name].value > shuffled[name].value + 0.02, name
    assert real["motives"].value > noise["motives"].value
    assert shuffled["form"].low < shuffled["form"].high
    assert set(real) <= set(METRICS)
    assert long_scores([notes[:0]], 64)["form"] == Estimate(0.0)
