"""Files that are whole or not there."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import os
from unittest import mock

import pytest

from .errors import TatumError
from .files import (
    copy_verified, discard, file_digest, is_intact, make_folder, read_json, short_name, try_folder,
    write_atomic,
)


@pytest.mark.parametrize("text", ["", "[", "[]", '{"a": 1}', "9" * 5000, "[" * 99999])
def test_a_damaged_json_is_named_with_its_mend(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TatumError, match=r"a.json을.* 내용이 깨졌습니다. 다시"):
        read_json(path, lambda found: found["b"], "다시 재십시오.")
    path.write_bytes(b"\xef\xbb\xbf" + b'{"b": 2}')
    assert read_json(path, lambda found: found["b"], "") == 2



def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path):
    path = write_atomic(tmp_path / "folder/note.txt", "old")
    full = OSError(errno.ENOSPC, "No space left on device")
    with mock.patch("os.fsync", side_effect=full), pytest.raises(TatumError, match="디스크 공간"):
        write_atomic(path, "new")
    assert [p.read_text() for p in path.parent.iterdir()] == ["old"]


def test_what_cannot_be_a_folder_is_an_error_for_the_learner(tmp_path):
    path = write_atomic(tmp_path / "file", b"bytes")
    assert path.read_bytes() == b"bytes"
    with pytest.raises(TatumError, match="쓰지 못했습니다"): write_atomic(path / "below", "text")


def test_a_copy_is_the_same_and_has_the_digest_of_the_file(tmp_path):
    source = write_atomic(tmp_path / "source", os.urandom(3_000_000))
    digest = copy_verified(source, tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == source.read_bytes()
    assert digest == file_digest(source) == file_digest(tmp_path / "target")


def test_what_was_only_tried_is_not_left_behind(tmp_path):
    (tmp_path / "there").mkdir()
    assert try_folder(tmp_path / "there/a/b") == tmp_path / "there/a/b"
    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]
    assert try_folder(tmp_path / "there").is_dir()
    write_atomic(tmp_path / "file", "x")
    with pytest.raises(TatumError, match="--out"): try_folder(tmp_path / "file/a")


def test_a_name_is_cut_at_a_letters_border():
    assert short_name("a" * 300) == "a" * 200 and short_name("짧은 이름") == "짧은 이름"
    assert short_name("가" * 80) == "가" * 66 and short_name("🎹" * 3, 9) == "🎹🎹"


def test_a_file_of_the_longest_name_is_written(tmp_path):
    path = tmp_path / ("가" * 83 + "a.mp3")  # 254 bytes
    assert write_atomic(path, b"sound").read_bytes() == b"sound"
    with pytest.raises(TatumError, match="이름이 너무 깁니다.*줄이십시오"):
        write_atomic(tmp_path / ("가" * 90), b"sound")
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("error", [errno.EACCES, errno.EROFS])
def test_a_folder_is_tried_before_the_work(tmp_path, error):
    assert make_folder(tmp_path / "a/b").is_dir() and not [*(tmp_path / "a/b").iterdir()]
    write_atomic(tmp_path / "file", "x")
    for place in ("file", "file/below"):
        with pytest.raises(TatumError, match="자리에 파일이 있습니다.*--out"):
            make_folder(tmp_path / place)
    refused = OSError(error, os.strerror(error))
    with mock.patch("pathlib.Path.mkdir", side_effect=refused):
        with pytest.raises(TatumError, match="쓸 수 없습니다.*--out"): make_folder(tmp_path / "c")
        with pytest.raises(TatumError, match="--out"): write_atomic(tmp_path / "c/d", "x")


def test_a_copy_that_is_cut_short_is_no_copy(tmp_path):
    source = write_atomic(tmp_path / "source", os.urandom(5000))
    target = write_atomic(tmp_path / "target", "earlier")
    with mock.patch("os.fsync", lambda fd: os.ftruncate(fd, 100)), pytest.raises(OSError):
        copy_verified(source, target)
    assert target.read_text() == "earlier" and len([*tmp_path.glob("*")]) == 2


def test_a_checkpoint_is_whole_by_its_digest_or_its_own_sums(tmp_path, make_checkpoint):
    path = make_checkpoint(tmp_path / "folder", 100)
    assert is_intact(path) and is_intact(path, file_digest(path))
    assert not is_intact(path, "another digest") and not is_intact(tmp_path / "none")
    data = path.read_bytes()
    path.write_bytes(data[:2000] + b"changed" + data[2007:])
    assert not is_intact(path)
    os.truncate(path, 1000)
    assert not is_intact(path)


def test_a_file_is_emptied_before_it_is_deleted(tmp_path):
    path = write_atomic(tmp_path / "file", "text")
    with mock.patch("os.unlink") as unlink: discard(path)
    assert unlink.called and path.stat().st_size == 0
