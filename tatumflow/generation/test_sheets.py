# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from ..data.chords import Chord
from .sheets import lead_sheet


def sheet_text(text, **how):
    return " ".join(chord.symbol for chord in lead_sheet(text, **how))


def test_a_progression_is_called_by_name_in_any_key():
    assert sheet_text("blues", choruses=2, key="Bb").startswith("Bb7 Eb7")
    assert len(lead_sheet("blues", 120, 2)) == 2 * len(lead_sheet("blues"))
    keys = ("C", "D", "E", "F", "F#", "Gb", "Bb")
    first = [sheet_text("ii-V-I", key=key).split()[0] for key in keys]
    assert first == ["Dm7", "Em7", "F#m7", "Gm7", "G#m7", "Abm7", "Cm7"]
    assert sheet_text("minor_ii-V-i", key="A").startswith("B")
    assert lead_sheet("blues", key="C") == lead_sheet("blues")


def test_the_chords_of_a_bar_share_it():
    assert lead_sheet("Dm7/G G7 | C", 240)[1] == Chord(0.5, 0.5, "G7")
    assert lead_sheet("Dm7/G")[0].symbol == "Dm7/G"


def test_a_line_end_is_a_bar_line():
    lines = "| Dm7 | G7 |\n| Cmaj7 | A7 |\n", "Dm7 | G7\n\nCmaj7 | A7", "Dm7 | G7 | Cmaj7 | A7"
    assert len({sheet_text(text) for text in lines}) == 1
    assert lead_sheet(lines[0]) == lead_sheet(lines[2])


def test_percent_repeats_a_bar_or_a_chord():
    assert sheet_text("Dm7 G7 | % | C % A7 | % %") == "Dm7 G7 Dm7 G7 C C A7 A7 A7"
    assert sheet_text("C | % | %", choruses=2) == " ".join("CCCCCC")
    assert lead_sheet("C | % %")[-1] == Chord(3.0, 1.0, "C")


def test_no_chord_is_written_in_several_ways():
    assert sheet_text("n.c. | NC | C | N.C. %") == "N.C. N.C. C N.C. N.C."


@pytest.mark.parametrize("text", ["%", "% C", "| % | C", "% | C"])
def test_nothing_can_be_repeated_at_the_beginning(text, refusal):
    with refusal("맨 앞"): lead_sheet(text)


@pytest.mark.parametrize("part, arguments", [
    ("2번째 마디의 1번째: ", ("Dm7 | H7",)), ("3번째 마디의 2번째", ("C | % | % H7",)),
    ("2번째 마디가 비어", ("C | | C",)), ("2번째 마디가 비어", ("C | | %",)),
    ("1번째 마디가 비어", (" ",)), ("rhythm_changes", ("blus",)), ("tempo", ("C", 5)),
    ("choruses", ("C", 120, 0)), ("조(key)", ("C", 120, 1, "F")),
])
def test_what_cannot_be_read_is_named(part, arguments, refusal):
    with refusal(part): lead_sheet(*arguments)
