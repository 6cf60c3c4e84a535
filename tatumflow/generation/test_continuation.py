# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from unittest import mock

import numpy as np
import pytest

from ..data.notes import clip, make_notes
from ..model.streaming import sample
from .asking import Ask
from .continuation import _heard_notes, _join


def go_on(novice, notes, start, **asked):
    asked = {"style": "Art Tatum", "seconds": 4, **asked}
    return novice.play(Ask("continuation", notes=notes, start=start, **asked))


@pytest.mark.parametrize("start", [4.321, 9.99, None])
def test_what_was_heard_is_the_source_to_the_bit(novice, stride, start):
    if start is None: start = float((stride["onset"] + stride["duration"]).max())
    for take in go_on(novice, stride, start, style="arttatum", seconds=3.5, n=2, seed=3):
        begin = start - take.begin
        given = stride[(stride["onset"] >= begin - 1e-9) & (stride["onset"] < start)]
        kept, played = take.notes[:len(given)], take.notes[len(given):]
        assert np.array_equal(kept[["pitch", "velocity"]], given[["pitch", "velocity"]])
        assert np.allclose(kept["onset"] + begin, given["onset"], rtol=0, atol=1e-9)
        for i in np.flatnonzero(kept["duration"] != given["duration"]):  # until struck again
            again = played["onset"][played["pitch"] == kept["pitch"][i]].min()
            assert np.isclose(kept["onset"][i] + kept["duration"][i], again)
        assert len(take.new) == len(played) > 0 and (played["onset"] >= take.begin).all()
        assert (played["onset"] + played["duration"]).max() <= take.begin + 3.5 + 1e-9
        assert take.style == "Art Tatum" and (np.diff(take.notes["onset"]) >= 0).all()
        assert take.asked["start"] == start


def test_seeds_belong_to_continuations(novice, stride):
    pair = go_on(novice, stride, 9.0, style="Other", seconds=3, n=2, seed=7)
    (alone,) = go_on(novice, stride, 9.0, style="Other", seconds=3, seed=8)
    assert np.array_equal(pair[1].notes, alone.notes)
    assert not np.array_equal(pair[0].notes, alone.notes)


def test_it_goes_on_ten_seconds_after_the_first_note(novice, stride):
    (take,) = go_on(novice, stride, None)
    assert take.asked["start"] == stride["onset"][0] + 10
    short = clip(stride, 0, 5)
    (take,) = go_on(novice, short, None)
    assert take.asked["start"] == (short["onset"] + short["duration"]).max()


def test_a_held_key_is_let_go_when_it_is_struck():
    held = make_notes([0, 1, 1.5, 1.8], [8, .1, .1, .1], [60, 62, 64, 65], 80)
    struck = _join(held, make_notes([1.0], 1, [60], 80), 2.0)
    assert np.array_equal(struck["duration"], [3, .1, .1, .1, 1])
    other = _join(held, make_notes([1.0], 1, [61], 80), 2.0)
    assert np.array_equal(other["duration"], [8, .1, .1, .1, 1])


@pytest.mark.parametrize("start", [1e6, -1.0, math.nan])
def test_a_start_outside_of_the_piece_is_refused(novice, stride, start, refusal):
    with refusal("이을 수 없습니다"): go_on(novice, stride, start)


@pytest.mark.parametrize("part, count, start", [
    ("2개뿐", 2, 1.2), ("3개뿐", 3, 2.5), ("0개뿐", 0, 2.5), ("0개뿐", 0, None),
])
def test_too_little_to_hear_is_refused(novice, part, count, start, refusal):
    three = make_notes([0, 1, 2], 0.5, [60, 62, 64], 80)
    with refusal(part): go_on(novice, three[:count], start)


def test_what_rounds_onto_the_first_bar_line_was_heard():
    notes = make_notes([1.0, 1.997, 3.0], 0.5, [60, 62, 64], 80)
    lead, start = _heard_notes(notes, 4.0, 1)
    assert list(lead["pitch"]) == [62, 64] and start == 1.997 and lead["onset"][0] == 0


def test_half_of_the_context_is_left_to_play(novice, stride):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        go_on(novice, stride, 12.0)
    assert 64 < len(drawn.call_args.args[2]) <= novice.model.config.context // 2 + 1
