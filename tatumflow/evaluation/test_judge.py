# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import clip
from .judge import train_judge
from .patterns import style_features


@pytest.fixture(scope="module")
def taught(etude_passages):
    """Features of the passages, and the judge that they teach."""
    features = np.array([style_features(p.real) for p in etude_passages])
    return features, train_judge(features, np.array([p.style for p in etude_passages]))


def test_a_judge_of_one_style_is_refused(refusal):
    with refusal("하나뿐"):
        train_judge(np.zeros((3, 5), "f4"), np.array(["Other"] * 3))


def test_a_judge_tells_apart_what_it_has_learnt(etude_passages, taught):
    features, judge = taught
    chance = judge.probabilities(features)
    assert judge.styles == ["Bebop Etude", "Stride Etude"] and np.allclose(chance.sum(1), 1)
    assert [judge.styles[i] for i in chance.argmax(1)] == [p.style for p in etude_passages]


def test_silence_sounds_like_nobody(etude_passages, taught):
    real = etude_passages[0].real
    chance = taught[1].chances([real, real[:0]], etude_passages[0].style)
    assert chance[0] > 0.5 and chance[1] == 0


def test_a_performance_is_named_by_all_of_its_clips(taught, etude_pieces, tokenizer):
    notes, judge = etude_pieces[1].notes(tokenizer), taught[1]
    assert list(judge.name(notes)) == ["Bebop Etude", "Stride Etude"]
    first = judge.probabilities(style_features(clip(notes, 0, 30))[None])[0, 0]
    assert judge.name(clip(notes, 0, 45))["Bebop Etude"] == pytest.approx(float(first), rel=1e-4)


def test_the_seconds_add_up_to_what_the_judge_says(taught, etude_passages):
    real, judge = etude_passages[0].real, taught[1]
    told = judge.evidence(real, "Stride Etude", 10)
    mine, silent = judge.probabilities(np.array([style_features(real), 0 * taught[0][0]]))
    odds = [np.log(chance[1] / chance[0]) for chance in (mine, silent)]
    assert told.shape == (10,) and told.sum() == pytest.approx(odds[0] - odds[1], rel=1e-3)


def test_styles_weigh_alike_however_many_clips_they_have():
    alike = np.zeros((60, 5), "f4")
    judge = train_judge(alike, np.array(["a"] * 50 + ["b"] * 10))
    assert judge.probabilities(alike[:1])[0] == pytest.approx([0.5, 0.5], abs=0.01)
