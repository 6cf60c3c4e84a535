# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import zipfile

import pytest

from ..data.chords import Chord
from ..runtime.errors import TatumError
from .sheet_files import read_lead_sheet
from .xml_sheets import xml_sheet


def note(pitch, duration, more="", front=""):
    """A <note>: "G4", "Bb4" or "" for a rest; duration in divisions."""
    sign = {"b": -1, "#": 1}.get(pitch[1:2], 0)
    what = (f"<pitch><step>{pitch[0]}</step><alter>{sign}</alter><octave>{pitch[-1]}</octave>"
            "</pitch>" if pitch else "<rest/>")
    return f"<note>{front}{what}<duration>{duration}</duration>{more}<voice>1</voice></note>"


def chord_of(root, kind, text="", more=""):
    alter = f"<root-alter>{ {'b': -1, '#': 1}[root[1]] }</root-alter>" if root[1:] else ""
    return (f'<harmony print-frame="no"><root><root-step>{root[0]}</root-step>{alter}</root>'
            f'<kind text="{text}">{kind}</kind>{more}</harmony>')


def repeat(direction, ending="", kind=""):
    ending = f'<ending number="{ending}" type="{kind}"/>' if ending else ""
    mark = f'<repeat direction="{direction}"/>' if direction else ""
    where = "left" if direction == "forward" or kind == "start" else "right"
    return f'<barline location="{where}">{ending}{mark}</barline>'


def score(*measures, front="", first=1):
    bars = "".join(f'<measure number="{i}">{text}</measure>'
                   for i, text in enumerate(measures, first))
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE score-partwise PUBLIC "-//Recorda'
            're//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">\n'
            f'<score-partwise version="4.0">{front}<part-list><score-part id="P1"><part-name>Piano'
            f'</part-name></score-part></part-list><part id="P1">{bars}</part></score-partwise>')


ATTRIBUTES = ("<attributes><divisions>2</divisions><key><fifths>-2</fifths></key><time><beats>4"
              "</beats><beat-type>4</beat-type></time></attributes>")
MUSE = score(  # as MuseScore writes: a pickup of its own number, endings, a metronome mark
    ATTRIBUTES + note("F4", 2), '<direction><direction-type><rehearsal>A</rehearsal>'
    "</direction-type></direction><direction><direction-type><metronome><beat-unit>quarter"
    "</beat-unit><per-minute>132</per-minute></metronome></direction-type><sound tempo=\"132\"/>"
    "</direction>" + repeat("forward") + chord_of("Bb", "major-seventh", "maj7") + note("Bb4", 8,
    '<tie type="start"/>'),
    repeat("", 1, "start") + chord_of("G", "minor-seventh") + note("Bb4", 4, '<tie type="stop"/>')
    + chord_of("C", "dominant", "7", "<degree><degree-value>9</degree-value><degree-alter>-1"
              "</degree-alter><degree-type>add</degree-type></degree>")
    + note("C5", 2) + note("E4", 2, front="<chord/>") + note("", 2) + repeat("backward", 1, "stop"),
    repeat("", 2, "start") + chord_of("F", "dominant", more="<bass><bass-step>A</bass-step></bass>")
    + note("D5", 6) + repeat("", 2, "discontinue"),
    front="<work><work-title>Old Tune</work-title></work><identification><creator "
          'type="composer">A. Smith</creator></identification>', first=0).encode()


def test_a_lead_sheet_of_musescore_is_read():
    sheet = read_lead_sheet(MUSE.decode())
    assert (sheet.title, sheet.composer) == ("Old Tune", "A. Smith")
    assert sheet.key == "Bb" and sheet.tempo == 132
    assert [(chord.onset, chord.duration, chord.symbol) for chord in sheet.chords] == [
        (0, 4, "Bbmaj7"), (4, 2, "Gm7"), (6, 2, "C7(b9)"), (8, 4, "Bbmaj7"), (12, 4, "F7/A")]
    assert sheet.melody["pitch"].tolist() == [65, 70, 72, 70, 74]
    assert sheet.melody["onset"].tolist() == [-1, 0, 6, 8, 12]
    assert sheet.melody["duration"].tolist() == [1, 6, 1, 4, 3]
    assert sheet.bars == 4 and sheet.beats == 16 and sheet.sections == (("A", 0), ("A", 2))


