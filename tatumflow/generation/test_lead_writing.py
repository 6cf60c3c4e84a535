# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest

from ..data.chords import Chord, parse_chord
from ..data.notes import make_notes
from ..data.progressions import PROGRESSIONS
from .asking import Ask
from .bar_lines import BarLines
from .lead_sheets import LeadSheet
from .lead_writing import take_lead_sheet, write_lead_sheet
from .musicxml import musicxml
from .notation import write_take
from .sheet_files import read_sheet_text
from .sheets import lead_sheet, text_sheet
from .takes import Take
from .xml_sheets import xml_sheet


def test_a_chart_comes_back_from_the_lead_sheet_of_a_take(etude_take):
    take = etude_take("bebop", "rhythm_changes", "Bb")
    top = fromstring(musicxml(write_lead_sheet(take_lead_sheet(take))))
    roots = [(one.findtext("root/root-step"), one.findtext("root/root-alter"),
              one.find("kind").get("text")) for one in top.iter("harmony")]
    asked = [chord.symbol for chord in take.chords]
    signs = {None: "", "-1": "b", "1": "#"}
    assert [step + signs[alter] + text for step, alter, text in roots] == [
        symbol.replace("b9", "") for symbol in asked]
    assert top.findtext(".//fifths") == "-2" and top.find(".//staff") is None


def test_every_chart_comes_back_through_the_reader_of_musicxml():
    for name in PROGRESSIONS:
        chords = tuple(lead_sheet(name))
        bars = math.ceil(chords[-1].onset / 4 + 0.1)
        back = xml_sheet(musicxml(write_lead_sheet(LeadSheet(name, chords=chords, bars=bars))))
        assert [(one.onset, parse_chord(one.symbol)) for one in back.chords] == [
            (one.onset, parse_chord(one.symbol)) for one in chords], name


@pytest.mark.parametrize("chart", ["F minor_blues", "3/4 Dm7 | G7b9 / Db7 | Cmaj7 | A7#5",
                                   "6/8 Cm7 F7 | Bbmaj7 | Am7b5 D7alt | Gm6", "5/4 Ebm7 Bbm7 | A7"])
def test_the_lead_sheet_of_what_is_played_over_a_chart_shows_the_chart(novice, chart):
    (take,) = novice.play(Ask("improvise", chords=chart, tempo=120, style="Other"))
    back = xml_sheet(musicxml(write_lead_sheet(take_lead_sheet(take))))
    asked = read_sheet_text(chart)
    assert back.beats_a_bar == asked.beats_a_bar and back.compound == asked.compound
    assert [(round(one.onset, 6), parse_chord(one.symbol)) for one in back.chords] == [
        (round(one.onset, 6), parse_chord(one.symbol)) for one in asked.chords]


def test_the_melody_of_a_lead_sheet_is_the_right_hands_line(etude_take):
    take = etude_take("bebop")
    sheet = take_lead_sheet(take)
    assert sheet.bars >= 12 and sheet.key == "F"
    assert np.median(sheet.melody["pitch"]) > 60
    page = write_lead_sheet(sheet)
    written = [(piece.onset, piece.pitches[0]) for piece in page.staves[0][0].pieces
               if piece.pitches and not piece.tied_from]
    assert written == [(Fraction(note["onset"]), note["pitch"]) for note in sheet.melody]


def test_a_pickup_stands_in_a_bar_of_its_own():
    melody = make_notes([-1, 0, 2], [1, 2, 2], [67, 72, 76], 80)
    sheet = LeadSheet("Tune", "A. Composer", "C", 120, (Chord(0, 4, "C"),), melody, (), 1)
    page = write_lead_sheet(sheet)
    assert page.bars == 2 and page.chords[0].onset == 4
    assert [piece.onset for piece in page.staves[0][0].pieces if piece.pitches] == [3, 4, 6]


