# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from unittest import mock

import numpy as np
import pytest

from ..data.notes import clip, make_notes
from ..model.streaming import sample
from .asking import Ask
from .continuation import _join
from .sources import Source


def go_on(novice, notes, start, **asked):
    asked = {"style": "Art Tatum", "seconds": 4, **asked}
    return novice.play(Ask("continuation", notes=notes, start=start, **asked))


@pytest.mark.parametrize("start", [4.321, 9.99, None])
def test_what_was_heard_is_the_source_to_the_bit(novice, stride, start):
    if start is None: start = float((stride["onset"] + stride["duration"]).max())
    for take in go_on(novice, stride, start, style="arttatum", seconds=3.5, n=2, seed=3):
        seam = Source(stride, "").time.to_seconds(4 * (take.asked["bar"] - 1 + 1))
        begin = seam - take.begin
        given = stride[(stride["onset"] >= begin - 1e-9) & (stride["onset"] < seam)]
        kept, played = take.notes[:len(given)], take.notes[len(given):]
        assert np.array_equal(kept[["pitch", "velocity"]], given[["pitch", "velocity"]])
        assert np.allclose(kept["onset"] + begin, given["onset"], rtol=0, atol=1e-9)
        for i in np.flatnonzero(kept["duration"] != given["duration"]):  # until struck again
            again = played["onset"][played["pitch"] == kept["pitch"][i]].min()
            assert np.isclose(kept["onset"][i] + kept["duration"][i], again)
        assert len(take.new) == len(played) > 0 and (played["onset"] >= take.begin - 1e-9).all()
        assert (played["onset"] + played["duration"]).max() <= take.begin + 3.5 + 1e-9
        assert take.style == "Art Tatum" and (np.diff(take.notes["onset"]) >= 0).all()
        assert abs(seam - start) < 0.7 and abs(take.asked["start"] - seam) < 1e-3


def test_it_goes_on_at_a_bar_line_in_the_tempo_that_is_written(novice, stride):
    (take,) = go_on(novice, stride, None, bar=4, bars=2, seconds=None)
    source, seam = Source(stride, ""), take.time.to_beats(take.begin)
    assert take.asked["bar"] == 4 and np.isclose(seam % 4, 0)
    line = source.time.to_seconds(4 * (3 + source.pickup))
    assert np.isclose(line, take.asked["start"], atol=1e-3)
    tempi = take.time.tempo(seam + np.array([1.0, 5.0]))
    assert np.isclose(take.seconds, (240 / tempi).sum())
    heard = np.array([0.5, 4.5])  # beats before the seam, of which nothing changed
    assert np.allclose(take.time.tempo(seam - heard), source.time.tempo(12 + 4 - heard))


def test_bars_that_are_not_there_are_refused(novice, stride, refusal):
    for bar in (1, 99):
        with refusal(f"{bar}마디에서는 이을 수 없습니다"): go_on(novice, stride, None, bar=bar)


def test_seeds_belong_to_continuations(novice, stride):
    pair = go_on(novice, stride, 9.0, style="Other", seconds=3, n=2, seed=7)
    (alone,) = go_on(novice, stride, 9.0, style="Other", seconds=3, seed=8)
    assert np.array_equal(pair[1].notes, alone.notes)
    assert not np.array_equal(pair[0].notes, alone.notes)


def test_it_goes_on_ten_seconds_after_the_first_note(novice, stride):
    (take,) = go_on(novice, stride, None)
    assert abs(take.asked["start"] - stride["onset"][0] - 10) < 0.7
    short = clip(stride, 0, 5)
    (take,) = go_on(novice, short, None)
    assert abs(take.asked["start"] - (short["onset"] + short["duration"]).max()) < 0.7


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


def test_what_has_no_pulse_goes_on_by_the_clock(novice):
    still = make_notes([1.0, 1.4, 3.9, 4.95], 0.3, [60, 62, 64, 65], 80)
    (take,) = go_on(novice, still, 5.1)
    assert take.asked["start"] == 5.0 and np.isclose(take.time.tempo(0.5), 120) and take.begin == 4


def test_half_of_the_context_is_left_to_play(novice, stride):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        go_on(novice, stride, 12.0)
    assert 64 < len(drawn.call_args.args[2]) <= novice.model.config.context // 2 + 1
