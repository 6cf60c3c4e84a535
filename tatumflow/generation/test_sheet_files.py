# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pretty_midi
import pytest

from .melodies import with_melody
from .sheet_files import read_lead_sheet


def test_of_several_songs_the_first_is_read(capsys):
    sheet = read_lead_sheet("{title: A}\n[C]la [F]la\n{new_song}\n{title: B}\n[G]lo")
    assert sheet.title == "A" and sheet.bars == 2 and "첫 곡만" in capsys.readouterr().out


def test_what_a_song_says_about_itself_is_kept(capsys):
    sheet = read_lead_sheet("{title: Old}\n{composer: B}\n{key: G}\n{tempo: 96}\n{time: 3/4}\n"
                            "{capo: 2}\n{sov}\n[G]La [C]la\n{eov}")
    assert (sheet.title, sheet.composer, sheet.key, sheet.tempo) == ("Old", "B", "G", 96)
    assert sheet.beats_a_bar == 3 and sheet.sections == (("Verse", 0),)
    said = capsys.readouterr().out
    assert "카포 2" in said and "화음 하나를 한 마디로" in said


def test_a_path_that_leads_nowhere_is_named(refusal):
    with refusal("nowhere.txt"): read_lead_sheet("nowhere.txt")


def test_a_melody_comes_from_a_midi_file(tmp_path, refusal, capsys):
    song = pretty_midi.PrettyMIDI(initial_tempo=150)
    flute = pretty_midi.Instrument(73)
    for beat, pitch in ((3, 67), (4, 72), (6, 74), (8, 76)):
        flute.notes.append(pretty_midi.Note(90, pitch, beat * 0.4, (beat + 1) * 0.4))
    song.instruments.append(flute)
    song.write(str(tmp_path / "tune.mid"))
    sheet = with_melody(read_lead_sheet("C | F"), tmp_path / "tune.mid")
    assert sheet.melody["onset"].tolist() == [-1, 0, 2, 4] and round(sheet.tempo) == 150
    assert "못갖춘마디" in capsys.readouterr().out
    with refusal("선율은 3마디인데 악보는 1마디"):
        with_melody(read_lead_sheet("C"), tmp_path / "tune.mid")


def test_a_path_may_stand_in_quotes(tmp_path):
    (tmp_path / "곡").write_text("Dm7 | G7", "utf-8")
    for typed in (f'"{tmp_path}/곡"', f" {tmp_path}/곡 ", tmp_path / "곡"):
        assert read_lead_sheet(typed).bars == 2


@pytest.mark.parametrize("data, said", [
    (b"MThd\0\0\0\6\0\1", "--melody"), (b"%PDF-1.7\n", "PDF"), (b"\x89PNG\r\n", "그림"),
    (b"\xff\xd8\xff\xe0", "그림"), (bytes(range(256)), "UTF-8"), (b"", "비어"),
    (b"PK\3\4 is no archive", ".mxl")])
def test_a_file_that_is_no_sheet_is_called_what_it_is(data, said, tmp_path, refusal):
    (tmp_path / "sheet").write_bytes(data)
    with refusal(said): read_lead_sheet(str(tmp_path / "sheet"))
    with refusal("폴더입니다"): read_lead_sheet(str(tmp_path))
