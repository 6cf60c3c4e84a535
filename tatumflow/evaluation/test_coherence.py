# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import clip, make_notes
from .baselines import shuffled_pitches
from .coherence import (
    _chord_fit, coherent_seconds, FEATURES, joint_band, real_band, WINDOW, window_features,
)
from .passages import cut_passages


@pytest.fixture(scope="module")
def minute_passage(minute_piece, tokenizer):
    """The first passage of the minute."""
    return cut_passages([minute_piece], tokenizer)[0]


@pytest.fixture(scope="module")
def gapped(minute_passage):
    """Ten seconds of the scale, of which 6 to 8 s are silent."""
    onset = minute_passage.real["onset"]
    return minute_passage.real[(onset < 6) | (onset >= 8)]


BAND = np.array([[3.0, 50, 0.5, -1, -np.inf], [5.0, 80, 2.0, np.inf, 2]])


def test_coherence_ends_at_a_gap(minute_passage, gapped):
    assert coherent_seconds(minute_passage.real, BAND, 10) == 10
    assert coherent_seconds(gapped, BAND, 10) == 6


def test_music_out_of_the_band_has_no_coherence(gapped):
    higher = gapped.copy()
    higher["pitch"] += 24
    assert coherent_seconds(higher, BAND, 10) == 0 == coherent_seconds(gapped[:0], BAND, 10)


def test_features_of_windows_are_those_worked_out_by_hand(gapped):
    notes = make_notes([1, 1], [2, 0.5], [60, 64], 80)
    wanted = [[1, 62, 0.75], [0, np.nan, 0.5]]
    assert np.allclose(window_features(notes, 4)[:, :3], wanted, equal_nan=True)
    assert window_features(gapped[:1], 10).shape == (5, 5)


def test_fit_falls_with_the_steps_of_the_line():
    c_major = make_notes([0.0, 1, 1.5], 0.4, [60, 64, 67], 80)  # all tones of a chord, steps 4, 3
    assert _chord_fit(c_major, 1)[0] == pytest.approx(1 - 3.5 / 15)


def test_both_hands_have_a_line():
    hands = make_notes([0.0, 0, 1, 1], 0.4, [48, 60, 52, 72], 80)  # steps 4 and 12
    right = make_notes([0.0, 1], 0.4, [60, 72], 80)
    assert _chord_fit(right, 1)[0] - _chord_fit(hands, 1)[0] == pytest.approx((8 - 12) / 15)


def test_a_loop_is_repetition_from_its_second_round_on(minute_passage):
    part = clip(minute_passage.real, 0, WINDOW)
    rounds = [make_notes(part["onset"] + start, part["duration"], part["pitch"], part["velocity"])
              for start in np.arange(0, 10, WINDOW)]
    repetition = FEATURES.index("repetition")
    assert (window_features(np.concatenate(rounds), 10)[1:, repetition] == 1).all()
    assert (window_features(minute_passage.real, 10)[:1, repetition] == 0).all()


def test_what_was_heard_long_before_is_no_repetition():
    phrase = np.array([0.0, 0.3, 0.5, 1.0])
    notes = make_notes(np.r_[phrase, phrase + 8, phrase + 22], 0.2, [60, 61, 63, 66] * 3, 80)
    repeated = window_features(notes, 24)[:, FEATURES.index("repetition")]
    assert repeated[4] == 1 and repeated[11] == 0


def test_the_band_holds_nine_of_ten_windows():
    features = np.random.default_rng(0).normal(size=(4000, 5))
    low, high = joint_band(features)
    within = ((features >= low) & (features <= high)).all(axis=1).mean()
    assert 0.9 <= within < 0.92
    fit, repetition = FEATURES.index("fit"), FEATURES.index("repetition")
    assert high[fit] == np.inf and low[repetition] == -np.inf
    assert low[fit] == np.percentile(features[:, fit], 5)


def test_a_band_of_nothing_is_refused(refusal):
    with refusal("띠를 정할"):
        joint_band(np.zeros((0, 5)))
    with refusal("띠를 정할"):
        joint_band(np.full((3, 5), np.nan))


def test_real_music_is_more_coherent_than_shuffled(etude_passages):
    band, rng = real_band(etude_passages), np.random.default_rng(0)
    real = [coherent_seconds(p.real, band, 10) for p in etude_passages]
    shuffled = [coherent_seconds(shuffled_pitches(p, rng), band, 10) for p in etude_passages]
    assert np.mean(real) > np.mean(shuffled)
