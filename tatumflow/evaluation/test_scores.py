# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections import Counter
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from ..data.memory import Memory
from .coherence import real_band
from .intervals import Estimate
from .metrics import METRICS
from .passages import cut_passages
from .pitch import pitch_class_histogram, pitch_class_kl
from .scores import music_statistics, resample, Ruler, score_differences, tells_apart


@pytest.fixture(scope="module")
def ruler(etude_passages):
    """What the études' passages are measured with."""
    return Ruler(etude_passages, real_band(etude_passages))


@pytest.fixture(scope="module")
def perfect(ruler):
    """A ruler of passages whose prompts are what was really played."""
    passages = [replace(p, prompt=p.real, context=p.seconds) for p in ruler.passages]
    return Ruler(passages, ruler.band)


@pytest.fixture(scope="module")
def real(ruler):
    """What was really played."""
    return [p.real for p in ruler.passages]


@pytest.fixture(scope="module")
def silence(real):
    """A silent take a passage."""
    return [take[:0] for take in real]


def music_scores(takes, ruler, is_real=False):
    """{metric: its value with the interval} of takes."""
    return resample(music_statistics(takes, ruler, is_real), ruler)


def test_what_is_like_the_prompt_is_perfect(perfect, real):
    own = music_scores(real, perfect)
    assert own["kl_pooled"].value == own["kl_clip"].high == 0
    assert own["pctm_clip"].low == pytest.approx(1)


def test_exchanged_takes_are_noticed_clip_by_clip_alone(perfect, real):
    swapped = music_scores(real[1:] + real[:1], perfect)
    assert swapped["kl_clip"].value > 0.05 and swapped["pctm_clip"].value < 0.95
    assert abs(swapped["kl_pooled"].value) < 1e-12


def test_scores_of_clips_are_medians(perfect, real):
    flawed = music_scores([real[0][:0], *real[1:]], perfect)
    assert flawed["kl_clip"].value == 0 and flawed["pctm_clip"].value == pytest.approx(1)


def test_silence_is_the_worst(ruler, silence):
    found = music_scores(silence, ruler)
    assert found["kl_clip"].value > 6.9
    assert found["pctm_pooled"].value == found["coherence"].value == 0
    assert found["dead_air"].value == 1 and found["repetition"].value == 0


def test_silence_adds_nothing_to_pooled_scores(ruler, real):
    mute = music_scores([real[0][:0], *real[1:]], ruler)["kl_pooled"].value
    sides = ([p.prompt for p in ruler.passages], real[1:])
    pooled = [sum(map(pitch_class_histogram, side)) for side in sides]
    assert mute == pytest.approx(pitch_class_kl(*pooled))


def test_one_take_a_passage_is_asked_for(ruler, real, refusal):
    with refusal("조각마다 하나씩"):
        music_scores(real[:1], ruler)


def test_real_music_is_not_compared_with_itself(ruler, real):
    """Whether takes are the real ones is told, not guessed from the identity of arrays."""
    copies = [take.copy() for take in real]
    told, untold = (music_statistics(copies, ruler, is_real) for is_real in (True, False))
    assert set(untold) - set(told) == {"kl_original", "pctm_original"}
    assert set(music_statistics(real, ruler)) == set(untold)
    assert untold["kl_original"](np.arange(len(real))) == 0


def test_no_end_of_an_interval_is_above_what_is_possible(ruler, real):
    """The area of two sets alike had a high end above 1."""
    found = resample({name: lambda i: len(set(i)) / len(i) for name in METRICS}, ruler)
    shares = {name for name, metric in METRICS.items() if metric.highest == 1.0}
    assert shares > {"pctm_pooled", "style", "overlap", "dead_air", "repetition", "harmony"}
    assert {name for name, score in found.items() if score.high <= 1.0} == shares
    assert music_scores(real, ruler)["overlap"].high <= 1.0


def test_overlap_is_with_the_end_of_the_prompt(etude_pieces, tokenizer):
    passages = cut_passages(etude_pieces, tokenizer, 3, 20.0)
    early = [replace(p, prompt=p.prompt[p.prompt["onset"] >= 10]) for p in passages]
    takes, every = [p.real for p in passages], np.arange(3)
    found = [music_statistics(takes, Ruler(each, real_band(passages)))["overlap"](every)
             for each in (passages, early)]
    assert found[0] == found[1] > 0.2


def test_the_slow_overlap_is_drawn_less_often(ruler):
    calls = Counter()
    def statistic(name):
        return lambda i: calls.update([name]) or 0.5
    resample({name: statistic(name) for name in ("overlap", "style")}, ruler)
    assert calls == {"overlap": 301, "style": 1001}


def test_coherence_is_no_longer_than_the_takes(ruler):
    found = resample({"coherence": lambda i: 10.0 - len(set(i))}, ruler)
    assert found["coherence"].high <= 10.0


def test_nothing_differs_from_itself(ruler, real):
    own = music_statistics(real, ruler)
    found = score_differences(own, own, ruler)
    assert set(found.values()) == {Estimate(0.0, 0.0, 0.0)} and set(found) == set(own)


def test_real_music_is_told_apart_from_silence(ruler, real, silence):
    found = score_differences(music_statistics(real, ruler, True),
                              music_statistics(silence, ruler), ruler)
    assert found["kl_clip"].is_below_zero and found["pctm_clip"].is_above_zero
    assert tells_apart("kl_clip", found) and tells_apart("pctm_clip", found)
    assert not tells_apart("kl_clip", {"kl_clip": found["pctm_clip"]})  # KL is better when lower
    assert not tells_apart("kl_original", found)


def test_without_an_interval_nothing_is_told_apart():
    assert not tells_apart("kl_clip", {"kl_clip": Estimate(-5.0)})


def test_differences_are_paired_by_passage(ruler):
    """What is hard about a passage is so for both, and falls out."""
    hard = np.linspace(0, 1, len(ruler.passages))
    ours, theirs = {"style": lambda i: hard[i].mean() + 0.1}, {"style": lambda i: hard[i].mean()}
    found = score_differences(ours, theirs, ruler)["style"]
    assert found.low == pytest.approx(found.high) == pytest.approx(0.1)


def test_style_and_copies_are_measured_where_there_is_something_to_measure_with(ruler, real):
    judge = mock.Mock(chances=lambda takes, style: [0.25])
    found = music_scores(real, replace(ruler, judge=judge, memory=Memory(real)), is_real=True)
    assert found["style"] == Estimate(0.25, 0.25, 0.25)
    assert found["shared"].value == np.median([len(take) for take in real])
    assert list(found) == [name for name in METRICS if name in found]


def test_exchanged_takes_follow_their_prompts_less(perfect, real):
    own, swapped = (music_scores(takes, perfect)["follows"]
                    for takes in (real, real[1:] + real[:1]))
    assert own.value > 0.02 > swapped.value