def test_a_compressed_score_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "tune.mxl", "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
        archive.writestr("score.xml", MUSE)
    assert read_lead_sheet(tmp_path / "tune.mxl").chords == xml_sheet(MUSE).chords
    (tmp_path / "torn.mxl").write_bytes((tmp_path / "tune.mxl").read_bytes()[:-40])
    with pytest.raises(TatumError, match="풀지 못했습니다"): read_lead_sheet(tmp_path / "torn.mxl")


FINALE = score(  # as Finale and Sibelius write: a part in B flat, words for jumps, UTF-16
    ATTRIBUTES.replace("-2<", "2<").replace("</time>", "</time><transpose><diatonic>-1</diatonic>"
    "<chromatic>-2</chromatic></transpose>") + chord_of("D", "major", "") + note("F#5", 8),
    "<direction><direction-type><words>Fine</words></direction-type><sound fine=\"yes\"/>"
    "</direction>" + chord_of("A", "suspended-fourth", "7sus4", "<degree><degree-value>7"
    "</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>")
    + note("E5", 8), chord_of("B", "other", "m7b5") + note("D5", 8)
    + '<direction><direction-type><words>D.C. al Fine</words></direction-type><sound '
    'dacapo="yes"/></direction>', front="<movement-title>Written in D</movement-title>")


def test_a_part_that_transposes_is_read_as_it_sounds():
    sheet = xml_sheet(FINALE.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert [chord.symbol for chord in sheet.chords] == ["C", "G7sus4", "Am7b5", "C", "G7sus4"]
    assert sheet.melody["pitch"].tolist() == [76, 74, 72, 76, 74] and sheet.title == "Written in D"
    assert sheet.key == "C" and sheet.tempo is None and sheet.bars == 5


def test_a_pickup_may_be_written_out_with_rests():
    sheet = xml_sheet(score(ATTRIBUTES + note("", 6) + note("F4", 2), chord_of("C", "major")
                            + note("C5", 8)).encode())
    assert sheet.melody["onset"].tolist() == [-1, 0] and sheet.bars == 1
    assert sheet.chords == (Chord(0.0, 4.0, "C"),)


def test_compound_time_is_counted_in_dotted_beats():
    text = score(ATTRIBUTES.replace("4</beats><beat-type>4", "6</beats><beat-type>8") + '<sound '
                 'tempo="90"/>' + chord_of("C", "major") + note("C5", 1) * 4
                 + chord_of("F", "minor")
                 + note("F5", 2))
    sheet = xml_sheet(text.encode())
    assert sheet.beats_a_bar == 2 and sheet.tempo == 60 and sheet.chords[1].onset == 4 / 3


@pytest.mark.parametrize("part, text", [
    ("2번째 마디의 3번째 박: 화음 기호 'Cfoo'", score(
        ATTRIBUTES + note("", 8) + chord_of("C", "major"),
        note("C5", 4) + chord_of("C", "other", "foo"))),
    ("화음 기호가 없습니다", score(ATTRIBUTES + note("C5", 8))),
    ("줄이 손상되어", "<score-partwise>\n<a"),
    ("1번째 마디의 <note>에 잘못된 수", score(ATTRIBUTES + note("C5", "x"))),
    ("score-partwise", "<score-timewise/>"), ("악기(part)가", "<score-partwise/>")])
def test_what_cannot_be_read_is_named_with_its_measure(part, text, refusal):
    with refusal(part): read_lead_sheet(text)
