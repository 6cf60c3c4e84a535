"""ZIP files from lesson to lesson."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import time
import zipfile

import pytest

from .bundles import pack, unpack
from .files import write_atomic


@pytest.fixture(name="here")
def _files(tmp_path):
    """A folder with data/old and data/new."""
    for name in ("old", "new"): write_atomic(tmp_path / "here/data" / name, name)
    return tmp_path / "here"


def _pack(root, target): return pack(root, [*root.rglob("*")], target)


def test_what_is_packed_comes_out(here, tmp_path):
    assert _pack(here, tmp_path / "data.zip")
    assert unpack(tmp_path / "data.zip", tmp_path / "there") == 2
    assert (tmp_path / "there/data/new").read_text() == "new"


def test_a_file_keeps_its_time(here, tmp_path):
    os.utime(here / "data/new", (1e9, 1e9))
    _pack(here, tmp_path / "data.zip")
    unpack(tmp_path / "data.zip", tmp_path / "there")
    assert abs((tmp_path / "there/data/new").stat().st_mtime - 1e9) <= 2


def test_nothing_new_is_not_packed_again(here, tmp_path):
    assert _pack(here, tmp_path / "data.zip")
    before = (tmp_path / "data.zip").stat()
    assert not _pack(here, tmp_path / "data.zip")
    assert (tmp_path / "data.zip").stat().st_mtime_ns == before.st_mtime_ns
    assert not pack(here, [here / "none"], tmp_path / "other.zip")
    assert not (tmp_path / "other.zip").exists()


def test_what_only_the_zip_has_stays_in_it(here, tmp_path):
    _pack(here, tmp_path / "data.zip")
    (here / "data/old").unlink()
    write_atomic(here / "data/third", "third")
    assert _pack(here, tmp_path / "data.zip")
    assert unpack(tmp_path / "data.zip", tmp_path / "there") == 3


def test_what_the_zip_has_newer_stays_in_it(here, tmp_path, capsys):
    path, later = here / "data/new", time.time() + 10
    write_atomic(path, "newer")
    os.utime(path, (later, later))
    _pack(here, tmp_path / "data.zip")
    write_atomic(path, "older")
    assert not _pack(here, tmp_path / "data.zip") and "파일 1개" in capsys.readouterr().out
    assert unpack(tmp_path / "data.zip", here) == 1 and path.read_text() == "newer"


def test_a_file_that_is_here_and_no_older_stays(here, tmp_path):
    _pack(here, tmp_path / "data.zip")
    write_atomic(here / "data/new", "mine")
    assert unpack(tmp_path / "data.zip", here) == 0
    assert (here / "data/new").read_text() == "mine"


def test_a_damaged_member_is_left_out_and_told(here, tmp_path, capsys):
    archive = tmp_path / "data.zip"
    _pack(here, archive)
    data = bytearray(archive.read_bytes())
    place = data.index(b"data/old") + len("data/old")
    data[place:place + 3] = b"\xff\xff\xff"
    archive.write_bytes(data)
    (here / "data/old").unlink()
    assert _pack(here, archive) and "data/old" in capsys.readouterr().err
    assert unpack(archive, tmp_path / "there") == 1


def test_a_damaged_zip_is_kept_under_another_name(here, tmp_path, capsys):
    archive = tmp_path / "data.zip"
    _pack(here, archive)
    archive.write_bytes(archive.read_bytes()[:-30])
    assert unpack(archive, tmp_path / "there") == 0 and "data.zip" in capsys.readouterr().err
    assert _pack(here, archive) and (tmp_path / "data.damaged.zip").is_file()
    assert unpack(archive, tmp_path / "there") == 2


def test_nothing_is_written_outside_of_the_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as packed: packed.writestr("../out", "text")
    assert unpack(tmp_path / "data.zip", tmp_path / "there") == 0
    assert not (tmp_path / "out").exists()
