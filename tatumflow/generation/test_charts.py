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
    assert shares("Dm7 / / G7 | C E F") == [(3, 1), (2, 1, 1)]
    assert shares("Dm7 / G7 / C / / /") == [(2, 2), (4,)]
    assert shares("3/4 Dm7 / G7 C / /") == [(2, 1), (3,)]


def test_chords_that_share_a_bar_change_on_its_beats():
    assert shares("3/4 C F | 5/4 C F | 4/4 C F | C F G Am") == [(2, 1), (3, 2), (1, 1), (1,) * 4]
    assert shares("6/8 C F | C F G | 7/8 C F | 4/4 C F G C F") == [(1, 1), (1,) * 3, (1, 1),
                                                                   (1,) * 5]


def test_time_signatures_tell_how_long_bars_are():
    assert [bar.beats for bar in read_chart("3/4 Dm7 | G7 | 4/4 C | 6/8 F | 5/4\nC").bars] == [
        3, 3, 4, 2, 5]
    assert [bar.beats for bar in read_chart("12/8 C7 | 2/4 F7").bars] == [4, 2]


def test_commas_in_a_chord_do_not_part_it():
    assert played("C7(b9,b13) | C7(b9, #11), F") == "C7(b9,b13) | C7(b9,#11) F"


def test_charts_write_no_chord_in_several_ways():
    assert played("N.C. | n.c. | NC | N/C | N. C. | no chord").upper().count("N") == 6


JUMPS = {
    "C | F Fine | G | A D.C. al Fine": "C | F | G | A | C | F",
    "C | F (Fine) | G | A\nD.C. al Fine": "C | F | G | A | C | F",
    "C | Segno F | G fine | A D.S. al Fine": "C | F | G | A | F | G",
    "C | 𝄋 F | G To Coda | A | D.S. al Coda | Coda: E | D": "C | F | G | A | F | G | E | D",
    "C | F ⊕ | A D.C. al ⊕ |\n⊕ E | D": "C | F | A | C | F | E | D",
    "|: C |1 F :|2 G Fine | A | D.C. al 2nd ending": "C | F | C | G | A | C | G",
    "|: C |1 F :|2 G Fine | A | D.C. al Fine": "C | F | C | G | A | C | G",
    "C |: F :| G | A D.C.": "C | F | F | G | A | C | F | G | A",
    "C | F | G D.C. on cue | A": "C | F | G | A", "C | F to coda | G | Coda A": "C | F | G | A",
    "C F G Fine A D.C. al Fine": "C | F | G | A | C | F | G",
    "C | F | 다카포": "C | F | C | F"}


@pytest.mark.parametrize("text, expected", JUMPS.items())
def test_jumps_are_followed(text, expected):
    assert played(text) == expected


@pytest.mark.parametrize("part, text", [
    ("2번째 마디의 D.C. 뒤에 끝낼 Fine", "C | F D.C. al Fine"), ("세뇨", "C | F D.S."),
    ("떠날 곳", "C | F D.C. al Coda | Coda G"), ("갈 코다", "C To Coda | F D.C. al Coda"),
    ("D.C.나 D.S.가 둘", "C | F D.C. | G D.C."), ("앞에 친 마디", "Fine | C | F D.C.")])
def test_a_jump_to_nowhere_is_refused_with_its_bar(part, text, refusal):
    with refusal(part): read_chart(text)


@pytest.mark.parametrize("text, expected", {
    "[A] C | F\n[B] G | A": [("A", 0), ("B", 2)], "A: C | F\nB: G": [("A", 0), ("B", 2)],
    "A\nC | F |\nB\nG | A |": [("A", 0), ("B", 2)],
    "Intro\nC | F\n[A] G": [("Intro", 0), ("A", 2)],
    "|: [A] C | F :| [B] G": [("A", 0), ("A", 2), ("B", 4)],
    "[A] C F G [B] D E": [("A", 0), ("B", 3)],
    "[A] C | F Fine\n[B] G | D.C. al Fine": [("A", 0), ("B", 2), ("A", 3)]}.items())
def test_sections_are_told_where_they_are_played(text, expected):
    assert list(read_chart(text).sections) == expected


def test_what_a_chart_says_about_itself_is_kept():
    for title in ("봄", "London Bridge", "Head over Heels"):
        assert read_chart(f"{title}\nC | F").about == {"title": title}
    assert not read_chart("Verse 2\nC | F").about
    chart = read_chart("Blue Tune\nKey: Eb\nTempo: 120\n작곡: 홍길동\nTime: 3/4\n| Cm7 | F7 |")
    assert chart.about == {"title": "Blue Tune", "key": "Eb", "tempo": "120", "composer": "홍길동",
                           "time": "3/4"} and [bar.beats for bar in chart.bars] == [3, 3]


@pytest.mark.parametrize("part, text", [
    ("3번째 마디의 2번째: 화음 기호 'H7'", "|: C | F :| G H7 | C"), ("1번째 마디가 비어", "| |"),
    ("1번째 마디가 비어", "[A]\n3/4"), ("맨 앞", "/ C | F"), ("맨 앞", "%%"), ("맨 앞", "C | %%"),
    ("1번째 마디의 1번째: 화음 기호 '0/4'", "0/4 C F G"),
    ("2번째 마디의 1번째: 화음 기호 '2x'", "C | 2x | F"), ("x99", "|: C :|x99"),
    ("x0", "C | F x0"), ("1번째 마디의 1번째", "x2"),
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
