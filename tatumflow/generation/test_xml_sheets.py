# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import zipfile

import pytest

from ..data.chords import Chord
from ..runtime.errors import TatumError
from .sheet_files import read_lead_sheet
from .test_wild_files import attributes, chord_of, MUSE, note, score
from .xml_sheets import xml_sheet


def test_a_compressed_score_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "tune.mxl", "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
        archive.writestr("score.xml", MUSE)
    assert read_lead_sheet(tmp_path / "tune.mxl").chords == xml_sheet(MUSE.encode()).chords
    (tmp_path / "torn.mxl").write_bytes((tmp_path / "tune.mxl").read_bytes()[:-40])
    with pytest.raises(TatumError, match="풀지 못했습니다"): read_lead_sheet(tmp_path / "torn.mxl")


def test_a_note_without_a_length_is_no_melody():
    sheet = xml_sheet(score(attributes(2, -2, "4/4") + chord_of("C", "major") + note("C5", 0)
                            + note("D5", 8)).encode())
    assert sheet.melody["pitch"].tolist() == [74] and sheet.bars == 1


def test_a_pickup_may_be_written_out_with_rests():
    sheet = xml_sheet(score(attributes(2, -2, "4/4") + note("", 6) + note("F4", 2),
                            chord_of("C", "major") + note("C5", 8)).encode())
    assert sheet.melody["onset"].tolist() == [-1, 0] and sheet.bars == 1
    assert sheet.chords == (Chord(0.0, 4.0, "C"),)


def test_compound_time_is_counted_in_dotted_beats():
    text = score(attributes(2, -2, "6/8") + '<sound tempo="90"/>' + chord_of("C", "major")
                 + note("C5", 1) * 4 + chord_of("F", "minor") + note("F5", 2))
    sheet = xml_sheet(text.encode())
    assert sheet.beats_a_bar == 2 and sheet.tempo == 60 and sheet.chords[1].onset == 4 / 3


@pytest.mark.parametrize("part, text", [
    ("화음 기호가 없습니다", score(attributes(2, -2, "4/4") + note("C5", 8))),
    ("줄이 손상되어", "<score-partwise>\n<a"),
    ("1번째 마디의 <note>에 잘못된 수", score(attributes(2, -2, "4/4") + note("C5", "x"))),
    ("score-partwise", "<score-timewise/>"), ("악기(part)가", "<score-partwise/>")])
def test_what_cannot_be_read_is_named_with_its_measure(part, text, refusal):
    with refusal(part): read_lead_sheet(text)