def test_a_take_of_the_left_hand_alone_has_chords_and_no_melody():
    low = make_notes(np.arange(8) * 0.5, 0.4, [36, 43] * 4, 80)
    take = Take(low, "improvise", "Art Tatum", 0, 4.0, chords=(Chord(0, 8, "C7"),))
    top = fromstring(musicxml(write_lead_sheet(take_lead_sheet(take))))
    assert [one.findtext("kind") for one in top.iter("harmony")] == ["dominant"]
    assert len(list(top.iter("measure"))) == 2


def test_a_waltz_comes_back_from_its_take(etude_take):
    chords = tuple(lead_sheet("3/4 Dm7 | G7 / Db7 | Cmaj7 | A7alt"))
    take = replace(etude_take("bebop"), chords=chords, lines=BarLines((3.0,)),
                   sections=(("A", 6.0),))
    sheet = take_lead_sheet(take)
    assert sheet.beats_a_bar == 3 and sheet.sections == (("A", 2),)
    back = xml_sheet(musicxml(write_lead_sheet(sheet)))
    assert back.beats_a_bar == 3 and [(one.onset, parse_chord(one.symbol)) for one in back.chords
                                      ] == [(one.onset, parse_chord(one.symbol)) for one in chords]


@pytest.mark.parametrize(("metre", "beats"), [("6/8", 2), ("9/8", 3), ("12/8", 4)])
def test_compound_time_comes_back_from_its_take(etude_take, metre, beats):
    tune = text_sheet(f"{metre} Dm7 | G7 / Db7 | Cmaj7 | A7alt")
    take = replace(etude_take("bebop"), chords=tune.chords, lines=tune.lines)
    for page in (write_lead_sheet(take_lead_sheet(take)), write_take(take)):
        music = musicxml(page)
        top, back = fromstring(music), xml_sheet(music)
        assert "/".join(top.findtext(f".//time/{tag}") for tag in ("beats", "beat-type")) == metre
        assert back.compound and back.beats_a_bar == beats and back.tempo == round(page.tempo)
        assert [(round(one.onset, 6), parse_chord(one.symbol)) for one in back.chords] == [
            (round(one.onset, 6), parse_chord(one.symbol)) for one in tune.chords]


def test_six_eight_is_beamed_in_threes_without_a_tuplet():
    melody = make_notes(np.arange(12) / 3, 1 / 3, [67, 69, 71, 72] * 3, 80)
    sheet = LeadSheet("Jig", key="G", tempo=100, chords=(Chord(0, 4, "G"),), melody=melody, bars=2,
                      beats_a_bar=2, compound=True)
    music = musicxml(write_lead_sheet(sheet))
    top, back = fromstring(music), xml_sheet(music)
    assert {one.findtext("type") for one in top.iter("note")} == {"eighth"}
    assert [one.findtext("beam") for one in top.iter("note")] == ["begin", "continue", "end"] * 4
    assert top.find(".//time-modification") is None
    assert top.find(".//metronome/beat-unit-dot") is not None and back.tempo == 100
    assert np.allclose(back.melody["onset"], melody["onset"]) and back.bars == 2


def test_a_waltz_is_written_in_three():
    chords = tuple(Chord(3.0 * bar, 3, symbol) for bar, symbol in enumerate(("C", "G7", "C6")))
    melody = make_notes([-1, 0, 3, 6], [1, 3, 2, 3], [67, 72, 74, 76], 80)
    sheet = LeadSheet("Waltz", key="C", chords=chords, melody=melody, bars=3, beats_a_bar=3)
    top = fromstring(musicxml(write_lead_sheet(sheet)))
    assert top.findtext(".//time/beats") == "3" and len(list(top.iter("measure"))) == 4
    back = xml_sheet(musicxml(write_lead_sheet(sheet)))
    assert back.beats_a_bar == 3 and [one.symbol for one in back.chords] == ["C", "G7", "C6"]
