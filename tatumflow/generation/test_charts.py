# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import time

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .charts import read_chart


def played(text):
    """The chords of a chart, bar by bar."""
    return " | ".join(" ".join(symbol for symbol, _ in bar.chords) for bar in read_chart(text).bars)


def shares(text):
    return [tuple(share for _, share in bar.chords) for bar in read_chart(text).bars]


PLAIN = "Dm7 | G7 | C"


@pytest.mark.parametrize("text", [
    "|| Dm7 | G7 || C ||", "| Dm7 | G7 |\n| C |", "[ Dm7 | G7 | C ]", "Dm7 ｜ G7 │ C",
    "Dm7 ‖ G7 ❘ C", "“Dm7 | G7” | 'C'", "\u200bDm7\ufeff | G7 |\u2060 C", "Dm7\u00a0|\u3000G7\r\nC",
    "[A] Dm7 | G7\n[B]C",
    "A: Dm7 | G7\nB: C",
    "【A】 Dm7 | G7 | C", "Intro\nDm7 | G7\nOutro 2\nC", "1. Dm7 | 2. G7 | 3. C",
    "Title: D\nKey: C\n제목: 가\nDm7 | G7 | C", "4/4 Dm7 | G7 | C", "4/4\nDm7 | G7 | C",
    "Dm7 - - - | G7 . . . | C / / /", "Dm7/// | G7... | C", "[Dm7] | [G7] | [C]"])
def test_one_chart_is_written_in_many_ways(text):
    assert played(text) == PLAIN


@pytest.mark.parametrize("text", [
    "Dm7 G7 C", "Dm7 - G7 - C", "Dm7 – G7 — C", "Dm7 → G7 → C", "Dm7 ~ G7 ~ C", "Dm7 -> G7 > C",
    "Dm7-G7-C", "Dm7, G7, C", "Dm7,G7,C,", "Dm7; G7; C", "Dm7 / / / G7 / / / C / / /",
    "Dm7\nG7\nC", "[A] Dm7 G7 C"])
def test_without_bar_lines_a_chord_is_a_bar(text):
    assert played(text) == PLAIN


def test_one_chord_a_bar_is_said():
    twelve = read_chart("Dm7 G7 C6 A7 Dm7 G7 C6 A7 Dm7 G7 C6 C6")
    assert len(twelve.bars) == 12 and "마디 줄(|)이 없어" in twelve.notes[0]
    for text in ("Dm7 G7 | C6 A7", "Dm7 G7\nC6 A7", "C"): assert not read_chart(text).notes
    assert played("Dm7 G7\nC6 A7") == "Dm7 G7 | C6 A7"


@pytest.mark.parametrize("text, expected", {
    "|: A | B :|": "A | B | A | B", "A | B :| C": "A | B | A | B | C",
    "|: A :|: B :|": "A | A | B | B", "||: A :||: B :||": "A | A | B | B",
    "|: A :|x3 B": "A | A | A | B", "|: A | B :| 3번": "A | B | A | B | A | B",
    "A | B x2": "A | B | A | B", "A B E (x2)": "A | B | E | A | B | E", "A ×2\nB": "A | A | B",
    "(A | B) x2 | C": "A | B | A | B | C", "𝄆 A 𝄀 B 𝄇": "A | B | A | B",
    "|: A |1 B :|2 C | D": "A | B | A | C | D", "|: A |1. B :|2. C ||": "A | B | A | C",
    "|: A |[1] B :|[2] C :| D": "A | B | A | C | D",
    "|: A |1,2. B :|3. C |": "A | B | A | B | A | C", "|: A | 1st B :| C": "A | B | A | C",
    "{A | B}": "A | B | A | B"}.items())
def test_repeats_and_endings_are_written_out(text, expected):
    assert played(text) == expected


def test_signs_repeat_bars():
    assert played("A | % | B | ％") == "A | A | B | B"
    assert played("A | B | %% | C") == "A | B | A | B | C"
    assert played("A | | B") == "A | A | B" and played("A | / / / / | B") == "A | A | B"


def test_chords_may_hold_beats():
    assert shares("Dm7 / G7 / | C . . .") == [(2, 2), (4,)]
    assert shares("Dm7 / / G7 | C E F") == [(3, 1), (1, 1, 1)]
    assert shares("Dm7 / G7 / C / / /") == [(2, 2), (4,)]
    assert shares("3/4 Dm7 / G7 C / /") == [(2, 1), (3,)]


def test_time_signatures_tell_how_long_bars_are():
    assert [bar.beats for bar in read_chart("3/4 Dm7 | G7 | 4/4 C | 6/8 F | 5/4\nC").bars] == [
        3, 3, 4, 3, 5]


def test_commas_in_a_chord_do_not_part_it():
    assert played("C7(b9,b13) | C7(b9, #11), F") == "C7(b9,b13) | C7(b9,#11) F"


def test_charts_write_no_chord_in_several_ways():
    assert played("N.C. | n.c. | NC | N/C | N. C. | no chord").upper().count("N") == 6


def test_jumps_are_not_followed_and_that_is_said():
    chart = read_chart("A | B | D.C. al Fine")
    assert [bar.chords[0][0] for bar in chart.bars] == ["A", "B"] and "D.C." in chart.notes[0]


@pytest.mark.parametrize("part, text", [
    ("3번째 마디의 2번째: 화음 기호 'H7'", "|: C | F :| G H7 | C"), ("1번째 마디가 비어", "| |"),
    ("1번째 마디가 비어", "[A]\n3/4"), ("맨 앞", "/ C | F"), ("맨 앞", "%%"), ("맨 앞", "C | %%"),
    ("x99", "|: C :|x99"), ("x0", "C | F x0"), ("1번째 마디의 1번째", "x2"),
    ("5000개", "C | " * 400 + "F x20")])
def test_what_cannot_be_read_is_one_sentence_with_its_place(part, text, refusal):
    with refusal(part): read_chart(text)


def test_long_charts_are_read_at_once():
    assert len(read_chart(" | ".join(["Dm7", "G7"] * 1000)).bars) == 2000
    began = time.perf_counter()
    for text in (" \n" * 20000 + "C", "T44" + " " * 20000 + "C", "C" + " " * 20000 + "| C"):
        assert played(text)
    assert time.perf_counter() - began < 5


def test_two_thousand_torn_charts_are_read_or_refused():
    rng = np.random.default_rng(0)
    signs = [*"|:[]{}()/.%-x12, \n~", "||", ":|", "|:", "N.C.", "3/4", "[A]", "x2", "1.", "가"]
    words = ["Dm7", "G7", "Cmaj7", "A-7b5", "ii", "V7", "*A", "T44", "irealb://"]
    for _ in range(2000):
        text = "".join(rng.choice(signs + words, rng.integers(1, 25)))
        try:
            assert read_chart(text).bars
        except TatumError as error:
            assert "\n" not in str(error)
