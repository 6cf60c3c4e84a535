# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import zipfile
from unittest import mock

import pytest

from .candidates import _readable, from_folder, from_zip, piece_name
from .midi import midi_bytes


def test_a_piece_is_the_tune_of_a_title():
    titles = ["Willow Weep For Me", "Willow Weep for Me (Take 2)", "Willow Weep for Me take 3",
              "Willow Weep For Me - Live At Maybeck Recital Hall"]
    assert {piece_name(title) for title in titles} == {"willow weep for me"}
    assert piece_name("(Take 2)") == "(take 2)"


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
