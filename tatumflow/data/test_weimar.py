# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import sqlite3
from contextlib import closing
from unittest import mock

import pytest

from ..runtime.errors import TatumError
from .chords import NO_CHORD
from .collecting import collect
from .index import load_index
from .midi import read_midi
from .weimar import _shell_notes, from_weimar, weimar_sheets, weimar_shell


@pytest.fixture
def small_weimar(tmp_path):
    """The database's layout with one solo over C-7, F7, no chord and Bbj7/D, two seconds each."""
    path, chords = tmp_path / "wjazzd.db", {0: "C-7", 8: "F7", 16: "NC", 24: "Bbj7/D"}
    melody = [(3 + i / 4, 60 + i % 12) for i in range(60)]
    beats = [(3 + i / 2, i // 4, i % 4 + 1, chords.get(i, "")) for i in range(30)]
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE solo_info (melid, performer, title, avgtempo)")
        base.execute("CREATE TABLE melody (melid, onset, pitch, duration, loud_med)")
        base.execute("CREATE TABLE beats (melid, onset, bar, beat, chord)")
        base.execute("INSERT INTO solo_info VALUES (1, 'Charlie Parker', 'Blues', 180.0)")
        base.executemany("INSERT INTO melody VALUES (1, ?, ?, 0.2, 66)", melody)
        base.executemany("INSERT INTO beats VALUES (1, ?, ?, ?, ?)", beats)
        base.commit()
    return path


def test_a_solo_gets_a_left_hand(small_weimar, tmp_path):
    got = collect("weimar", path=small_weimar, artist="charlie parker", out=tmp_path / "midi")
    notes = read_midi(tmp_path / "midi" / got.kept[0])
    assert {36, 51, 58} <= set(notes["pitch"].tolist())  # C-7: root, third, seventh
    assert load_index(tmp_path / "midi")[got.kept[0]]["piece"] == "blues"


def test_the_annotated_chords_come_with_the_notes(small_weimar):
    (notes, chords), = weimar_sheets(small_weimar)
    assert [(chord.onset, chord.symbol) for chord in chords] == [
        (0, "C-7"), (4, "F7"), (8, NO_CHORD), (12, "Bbj7/D")]
    assert notes["onset"][0] == 0
    without_chord = (notes["onset"] >= 8) & (notes["onset"] < 12)
    assert not (notes["velocity"][without_chord] == 54).any()  # no left hand there


def test_shells_come_on_the_first_and_third_beat_and_roots_on_the_first(small_weimar):
    (notes, _), = weimar_sheets(small_weimar)
    left = notes[notes["velocity"] == 54]
    assert sorted(set(left["onset"])) == [0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14]
    assert sorted(left["onset"][left["pitch"] < 48]) == [0, 2, 4, 6, 12, 14]


def test_shells_move_to_the_nearest_place():
    left = _shell_notes([(0.0, 1, "Gj7"), (1.0, 1, "A7")])
    assert left["pitch"].tolist() == [43, 54, 59, 45, 55, 61]  # 61, not 49: from 59 and 54


@pytest.mark.parametrize("symbol, shell", {
    "C-7": (0, 3, 10), "Bbj7": (10, 4, 11), "Am7b5": (9, 3, 10), "G79b": (7, 4, 10),
    "F6": (5, 4, 9), "Eo7": (4, 3, 9), "C-j7": (0, 3, 11), "C-": (0, 3, 7), "C": (0, 4, 7),
    "Gsus": (7, 5, 10)}.items())
def test_shells(symbol, shell):
    assert weimar_shell(symbol) == shell


@pytest.mark.parametrize("artist", [None, "Nobody"])
def test_the_database_is_closed_again(artist, small_weimar):
    opened, connect = [], sqlite3.connect

    def remember(path):
        opened.append(connect(path))
        return opened[-1]

    with mock.patch("tatumflow.data.weimar.sqlite3.connect", remember):
        if artist:
            with pytest.raises(TatumError, match="Charlie Parker"):
                list(from_weimar(small_weimar, artist))
        else:
            list(from_weimar(small_weimar))
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


def test_another_file_is_no_database(tmp_path):
    (tmp_path / "x.db").write_bytes(b"something else" * 100)
    with pytest.raises(TatumError, match="손상된 파일"):
        list(from_weimar(tmp_path / "x.db"))
