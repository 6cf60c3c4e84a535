# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.time_map import warp
from ..data.vocabulary import FRAME
from ..evaluation.timing import second_eighths
from ..model.streaming import sample
from .asking import Ask
from .choruses import hide_melody
from .forms import find_form
from .planning import lay_out
from .plans import DENSITY, MELODY, OPEN
from .tempi import TempoCurve


def form_of(novice, **asked):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask(style="Other", **{"form": "ballad", "seed": 2, **asked}))
    return take, drawn.call_args.args[5]


def test_a_form_has_its_bars_chords_and_sections(novice, capsys):
    take, plan = form_of(novice, tempo="120 rit.")
    assert len(plan) == 16 and [letter for letter, _ in take.sections] == list("AABA")
    assert take.sections[2][1] == 32 and take.chords[0].symbol == "Cmaj7"
    assert take.seconds > 32 and take.time.to_seconds(56.0) == pytest.approx(28)
    told = capsys.readouterr().out
    assert "16마디 발라드" in told and "B 9-12마디: F Fm7 | Em7 A7" in told


def test_a_slow_form_is_counted_twice_as_fast(novice):
    take, plan = form_of(novice, tempo=60)
    assert len(plan) == 32 and take.seconds == 64 and take.sections[1][1] == 16


def test_a_form_without_a_tempo_slows_down_at_its_end():
    assert Ask(form="AABA").curve == TempoCurve(120, 120, rit=True)
    assert not Ask(form="AABA", tempo=180).curve.changes


def test_choruses_follow_one_another(novice):
    take, plan = form_of(novice, form="blues", choruses=2, tempo=150)
    assert len(plan) == 24 and take.seconds == pytest.approx(24 * 1.6)
    assert take.asked["form"] == "blues" and take.asked["choruses"] == 2


def test_the_strength_hides_the_same_melody_in_every_return():
    sections = lay_out(find_form("AABA", 16), 1, 1.0)
    frames = np.zeros((16, len(FRAME)), int)
    lines = [hide_melody(frames, sections, 0.5)[s.first:s.end, MELODY] for s in sections]
    assert np.array_equal(lines[0], lines[1]) and np.array_equal(lines[0], lines[3])
    assert not np.array_equal(lines[0], lines[2]) and 0.3 < (lines[0] == OPEN).mean() < 0.7
    assert (hide_melody(frames, sections, 0.0) == 0).all()


def test_dials_hold_in_a_form(novice):
    _, plan = form_of(novice, density=3, tempo=120)
    assert (plan[:, DENSITY] == novice.tokenizer.vocab["Density_3"]).all()


@pytest.mark.parametrize("part, asked", [
    ("없습니다", {"form": "sonata"}), ("30마디를 부탁", {"form": "AABA", "bars": 30}),
    ("화음 진행은 2마디", {"form": "AABA", "chords": "C | G"}),
    ("seconds로 정하지", {"form": "AABA", "seconds": 20}),
    ("form이나 선율", {"strength": 0.5}), ("스윙은", {"swing": 5}),
    ("읽지 못했습니다", {"form": "AABA", "tempo": "fast"}),
    ("form을(를) 쓰지", {"form": "AABA", "mode": "continuation"}),
])
def test_a_form_that_cannot_be_is_refused(part, asked, refusal):
    with refusal(part): Ask(**asked)


def test_given_chords_stand_in_the_form():
    ask = Ask(form="AABA", bars=16, chords="C | % | % | %\n" * 4, tempo=200, choruses=2)
    assert ask.beats == 128 and ask.length == pytest.approx(38.4)


@pytest.mark.parametrize("asked, seconds", [
    ({"tempo": "120-90", "bars": 8}, 18.4), ({"tempo": "120 rit.", "bars": 4}, 9.4),
    ({"tempo": 120, "seconds": 5}, 5), ({"tempo": "120-90", "seconds": 10}, 9.3)])
def test_a_curve_decides_the_length(asked, seconds, novice):
    (take,) = novice.play(Ask(style="Other", **asked))
    assert take.seconds == pytest.approx(seconds, abs=0.15)
    assert take.notes["onset"].max() < take.seconds


def test_the_swing_is_asked_for(novice):
    (take,) = novice.play(Ask(style="Other", tempo=120, bars=24, swing=2.0))
    places, _ = second_eighths(warp(take.notes, take.time)["onset"], 100)
    assert np.nanmedian(places) == pytest.approx(2 / 3, abs=0.01) and take.asked["swing"] == 2
