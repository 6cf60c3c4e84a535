# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .beat_chain import _best_chain, _TIGHTNESS, beat_times, tempo_curve
from .notes import make_notes
from .onsets import FASTEST, onset_strength, SLOWEST


def hit_rate(true, found, window=0.07):
    """The share of true beats that have a found one within `window` s."""
    return np.mean(np.abs(true[:, None] - found).min(1) <= window)


def clicks(times):
    return make_notes(times, 0.1, 48, 80)


@pytest.mark.parametrize("tempo", [90, 120, 170])
def test_a_metronome_is_followed_to_a_hundredth_of_a_second(tempo):
    true = 0.5 + 60 / tempo * np.arange(60)
    assert hit_rate(true, beat_times(clicks(true)), 0.015) > 0.95


def test_beats_of_swung_eighths_lie_on_the_beat_not_on_the_off_beat():
    on = 0.5 + 60 / 140 * np.arange(64)
    off = on + 60 / 140 * 1.7 / 2.7
    notes = make_notes([*on, *off], 0.1, [48] * 64 + [72] * 64, 80)
    assert hit_rate(on, beat_times(notes), 0.03) > 0.95


def test_beats_follow_a_slow_ritardando():
    true = np.cumsum(np.linspace(0.4, 0.6, 120))
    assert hit_rate(true, beat_times(clicks(true))) > 0.95


def test_beats_lie_in_one_octave_of_tempo():
    fast = beat_times(clicks(np.arange(0, 40, 60 / 260)))
    assert SLOWEST <= 60 / np.median(np.diff(fast)) <= FASTEST


def test_the_length_of_the_beat_at_every_frame():
    strength = onset_strength(clicks(0.5 * np.arange(60)))
    curve = tempo_curve(strength)
    assert len(curve) == len(strength)
    np.testing.assert_allclose(curve[500:2500], 50, rtol=0.02)


def test_a_chain_has_the_same_score_as_one_frame_at_a_time():
    strength, period = np.random.default_rng(1).random(400) * 3, np.full(400, 40.0)
    total, before = _best_chain(strength, period)
    slow = strength.copy()
    for frame in range(400):
        lags = [lag for lag in range(26, 65) if lag <= frame]
        scores = [slow[frame - lag] - _TIGHTNESS * np.log(lag / 40) ** 2 for lag in lags]
        slow[frame] += max([0, *scores])
    np.testing.assert_allclose(total, slow)
    assert ((before >= -1) & (before < np.arange(400))).all()


@pytest.mark.parametrize("onsets", [[], [0.0, 1.0], np.zeros(20)])
def test_too_few_onsets_are_refused(onsets):
    with pytest.raises(TatumError, match="번뿐이라 박을 찾지 못합니다"):
        beat_times(clicks(onsets))


def test_onsets_shorter_than_a_bar_are_refused():
    with pytest.raises(TatumError, match="이어지는 박이"):
        beat_times(clicks(0.01 * np.arange(9)))
