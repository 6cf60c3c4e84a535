# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np

from ..data.notes import make_notes
from ..data.time_map import unwarp
from .arrangements import arrange_sheet
from .asking import Ask
from .ranking import melody_kept
from .sheet_files import read_lead_sheet
from .tempi import TempoCurve
from .test_tunes import abc
from .tunes import find_tune


def test_an_arrangement_is_theme_improvisation_theme():
    sheet = find_tune("danny_boy")
    whole = arrange_sheet(sheet, 3)
    assert whole.bars == 48 and len(whole.melody) == 2 * len(sheet.melody)
    turns = np.floor((whole.melody["onset"] + 1.5) / sheet.beats)  # with its pickup
    assert set(turns) == {0, 2} and whole.melody["duration"].max() < 0.25
    assert [name for name, _ in whole.sections[::2]] == ["주제 A", "즉흥 A", "주제 A"]
    assert len(arrange_sheet(sheet, 1).melody) == len(sheet.melody)
    assert abs(arrange_sheet(find_tune("the_entertainer"), 1).melody["pitch"].mean() - 70) <= 6


def test_chords_of_an_arrangement_are_changed_by_the_rules_of_harmony(refusal):
    sheet = find_tune("indiana")
    new = arrange_sheet(sheet, 1, "tritone").chords
    assert [chord.symbol for chord in new[:3]] == ["F", "Ab7", "G7"] and new[1].onset == 4
    with refusal("화음만 고칩니다"): arrange_sheet(sheet, 1, "denser")
    with refusal("바꿀 것이 없습니다"): arrange_sheet(abc('"C"c8 | c8'), 1, "tritone")
    with refusal("선율이 없어"): arrange_sheet(read_lead_sheet("Dm7 | G7"), 3)


def test_a_tune_is_arranged_and_its_melody_can_be_counted(novice):
    ask = Ask("arrange", "Other", sheet=abc('"C"c2d2 e2f2 | "G7"g4 f4', head="Q:1/4=100\n"))
    assert ask.turns == 3 and ask.curve == TempoCurve(100, 100, rit=True) and ask.dropped == 0.05
    (take,), ways = novice.play(ask), [replace(ask, tries=1, seed=seed) for seed in range(4)]
    assert melody_kept(take) == max(melody_kept(novice.play(way)[0]) for way in ways)
    assert take.name.startswith("arrange-") and take.seconds > 6 * 2.4
    assert take.asked["choruses"] == 3 and len(take.chords) == 6
    plain = replace(take, notes=unwarp(take.melody, take.time))
    assert melody_kept(plain) == 1 and 0 <= melody_kept(take) < 1
    higher = plain.notes.copy()
    higher["pitch"] += 1
    assert melody_kept(replace(plain, notes=higher)) == 0
    with_fill = np.concatenate([plain.notes, make_notes(0.0, 0.2, 90, 80)])
    assert 0.8 < melody_kept(replace(plain, notes=with_fill)) < 1


def test_an_arrangement_needs_a_tune(refusal):
    with refusal("무엇을 편곡할지"): Ask("arrange")
    with refusal("chords을(를) 쓰지"): Ask("arrange", sheet="danny_boy", chords="C")
    with refusal("선율이 없어"): Ask("arrange", sheet="Dm7 | G7")
