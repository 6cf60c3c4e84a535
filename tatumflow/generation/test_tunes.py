# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.harmony import chord_slots, chord_tones
from .abc_sheets import read_abc
from .sheet_files import read_lead_sheet
from .tunes import find_tune, TUNES


def abc(music, key="C", head=""):
    return read_abc(f"X:1\nT:A\nM:4/4\nL:1/8\n{head}K:{key}\n{music}\n")


@pytest.mark.parametrize("name", TUNES)
def test_every_tune_in_the_package_is_whole(name):
    sheet = find_tune(name)
    assert sheet.bars in (16, 20, 24, 32) and not sheet.lengths  # no bar is short or long
    assert sheet.title.startswith(TUNES[name]) and 60 < sheet.tempo < 160
    assert sheet.chords[0].onset == 0 and sheet.chords[-1].onset < sheet.beats
    assert sheet.melody["onset"].min() > -4 and len(sheet.sections) > 1
    melody = sheet.melody[sheet.melody["onset"] >= 0]
    labels = chord_slots(list(sheet.chords), int(sheet.beats))[melody["onset"].astype(int)]
    there = chord_tones(tensions=True)[labels, melody["pitch"] % 12]
    assert np.average(there, weights=melody["duration"]) > 0.75


def test_a_tune_is_called_by_its_name():
    for text in ("Danny Boy", "danny_boy", "대니 보이", "DANNY-BOY"):
        assert find_tune(text).title.startswith("Danny Boy")
    assert find_tune("Dm7 | G7") is None and find_tune("danny") is None
    assert read_lead_sheet("유모레스크").composer.startswith("Anton")


def test_abc_is_read_as_it_is_written():
    sheet = abc('"Am7"^c2 c=c _B,/2z/2 c\'> e z | A4- A2 z2', "Eb")
    assert sheet.melody["pitch"].tolist() == [73, 73, 72, 58, 84, 75, 68]
    assert sheet.melody["onset"].tolist() == [0, 1, 1.5, 2, 2.5, 3.25, 4]
    assert sheet.melody["duration"][-1] == 3 and sheet.key == "Eb"
    assert abc("F8", "Em").melody["pitch"][0] == 66  # one sharp


def test_repeats_and_a_pickup_are_written_out():
    sheet = abc('G2 |: "C"c8 |1 d8 :|2 e8 | f8 |]')
    assert sheet.melody["pitch"].tolist() == [67, 72, 74, 72, 76, 77] and sheet.bars == 5
    assert sheet.melody["onset"].tolist() == [-1, 0, 4, 8, 12, 16]


def test_of_several_tunes_and_voices_the_first_is_read_and_that_is_said(capsys):
    assert abc('V:1\n"C"c8|\nV:2\nC8|\nV:1\n"F"f8|').melody["pitch"].tolist() == [72, 77]
    assert "첫 성부만" in capsys.readouterr().out
    assert abc('"C"c8|\n\nX:2\nT:B\nK:D\n"D"d8|').bars == 1
    assert "첫 곡만" in capsys.readouterr().out


def test_tempi_are_those_of_the_beat():
    for said, head in ((120, "Q:120\n"), (60, "Q:1/8=120\n"), (80, "M:6/8\nQ:1/4=120\n")):
        assert read_abc(f"X:1\nT:A\n{head}K:C\n\"C\"c6|c6|").tempo == said


@pytest.mark.parametrize("music, part", [
    ("c8|\nM:3/4\nc6|", "바뀌는 M:"),
    ("c8 | (3cde f6", "2번째 마디에서 '(3cde"), ('"Hm"c8', "화음 'Hm'"), ("c8 | [ce]8", "2번째")])
def test_what_abc_cannot_say_is_named(music, part, refusal):
    with refusal(part): abc(music)
    with refusal("조 'Q'"): abc("c8", "Q")
