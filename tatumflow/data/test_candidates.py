# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import zipfile
from unicodedata import normalize
from unittest import mock

import pytest

from ..runtime.errors import TatumError
from .candidates import _readable, from_folder, from_zip, piece_name
from .midi import midi_bytes, write_midi


def test_archives_that_cannot_be_opened_are_said(tmp_path):
    (tmp_path / "a.7z").write_bytes(b"7z")
    candidate, = from_folder(tmp_path)
    assert "ZIP으로 다시" in candidate.reason


def test_a_piece_is_the_tune_of_a_title():
    titles = ["Willow Weep For Me", "Willow Weep for Me (Take 2)", "Willow Weep for Me take 3",
              "Willow Weep For Me - Live At Maybeck Recital Hall", "07 - Willow Weep for Me",
              "12. Willow Weep for Me - Remastered", "Willow Weep for Me - TK 3 Alternate"]
    assert {piece_name(title) for title in titles} == {"willow weep for me"}
    assert piece_name("(Take 2)") == "(take 2)"


@pytest.mark.parametrize("title, piece", [
    ("Art Tatum - Tea for Two", "art tatum tea for two"), ("Take Five", "take five"),
    ("Duke Ellington - Take the A Train (live)", "duke ellington take the a train"),
    ("26-2", "262"), ("Pt. I - Salle Pleyel - Live", "pt i salle pleyel")])
def test_tunes_after_one_name_stay_apart(title, piece):
    assert piece_name(title) == piece


def test_names_of_older_korean_archives_are_read(tmp_path, scale_notes):
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xxxx.mid", midi_bytes(scale_notes))
    path.write_bytes(path.read_bytes().replace(b"xxxx", "고엽".encode("cp949")))
    assert [one.info["title"] for one in from_zip(path)] == ["고엽"]
    assert _readable("가을.mid".encode()) == _readable("가을.mid".encode("cp949")) == "가을.mid"


@pytest.mark.parametrize("name, word", {
    "../밖으로.mid": "폴더 밖", "/abs.mid": "폴더 밖", "C:/abs.mid": "폴더 밖",
    "a/../../b.mid": "폴더 밖", "메모.txt": "MIDI가 아닙니다"}.items())
def test_an_archive_cannot_reach_out_of_its_folder(name, word, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, b"MThd")
    candidate, = from_zip(tmp_path / "a.zip")
    assert word in candidate.reason and not candidate.data


def test_an_archive_is_not_unpacked_beyond_its_budget(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.mid", bytes(1000))
    with mock.patch("tatumflow.data.candidates._MAX_ARCHIVE", 2500):
        assert [len(one.data) for one in from_zip(tmp_path / "a.zip")] == [1000, 1000, 0, 0]
    with mock.patch("tatumflow.data.candidates.MAX_BYTES", 999):
        assert all("너무 큽니다" in one.reason for one in from_zip(tmp_path / "a.zip"))


def test_a_damaged_archive_is_said(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK damaged")
    candidate, = from_folder(tmp_path)
    assert candidate.name == "a.zip" and "손상" in candidate.reason


def _zip_of(path, *names, data=b"x"):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names: archive.writestr(name, data)
    return path


def test_a_path_may_be_a_file_or_an_archive(tmp_path, scale_notes):
    file = write_midi(scale_notes, tmp_path / "한 곡.mid")
    assert [(one.name, one.info["title"]) for one in from_folder(file)] == [("한 곡.mid", "한 곡")]
    archive = _zip_of(tmp_path / "mac.ZIP", "song.mid", "a/노래.kar", "__MACOSX/._song.mid",
                      ".DS_Store", data=midi_bytes(scale_notes))
    assert [one.name for one in from_folder(f'"{archive}"')] == ["song.mid", "a/노래.kar"]
    assert all(one.data and not one.reason for one in from_folder(archive))


def test_a_path_that_is_none_of_them_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(TatumError, match="MIDI 파일도 ZIP도 폴더도 아닙니다.*확장자 .txt"):
        from_folder(tmp_path / "notes.txt")
    with pytest.raises(TatumError, match=f"폴더가 없습니다.*{tmp_path}까지는"):
        from_folder(tmp_path / "none/none")


def test_one_file_that_cannot_be_read_is_one_reason(tmp_path, scale_notes):
    for name in ("a.mid", "b.mid", "c.mid"): write_midi(scale_notes, tmp_path / name)
    (tmp_path / "d.mid").symlink_to(tmp_path / "gone.mid")

    def read(path):
        if path.name == "b.mid": raise PermissionError(errno.EACCES, "Permission denied")
        return b"MThd"

    with mock.patch("pathlib.Path.read_bytes", read):
        told = {one.name: one.reason for one in from_folder(tmp_path)}
    assert told["a.mid"] is told["c.mid"] is None
    assert "권한이 없습니다" in told["b.mid"] and "링크" in told["d.mid"]


def test_names_come_in_composed_letters(tmp_path, scale_notes):
    name = normalize("NFD", "가을 잎 (Take 2).mid")
    write_midi(scale_notes, tmp_path / "files" / name)
    _zip_of(tmp_path / "a.zip", name)
    for path in (tmp_path / "files", tmp_path / "a.zip"):
        candidate, = from_folder(path)
        assert candidate.name == "가을 잎 (Take 2).mid" and candidate.info["piece"] == "가을 잎"
    assert piece_name(normalize("NFD", "Café")) == piece_name("café")
