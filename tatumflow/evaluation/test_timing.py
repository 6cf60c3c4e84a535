# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np
import pytest

from ..data.beats import Beats, find_beats
from ..data.etudes import make_etude
from ..data.notes import make_notes
from ..runtime.errors import TatumError
from .timing import (
    best_grid_share, grid_share, pulse_clarity, steadiness, swing_ratio, tempo_lead, time_numbers,
)


def clicks(times, pitch=48):
    return make_notes(times, 0.1, pitch, 80)


def steady(times, free=()):
    """Bars of four of these beats."""
    times = np.asarray(times, float)
    position = np.arange(len(times)) % 4
    return Beats(times, position, np.ones((position == 0).sum()), free)


def swung(tempo, ratio, beats=64):
    """Eighths of a ratio, the beats lower: (notes, beats)."""
    on = 0.5 + 60 / tempo * np.arange(beats)
    off = on + 60 / tempo * ratio / (1 + ratio)
    return make_notes([*on, *off], 0.1, [48] * beats + [72] * beats, 80), steady(on)


def shuffled(notes, seed=0):
    """The same notes with their inter-onset times in random order."""
    onset, which = np.unique(notes["onset"], return_inverse=True)
    gaps = np.random.default_rng(seed).permutation(np.diff(onset))
    return make_notes(np.cumsum([onset[0], *gaps])[which], notes["duration"], notes["pitch"],
                      notes["velocity"])


@pytest.fixture(scope="module")
def etude():
    return make_etude("bebop", "blues", "C", 160, 2, seed=1)


def test_clarity_of_a_metronome_and_of_chance():
    assert pulse_clarity(*swung(120, 1.0)) > 1.5
    noise = clicks(np.sort(np.random.default_rng(0).uniform(0, 60, 300)))
    assert abs(pulse_clarity(noise, steady(np.arange(1, 59, 0.5)))) < 0.3


def test_shuffled_rhythm_has_less_of_everything(etude):
    wild = shuffled(etude.notes)
    on_beats, off = (replace(find_beats(notes), free=()) for notes in (etude.notes, wild))
    assert pulse_clarity(wild, off) < 0.9 * pulse_clarity(etude.notes, on_beats)
    assert grid_share(wild, off) < 0.9 * grid_share(etude.notes, on_beats)
    assert steadiness(off) < steadiness(on_beats)


def test_a_metronome_is_steady_and_staggering_bars_are_not():
    assert steadiness(steady(0.5 * np.arange(40))) == 1.0
    assert steadiness(find_beats(clicks(0.5 * np.arange(64)))) == 1.0
    bars = np.repeat([0.4, 0.6], 4)
    assert steadiness(steady(np.cumsum(np.tile(bars, 8)))) == 0.0
    assert math.isnan(steadiness(steady(np.arange(5.0))))


def test_a_tempo_may_change_by_four_percent():
    for change, share in ((1.035, 1.0), (1.05, 0.0)):
        lengths = np.repeat(0.5 * change ** (np.arange(8) % 2), 4)
        assert steadiness(steady(np.cumsum([0, *lengths]))) == share


def test_onset_weight_on_the_grid_beside_chance():
    times = 0.5 * np.arange(1, 100)
    assert grid_share(clicks(times), steady(times)) == pytest.approx(0.5 / 0.08)
    assert grid_share(clicks(times + 0.25), steady(times)) == 0
    noise = clicks(np.sort(np.random.default_rng(0).uniform(0, 100, 4000)))
    assert grid_share(noise, steady(np.arange(1, 99, 0.5))) == pytest.approx(1, abs=0.1)


def test_a_take_on_a_grid_of_120_scores_above_other_tempi():
    notes, _ = swung(120, 1.5)
    others = [best_grid_share(notes, tempo) for tempo in (90, 105, 133, 150, 170)]
    assert best_grid_share(notes, 120) > 1.5 * max(others)


def test_the_best_grid_has_a_tempo_that_can_be():
    with pytest.raises(TatumError, match="빠르기"):
        best_grid_share(clicks(np.arange(9.0)), 0)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_swing_ratio_of_eighths(ratio):
    assert swing_ratio(*swung(150, ratio)) == pytest.approx(ratio, rel=0.02)


def test_swing_ratio_of_an_etude_is_the_composers(etude):
    written = np.interp(160, [90, 280], [1.9, 1.25])
    assert swing_ratio(etude.notes, steady(etude.beats)) == pytest.approx(written, rel=0.08)


def test_triplets_are_no_pairs_of_eighths():
    notes, found = swung(120, 2.0)
    third = found.times + 0.5 / 3
    notes = np.concatenate([notes, clicks(third, 60)])
    assert math.isnan(swing_ratio(notes, found))
    assert math.isnan(swing_ratio(*swung(120, 2.0, beats=6)))


def test_a_free_span_is_not_measured():
    (notes, found), rng = swung(120, 2.0), np.random.default_rng(0)
    wild = clicks(np.sort(rng.uniform(32.5, 60, 200)))
    times = np.concatenate([found.times, 0.5 * np.arange(65, 121) + rng.normal(0, 0.1, 56)])
    both, apart = np.concatenate([notes, wild]), steady(times, ((32.5, 70.0),))
    for measure in (pulse_clarity, grid_share, swing_ratio):
        assert measure(both, apart) == pytest.approx(measure(notes, found), rel=0.05)
        assert math.isnan(measure(both, steady(times, ((0.0, 70.0),))))
    assert steadiness(apart) == 1.0 > steadiness(steady(times))
    alone = best_grid_share(notes, 120)
    assert best_grid_share(both, 120) < alone
    assert best_grid_share(both, 120, apart) == pytest.approx(alone)


def test_the_numbers_of_a_take_are_those_of_its_own_beats(etude):
    found = replace(find_beats(etude.notes), free=())
    numbers = time_numbers(etude.notes)
    assert numbers["pulse"] == pulse_clarity(etude.notes, found) > 1
    assert numbers["grid"] == grid_share(etude.notes, found) and numbers["steady"] > 0.8
    assert time_numbers(etude.notes[:1]) == {"pulse": 0, "grid": 0, "steady": 0}
    assert time_numbers(shuffled(etude.notes))["pulse"] < numbers["pulse"]


def test_a_take_leads_on_the_tempo_that_it_is_played_in():
    (notes, found), wrong = swung(150, 2.0), swung(131, 2.0)[0]
    assert tempo_lead(notes, 150) > 1 > 0.4 > tempo_lead(wrong, 150)
    assert tempo_lead(notes, 150, found) == pytest.approx(tempo_lead(notes, 150), rel=0.1)
