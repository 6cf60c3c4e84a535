# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from ..data.chords import Chord
from .sheets import lead_sheet, say_short


def sheet_text(text, **how):
    return " ".join(chord.symbol for chord in lead_sheet(text, **how))


def test_a_progression_is_called_by_name_in_any_key():
    assert sheet_text("blues", choruses=2, key="Bb").startswith("Bb7 Eb7")
    assert len(lead_sheet("blues", 2)) == 2 * len(lead_sheet("blues"))
    keys = ("C", "D", "E", "F", "F#", "Gb", "Bb")
    first = [sheet_text("ii-V-I", key=key).split()[0] for key in keys]
    assert first == ["Dm7", "Em7", "F#m7", "Gm7", "G#m7", "Abm7", "Cm7"]
    assert sheet_text("minor_ii-V-i", key="A").startswith("B")
    assert lead_sheet("blues", key="C") == lead_sheet("blues")


def test_the_chords_of_a_bar_share_it():
    assert lead_sheet("Dm7/G G7 | C")[1] == Chord(2.0, 2.0, "G7")
    assert lead_sheet("Dm7/G")[0].symbol == "Dm7/G"


def test_a_line_end_is_a_bar_line():
    lines = "| Dm7 | G7 |\n| Cmaj7 | A7 |\n", "Dm7 | G7\n\nCmaj7 | A7", "Dm7 | G7 | Cmaj7 | A7"
    assert len({sheet_text(text) for text in lines}) == 1
    assert lead_sheet(lines[0]) == lead_sheet(lines[2])


def test_percent_repeats_a_bar_or_a_chord():
    assert sheet_text("Dm7 G7 | % | C % A7 | % %") == "Dm7 G7 Dm7 G7 C C A7 A7 A7"
    assert sheet_text("C | % | %", choruses=2) == " ".join("CCCCCC")
    assert lead_sheet("C | % %")[-1] == Chord(6.0, 2.0, "C")


def test_no_chord_is_written_in_several_ways():
    assert sheet_text("n.c. | NC | C | N.C. %") == "N.C. N.C. C N.C. N.C."


@pytest.mark.parametrize("text", ["%", "% C", "| % | C", "% | C"])
def test_nothing_can_be_repeated_at_the_beginning(text, refusal):
    with refusal("맨 앞"): lead_sheet(text)


@pytest.mark.parametrize("part, arguments", [
    ("2번째 마디의 1번째: ", ("Dm7 | H7",)), ("3번째 마디의 2번째", ("C | % | % H7",)),
    ("1번째 마디가 비어", (" ",)), ("rhythm_changes", ("blus",)), ("choruses", ("C", 0)),
    ("조(key)", ("C", 1, "F")),
])
def test_what_cannot_be_read_is_named(part, arguments, refusal):
    with refusal(part): lead_sheet(*arguments)


@pytest.mark.parametrize("name, texts", {
    "blues": "Blues, BLUES, 블루스, 재즈 블루스, jazz blues",
    "minor_blues": "Minor Blues, 마이너 블루스",
    "ii-V-I": "2-5-1, 251, ii V I, ii-v-i!, 투 파이브 원, II-V-I",
    "minor_ii-V-i": "ii V i, 마이너 2-5-1",
    "rhythm_changes": "rhythm changes, Rhythm, 리듬 체인지"}.items())
def test_names_are_read_as_people_write_them(name, texts, capsys):
    for text in texts.split(","):
        assert lead_sheet(text) == lead_sheet(name), text
        assert f"{name} 진행" in capsys.readouterr().out


def test_degrees_are_played_in_a_key():
    assert sheet_text("IIm7 | V7 | Imaj7", key="Eb") == "Fm7 Bb7 Ebmaj7"
    assert sheet_text("1 6 2 5") == sheet_text("1625") == "Cmaj7 Am7 Dm7 G7"
    assert sheet_text("ii V | I") == "Dm7 G7 Cmaj7"


def test_keys_stand_in_a_name_too():
    for text in ("Bb blues", "blues in B♭", "블루스 Bb", "내림나장조 블루스"):
        assert lead_sheet(text) == lead_sheet("blues", key="Bb")
    assert lead_sheet("251", key="eb") == lead_sheet("ii-V-I", key="E♭")


def test_a_minor_key_asks_for_the_minor_progression(refusal):
    assert lead_sheet("blues", key="Cm") == lead_sheet("minor_blues")
    assert lead_sheet("minor_blues", key="Eb장조") == lead_sheet("blues", key="Eb")
    assert lead_sheet("minor_blues", key="A") == lead_sheet("minor_blues", key="Am")
    with refusal("ragtime은(는) 장조"): lead_sheet("ragtime", key="Cm")


def test_a_waltz_has_three_beats_a_bar():
    assert lead_sheet("3/4 Dm7 | G7") == [Chord(0.0, 3.0, "Dm7"), Chord(3.0, 3.0, "G7")]


def test_held_beats_lengthen_a_chord():
    assert lead_sheet("Dm7 / / G7 | C")[:2] == [Chord(0.0, 3.0, "Dm7"), Chord(3.0, 1.0, "G7")]


def test_chords_that_are_shorter_than_a_slot_are_said(capsys):
    say_short(lead_sheet("Dm7 G7 C F | C"))
    assert not capsys.readouterr().out
    say_short(lead_sheet("Dm7 G7 C F F | C"))
    assert "화음 5개가 모델의 한 박보다 짧아" in capsys.readouterr().out


def test_one_chord_a_bar_is_played_and_said(capsys):
    assert [chord.onset for chord in lead_sheet("Dm7, G7, C6, A7")] == [0, 4, 8, 12]
    assert "마디 줄(|)이 없어" in capsys.readouterr().out


def test_near_names_are_suggested(refusal):
    with refusal("혹시 blues"): lead_sheet("blus")
    with refusal("혹시 ragtime"): lead_sheet("ragtim")
