# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .beats import Beats, find_beats
from .etudes import make_etude
from .notes import make_notes
from .tempo import FREE, read_tempi
from .time_map import (
    _smooth, beats_of, clock_map, constant_map, find_time, performance_map, TimeMap, unwarp, warp,
)


@pytest.fixture(scope="module")
def study():
    return make_etude("stride", "rhythm_changes", "C", 150, seed=3)


@pytest.fixture(scope="module")
def own_map(study):
    return performance_map(find_beats(study.notes))


def test_notes_come_back_through_the_map_within_a_millisecond(study, own_map):
    back = unwarp(warp(study.notes, own_map), own_map)
    for name in ("onset", "duration"):
        assert np.abs(np.sort(back[name]) - np.sort(study.notes[name])).max() < 1e-3


def test_bar_lines_lie_at_multiples_of_four_beats(study, own_map):
    place = own_map.to_beats(study.beats[4:-8:4])
    assert np.abs(place - 4 * np.round(place / 4)).max() < 0.15
    assert 0 <= own_map.to_beats(0.0) < 4


def test_a_map_goes_on_straight_before_and_after():
    steps = TimeMap(np.array([1.0, 2.0, 2.5]), np.array([0.0, 1.0, 2.0]))
    np.testing.assert_allclose(steps.to_beats([0.0, 1.5, 3.5]), [-1, 0.5, 4])
    np.testing.assert_allclose(steps.to_seconds([-1, 0.5, 4]), [0.0, 1.5, 3.5])
    np.testing.assert_allclose(steps.tempo([-1, 0.5, 1.5, 9]), [60, 60, 120, 120])


def test_constant_and_clock_maps():
    assert constant_map(90, 2.0).to_seconds(3) == pytest.approx(4.0)
    assert clock_map().to_beats(10.0) == pytest.approx(20.0)


@pytest.mark.parametrize("tempo", [0, -3, float("nan"), float("inf"), 1e9])
def test_a_tempo_that_cannot_be_is_refused(tempo):
    with pytest.raises(TatumError, match="쓸 수 없는 빠르기"):
        constant_map(tempo)


@pytest.mark.parametrize("seconds, beats", [
    ([0, 2, 1], [0, 1, 2]), ([0, 1], [1, 0]), ([0, 1, 1], [0, 1, 2]),
])
def test_a_map_that_runs_backwards_is_refused(seconds, beats):
    with pytest.raises(TatumError, match="뒤로"):
        TimeMap(np.array(seconds, float), np.array(beats, float))


def test_a_map_needs_two_points_of_numbers():
    with pytest.raises(TatumError, match="두 개 이상"):
        TimeMap(np.zeros(1), np.zeros(1))
    with pytest.raises(TatumError, match="수가 아닌"):
        TimeMap(np.array([0, np.nan]), np.arange(2.0))


def test_a_performance_of_one_bar_has_no_map():
    with pytest.raises(TatumError, match="마디를 두 개도"):
        performance_map(Beats(np.arange(3.0), np.array([0, 1, 2]), np.ones(1)))


def test_smoothing_keeps_a_steady_tempo_and_takes_out_jitter():
    steady = 0.5 * np.arange(100)
    np.testing.assert_allclose(_smooth(steady), steady, atol=1e-9)
    rough = steady + np.random.default_rng(0).normal(0, 0.01, 100)
    assert (_smooth(rough) - steady).std() < 0.006


def test_a_free_span_is_counted_by_the_clock():
    found = Beats(0.4 * np.arange(81), np.arange(81) % 4, np.ones(21), ((8.0, 24.0),))
    there = performance_map(found)
    assert there.tempo(there.to_beats(16.0)) == pytest.approx(120, rel=0.07)
    assert there.tempo(there.to_beats(4.0)) == pytest.approx(150)
    bar = float(there.to_beats(24.0)) / 4
    assert bar == pytest.approx(round(bar), abs=1e-6)


def test_a_bar_of_five_beats_is_stretched_to_four():
    position = np.array([0, 1, 2, 3, 0, 1, 2, 3, 3, 0, 1, 2, 3, 0])
    there = performance_map(Beats(0.5 * np.arange(14), position, np.ones(4)))
    np.testing.assert_allclose(np.diff(there.to_beats(0.5 * np.array([0, 4, 9, 13]))), 4, atol=1e-6)


def test_music_that_begins_hardly_before_a_bar_line_begins_on_it():
    for first, beat in ((0.03, 0.0), (-0.03, 0.06), (0.2, 3.6)):
        there = performance_map(Beats(first + 0.5 * np.arange(40), np.arange(40) % 4, np.ones(10)))
        assert there.to_beats(0.0) == pytest.approx(beat, abs=1e-6), first
        assert there.to_beats(first + 4) == pytest.approx(8 if beat < 1 else 12)


def test_notes_before_the_first_beat_are_refused():
    with pytest.raises(TatumError, match="첫 박보다 앞"):
        warp(make_notes([0.0, 2.0], 0.1, 60, 64), constant_map(120, start=1.0))


def test_a_performance_with_a_pulse_gets_its_own_map(study, own_map):
    there = find_time(study.notes)
    assert np.array_equal(there.seconds, own_map.seconds) and there.free == own_map.free
    assert np.median(there.tempo(np.arange(4.0, 60.0))) == pytest.approx(150, rel=0.01)


def test_a_waltz_goes_by_the_clock():
    onset, beat = 0.4 * np.arange(96), np.arange(96)
    pitch = np.where(beat % 3 == 0, 36 + 5 * (beat // 3 % 2), 60 + beat // 3 % 2 * 5)
    notes = make_notes(onset, np.where(beat % 3 == 0, 0.8, 0.2), pitch,
                       np.where(beat % 3 == 0, 100, 50))
    assert find_beats(notes).metre == 3
    assert find_time(notes).tempo([0, 50]).tolist() == [120, 120]
    assert find_time(notes).free == ((-np.inf, np.inf),)


def test_what_has_no_pulse_goes_by_the_clock():
    few = make_notes([0, 1], 0.5, 60, 70)
    assert find_time(few).free == ((-np.inf, np.inf),)
    rng = np.random.default_rng(1)
    free = make_notes(np.cumsum(rng.exponential(0.3, 300)), 0.2, rng.integers(40, 80, 300), 64)
    there = find_time(free)
    bars = int(there.to_beats(free["onset"][-1]) // 4)
    assert (read_tempi(there, bars) == FREE).mean() > 0.8  # chance has a pulse for a moment


def test_the_beats_of_a_map_stand_at_whole_beats():
    beats = beats_of(constant_map(120, start=0.25), 4.0)
    np.testing.assert_allclose(beats.times, 0.25 + 0.5 * np.arange(8))
    assert beats.position.tolist() == [0, 1, 2, 3] * 2 and beats.metre == 4
    assert beats.downbeats.tolist() == [0.25, 2.25] and len(beats.confidence) == 2
    assert beats.free == () and beats.in_time(beats.times).all()


def test_the_beats_of_a_map_are_unsure_in_its_free_spans():
    there = replace(constant_map(60), free=((4.0, 8.0),))
    assert beats_of(there, 12.0).free == ((4.0, 8.0),)
    assert beats_of(there, 12.0).in_time([3, 4, 7, 8]).tolist() == [True, False, False, True]
    assert not beats_of(clock_map(), 3.0).in_time(np.arange(3.0)).any()
