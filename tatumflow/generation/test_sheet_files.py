# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pretty_midi
import pytest

from .melodies import with_melody
from .sheet_files import read_lead_sheet


def told(text, **how):
    """The chords of a sheet, bar by bar."""
    sheet = read_lead_sheet(text, **how)
    lines = [sheet.bar_line(bar) for bar in range(sheet.bars + 1)]
    return " | ".join(" ".join(chord.symbol for chord in sheet.chords if a <= chord.onset < b)
                      for a, b in zip(lines, lines[1:]))


WILD = {  # as people write them: what is meant
    "Dm7 | G7 | Cmaj7 | %": "Dm7 | G7 | Cmaj7 | Cmaj7",
    "|: Dm7 | G7 :|\n| Cmaj7 ||": "Dm7 | G7 | Dm7 | G7 | Cmaj7",
    "|: Cm7 |1. F7 :|2. Bb6 ||": "Cm7 | F7 | Cm7 | Bb6",
    "Dm7 - G7 - Cmaj7": "Dm7 | G7 | Cmaj7",
    "C△7 A7♭9 | D-7 G7♯5 | E♭Δ A♭7 | Bø E7": "C△7 A7♭9 | D-7 G7♯5 | E♭Δ A♭7 | Bø E7",
    "dm7 g7 | cmaj7 a7": "dm7 g7 | cmaj7 a7", "C/E Am7/G | F/A G7/B": "C/E Am7/G | F/A G7/B",
    "N.C. | C7 | n.c. F7": "N.C. | C7 | N.C. F7",
    "[A] Dm7 G7 | C6 [B] Fm7 Bb7 | Eb6": "Dm7 G7 | C6 | Fm7 Bb7 | Eb6",
    "A\nDm7 | G7 |\nB\nFm7 | Bb7 |": "Dm7 | G7 | Fm7 | Bb7",
    "3/4 Dm7 / G7 | Cmaj7": "Dm7 G7 | Cmaj7", "12/8 C7 | F7": "C7 | F7",
    "Blue Song\nKey: F\n| F7 | Bb7 | F7 | Cm7 F7 |": "F7 | Bb7 | F7 | Cm7 F7",
    "Imaj7 V7/ii | iim7 V7": "Cmaj7 A7 | Dm7 G7",
    "Key: Eb\nIm6 | V7/V | V7": "Ebm6 | F7 | Bb7",
    "C | F Fine | G7 | D.C. al Fine": "C | F | G7 | C | F",
    "C | 𝄋 F | G7 ⊕ | A7 D.S. al Coda\n⊕ Dm7 | C6": "C | F | G7 | A7 | F | G7 | Dm7 | C6",
    "| C . . . | Am7 . D7 . | G7 . . . |": "C | Am7 D7 | G7",
    "Ｄｍ７　Ｇ７｜Ｃ": "Dm7 G7 | C", "(Dm7 | G7) x2 | C6": "Dm7 | G7 | Dm7 | G7 | C6",
    "1절: C | F\n2절: G | A": "C | F | G | A", "(A) Dm7 | G7\n(B) C6": "Dm7 | G7 | C6",
    "A) Dm7 | G7": "Dm7 | G7", "C | F (A)": "C | F (A)", "1625": "Cmaj7 | Am7 | Dm7 | G7",
    "Dm7 ㅣ G7": "Dm7 | G7", "Dm7 l G7": "Dm7 | G7", "Dm7 \\| G7": "Dm7 | G7"}


@pytest.mark.parametrize("text, expected", WILD.items())
def test_charts_in_the_wild_are_read_as_meant(text, expected):
    assert told(text) == expected


CHORD_PRO = {
    "{title: Old Song}\n{key: G}\n{tempo: 96}\n[G]When the [C]sun goes [D7]down\n": "G | C | D7",
    "{t:Bars}\n| [G]When the | [C]sun [D7]goes | [G]down |": "G | C D7 | G",
    "{soc}\n[C]La [F]la\n{eoc}\n{sov}\n[Am]Lo\n{eov}\n{chorus}": "C | F | Am | C | F",
    "{start_of_grid}\n|: C . . . | F . G7 . :|\n{end_of_grid}": "C | F G7 | C | F G7",
    "# by ear\n{c: Verse 1}\n[Dm]Some[G7]where\n{sot}\ne|--3--|\n{eot}": "Dm | G7",
    "{time: 3/4}\n[C]One two three [G7]one": "C | G7",
    "Dm7 | G7 |\nFly away with me\nC6 | A7 |\nto the moon again": "Dm7 | G7 | C6 | A7",
    "[Am7]달 밝은 [D7]밤에 [G]혼자": "Am7 | D7 | G"}


@pytest.mark.parametrize("text, expected", CHORD_PRO.items())
def test_chords_among_lyrics_are_read(text, expected, capsys):
    assert told(text) == expected


def test_what_a_song_says_about_itself_is_kept(capsys):
    sheet = read_lead_sheet("{title: Old}\n{composer: B}\n{key: G}\n{tempo: 96}\n{time: 3/4}\n"
                            "{capo: 2}\n{sov}\n[G]La [C]la\n{eov}")
    assert (sheet.title, sheet.composer, sheet.key, sheet.tempo) == ("Old", "B", "G", 96)
    assert sheet.beats_a_bar == 3 and sheet.sections == (("Verse", 0),)
    said = capsys.readouterr().out
    assert "카포 2" in said and "화음 하나를 한 마디로" in said


def test_files_are_read_in_the_encodings_of_korean_computers(tmp_path, refusal):
    for encoding in ("utf-8-sig", "cp949", "utf-16"):
        (tmp_path / "곡.txt").write_bytes("제목: 봄\nDm7 | G7".encode(encoding))
        assert read_lead_sheet(str(tmp_path / "곡.txt")).title == "봄"
    (tmp_path / "bal.abc").write_bytes('X:1\nT:Café\nM:4/4\nK:C\n"Dm7"D8|'.encode("latin-1"))
    assert read_lead_sheet(str(tmp_path / "bal.abc")).title == "Café"
    with refusal("nowhere.txt"): read_lead_sheet("nowhere.txt")
    with refusal("3번째 마디의 2번째"): read_lead_sheet("C | F | G H7")


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
