# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from .baselines import shuffled_pitches
from .judge import style_features, train_judge


@pytest.fixture(scope="module")
def played(etude_passages):
    """One passage."""
    return etude_passages[0]


def _distance(played, changed):
    return np.linalg.norm(style_features(changed) - style_features(played.real))


def test_features_do_not_know_velocity(played):
    louder = played.real.copy()
    louder["velocity"] = np.minimum(127, 2 * louder["velocity"])
    assert _distance(played, louder) == 0


def test_features_know_tempo_and_melody(played):
    faster = played.real.copy()
    faster["onset"] /= 2
    assert _distance(played, faster) > 0.5
    assert _distance(played, shuffled_pitches(played, np.random.default_rng(0))) > 0.5


def test_each_histogram_of_features_has_length_one():
    two_steps = make_notes([0, 0.5, 1.0], 0.3, [60, 64, 62], 80)  # +4, -2: one pair, equal gaps
    squares = style_features(two_steps) ** 2
    assert squares.sum() == pytest.approx(3 - 1 + 6)  # 0 of what is empty
    assert np.allclose(np.unique(squares.round(6)), [0, 1 / 3, 1 / 2, 2 / 3, 1], atol=1e-5)


@pytest.mark.parametrize("gap, histograms", [(0.1, 9), (0.2, 8)])
def test_steps_count_as_fast_below_150_ms(gap, histograms):
    notes = make_notes(np.arange(3) * gap, 0.1, [60, 62, 64], 80)
    assert (style_features(notes) ** 2).sum() == pytest.approx(histograms)


@pytest.mark.parametrize("pitch", [21, 108])
def test_the_first_and_the_last_key_of_a_piano_count(pitch):
    register = style_features(make_notes([0.0], 0.3, [pitch], 80))[:29]
    assert (register ** 2).sum() == 1 and register[0 if pitch == 21 else 28] == 1


def test_silence_and_a_single_note_have_features(played):
    for notes in (played.real[:0], played.real[:1]):
        assert style_features(notes).shape == (323,)


def test_a_judge_of_one_style_is_refused(refusal):
    with refusal("하나뿐"):
        train_judge(np.zeros((3, 323)), np.array(["Other"] * 3))


def test_a_judge_tells_apart_what_it_has_learnt(etude_passages):
    features = np.array([style_features(p.real) for p in etude_passages])
    judge = train_judge(features, np.array([p.style for p in etude_passages]))
    chance = judge.probabilities(features)
    assert judge.styles == ["Bebop Etude", "Stride Etude"] and np.allclose(chance.sum(1), 1)
    assert [judge.styles[i] for i in chance.argmax(1)] == [p.style for p in etude_passages]


def test_silence_sounds_like_nobody(etude_passages):
    features = np.array([style_features(p.real) for p in etude_passages])
    judge = train_judge(features, np.array([p.style for p in etude_passages]))
    real = etude_passages[0].real
    chance = judge.chances([real, real[:0]], etude_passages[0].style)
    assert chance[0] > 0.5 and chance[1] == 0


def test_styles_weigh_alike_however_many_clips_they_have():
    alike = np.zeros((60, 323))
    judge = train_judge(alike, np.array(["a"] * 50 + ["b"] * 10))
    assert judge.probabilities(alike[:1])[0] == pytest.approx([0.5, 0.5], abs=0.01)
