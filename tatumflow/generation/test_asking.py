# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from ..data.chords import Chord
from ..data.notes import make_notes
from .asking import Ask
from .sheets import lead_sheet


def test_an_empty_ask_improvises_twenty_seconds():
    ask = Ask()
    assert ask.mode == "improvise" and ask.length == 20.0 and ask.harmony == ()


def test_chords_give_the_length():
    ask = Ask(chords="Dm7 G7 | Cmaj7", tempo=240, choruses=2)
    assert ask.length == 4.0
    assert [chord.symbol for chord in ask.harmony][:3] == ["Dm7", "G7", "Cmaj7"]
    assert Ask(chords=ask.harmony, seconds=3).length == 3
    assert Ask(chords=ask.harmony, bars=2, tempo=60).length == 8
    assert Ask(chords=lead_sheet("C")).harmony == (Chord(0.0, 4.0, "C"),)


def test_a_length_beyond_the_chords_plays_them_again():
    ask = Ask(chords="Dm7 G7 | Cmaj7", tempo=180, seconds=8)
    assert ask.length == 8 and [chord.symbol for chord in ask.harmony] == ["Dm7", "G7", "Cmaj7"] * 3
    assert len(Ask(chords=ask.harmony, bars=8).harmony) == 18
    assert len(Ask(sheet="3/4 C | F", bars=4).harmony) == 4


def test_bars_give_the_length():
    assert Ask(bars=3, tempo=180).length == 4.0 and Ask(bars="3").length == 6.0
    assert Ask("continuation", bars=3).new_bars == 3 and Ask(seconds=3).new_bars is None


def test_empty_texts_are_not_asked_for():
    ask = Ask("continuation", style="", chords="", key="", edits="", bars="")
    assert ask.harmony == () and ask.length == 20.0


@pytest.mark.parametrize("mode, option", [
    ("improvise", {"midi": "a.mid"}), ("improvise", {"edits": "tritone"}),
    ("improvise", {"start": 3.0}), ("improvise", {"bar": 3}),
    ("improvise", {"notes": make_notes([0], 1, [60], 80)}),
    ("continuation", {"chords": "C"}), ("continuation", {"tempo": 120}),
    ("continuation", {"strength": 0.0}), ("style_transfer", {"density": 0}),
    ("style_transfer", {"tempo": 100}), ("theory_editing", {"edits": "minor", "seconds": 4.0}),
])
def test_options_of_another_mode_are_refused_by_name(mode, option, refusal):
    name = list(option)[-1]
    with refusal(f"{mode} 모드에는 {name}을(를) 쓰지 않습니다. {name}은(는) "): Ask(mode, **option)


def test_the_refusal_names_the_modes_that_take_the_option(refusal):
    with refusal("start은(는) continuation, style_transfer 모드에서"): Ask(start=2.0)


def test_an_unknown_mode_is_refused_with_those_that_are(refusal):
    with refusal("'samba' 모드는 없습니다. 있는 것: continuation, improvise"): Ask("samba")


def test_what_says_the_same_is_not_taken_twice(stride, refusal):
    with refusal("midi와 notes"): Ask("continuation", midi="a.mid", notes=stride)
    with refusal("start와 bar"): Ask("continuation", start=3.0, bar=2)
    with refusal("seconds와 bars"): Ask(seconds=3.0, bars=2)


@pytest.mark.parametrize("name, value", [
    ("seconds", 0), ("seconds", math.nan), ("seconds", 1e6), ("n", 0), ("n", 101), ("seed", -1),
    ("temperature", -0.1), ("temperature", math.inf), ("top_p", 0), ("top_p", 1.1),
    ("min_p", -0.1), ("min_p", 1.5), ("guidance", -1), ("density", 8), ("dynamics", -1),
    ("tempo", 29), ("tempo", 401), ("bars", 0), ("bars", "5-8"), ("bars", 301), ("bars", 2.5),
])
def test_numbers_that_make_no_sense_are_refused_by_name(name, value, refusal):
    with refusal(name): Ask(**{name: value})


@pytest.mark.parametrize("name, value", [("tempo", 0), ("tempo", 5), ("choruses", 0)])
def test_a_sheet_that_cannot_be_played_is_refused(name, value, refusal):
    with refusal(name): Ask(chords="Dm7", **{name: value})


def test_where_no_played_music_leads_on_style_and_onsets_are_kept_more_strictly(stride):
    led = {"notes": stride}
    asks = [Ask(), Ask("arrange", sheet="danny_boy"), Ask("continuation", **led),
            Ask("style_transfer", **led), Ask("theory_editing", edits="minor", **led),
            Ask("bridge", bars="2", **led)]
    drawn = [(ask.sampling.guidance, ask.sampling.onset_temperature) for ask in asks]
    assert drawn == 2 * [(2.5, 0.7)] + 4 * [(1.75, 1.0)]
    assert [Ask(guidance=given).sampling.guidance for given in (0, 1, 3.5)] == [0, 1, 3.5]


def test_temperature_zero_is_greedy(novice):
    first, second = novice.play(Ask(style="Other", seconds=2, temperature=0.0, n=2))
    assert np.array_equal(first.notes, second.notes)


@pytest.mark.parametrize("tries", [0, -1, 1000])
def test_tries_below_one_are_refused(tries, refusal):
    with refusal("tries"): Ask("theory_editing", edits="minor", tries=tries)


@pytest.mark.parametrize("part, asked", [
    ("2번째 마디의 1번째", {"chords": "Dm7 | Q7"}), ("1번째 마디가 비어", {"chords": "| |"}),
    ("rhythm_changes", {"chords": "bluse"}), ("조(key)", {"chords": "blues", "key": "H"}),
    ("조(key)", {"chords": "Dm7", "key": "F"}), ("key은(는) 글로 적은", {"key": "C"}),
    ("choruses, key", {"chords": [Chord(0, 2, "C")], "choruses": 2, "key": "C"}),
    ("2번 돌면 2마디인데 2.5마디", {"chords": "Dm7", "seconds": 5, "choruses": 2}),
    ("melody", {"chords": "Dm7", "melody": "a.mid"}),
    ("chords와 sheet", {"chords": "C", "sheet": "C"}),
    ("선율이 있는 sheet", {"sheet": "Dm7", "strength": 0.5}),
    ("혹시 Art Tatum입니까", {"style": "Art Tatam"}),
])
def test_what_cannot_be_read_is_refused(part, asked, refusal):
    with refusal(part): Ask(**asked)


@pytest.mark.parametrize("part, edits", [
    ("무엇을 고칠지", None), ("무엇을 고칠지", ""), ("있는 것", "triton"), ("반음 수", "tritone+3"),
])
def test_edits_are_read_when_asked_for(part, edits, refusal):
    with refusal(part): Ask("theory_editing", edits=edits)
