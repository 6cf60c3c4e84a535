# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import shutil
from pathlib import Path
from unittest import mock

import pytest

from .checkpoint_files import checkpoint_files, step_of
from .conftest import _reading
from .copies import sync_copies


def _sync(folders):
    done = []
    damaged, lost = sync_copies(*folders, done.append)
    return done, damaged, lost


def test_each_copy_is_read_once_when_it_is_made(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200, 300):
        path = make_checkpoint(local, step, 1_000_000)
        with _reading(remote) as there: assert _sync(folders)[0] == [path.name]
        size = path.stat().st_size
        assert size <= sum(there) < 1.01 * size, "Drive is slow to read from"


def test_what_is_copied_already_is_not_read_at_all(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200): make_checkpoint(local, step)
    _sync(folders)
    with _reading(remote) as there, _reading(local) as here: assert _sync(folders) == ([], [], [])
    assert sum(there) == sum(here) == 0


def test_a_copy_with_another_time_is_read_once_more(folders, make_checkpoint):
    local, remote = folders
    size = make_checkpoint(local, 100).stat().st_size
    _sync(folders)
    os.utime(remote / "tatumflow_000100.pt", (0, 0))
    with _reading(remote) as there: assert _sync(folders) == ([], [], [])
    assert sum(there) == size
    with _reading(remote) as there: _sync(folders)
    assert sum(there) == 0


def test_a_file_of_another_machine_is_known_by_its_content(folders, make_checkpoint):
    path = make_checkpoint(folders[0], 100)
    _sync(folders)
    os.utime(path, (0, 0))
    assert _sync(folders) == ([], [], [])
    with _reading(folders[0]) as here: _sync(folders)
    assert sum(here) == 0


def test_another_checkpoint_of_the_same_step_is_copied(folders, make_checkpoint):
    local, remote = folders
    make_checkpoint(local, 100)
    _sync(folders)
    path = make_checkpoint(local, 100)
    assert _sync(folders)[0] == [path.name]
    assert (remote / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_copy_that_went_bad_is_made_again_or_told(folders, make_checkpoint, harm):
    local, remote = folders
    path = make_checkpoint(local, 100)
    _sync(folders)
    copy = remote / path.name
    if harm == "gone": copy.unlink()
    else: copy.write_bytes(copy.read_bytes()[:-500] + b"x" * (500 if harm == "changed" else 0))
    path.rename(local / "elsewhere")
    assert _sync(folders) == ([], [], [path.name])
    (local / "elsewhere").rename(path)
    assert _sync(folders) == ([path.name], [], [])


def test_without_the_index_all_is_copied_again(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200): make_checkpoint(local, step)
    _sync(folders)
    for text in ("", "[]", '{"files": {"tatumflow_000100.pt": "digest"}}'):
        (remote / "latest.json").write_text(text)
        assert _sync(folders) == (["tatumflow_000200.pt", "tatumflow_000100.pt"], [], [])
        assert json.loads((remote / "latest.json").read_text())["file"] == "tatumflow_000200.pt"


def test_the_index_is_written_after_the_copy(folders, make_checkpoint):
    make_checkpoint(folders[0], 100)
    written = []
    real = os.replace

    def note(source, target):
        written.append(Path(target).name)
        real(source, target)

    with mock.patch("os.replace", note): _sync(folders)
    assert written == ["tatumflow_000100.pt", "latest.json"]


def test_an_index_that_gets_lost_is_an_error(folders, make_checkpoint):
    make_checkpoint(folders[0], 100)
    real = os.replace

    def lose(source, target):
        if Path(target).name == "latest.json": os.unlink(source)
        else: real(source, target)

    with mock.patch("os.replace", lose), pytest.raises(OSError, match="latest.json"):
        _sync(folders)


def test_a_copy_that_vanishes_is_an_error(folders, make_checkpoint):
    make_checkpoint(folders[0], 100)
    vanish = mock.patch("os.replace", lambda source, target: os.unlink(source))
    with vanish, pytest.raises(OSError, match="사라졌습니다"): _sync(folders)
    assert _sync(folders)[0] == ["tatumflow_000100.pt"]


def test_a_damaged_checkpoint_is_not_copied_but_told(folders, make_checkpoint):
    local, remote = folders
    os.truncate(make_checkpoint(local, 100), 100)
    assert _sync(folders) == ([], ["tatumflow_000100.pt"], [])
    assert not (remote / "tatumflow_000100.pt").exists()


def test_a_checkpoint_that_training_deletes_meanwhile_is_passed_over(folders, make_checkpoint):
    local, _ = folders
    old, new = make_checkpoint(local, 100), make_checkpoint(local, 200)
    damaged, lost = sync_copies(*folders, lambda name: old.unlink(missing_ok=True))
    assert (damaged, lost) == ([], []) and new.exists()


def test_a_copy_that_is_lost_and_made_again_is_not_told(folders, make_checkpoint):
    path = make_checkpoint(folders[0], 100)
    _sync(folders)
    (folders[1] / path.name).unlink()
    assert _sync(folders) == ([path.name], [], [])


def test_what_gets_lost_while_copying_is_told_and_nothing_older_deleted(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200): make_checkpoint(local, step)
    _sync(folders)
    shutil.rmtree(local)
    make_checkpoint(local, 300)
    lose = (remote / "tatumflow_000200.pt").unlink
    assert sync_copies(local, remote, lambda name: lose()) == ([], ["tatumflow_000200.pt"])
    assert [step_of(path) for path in checkpoint_files(remote)] == [100, 300]


def test_a_folder_that_goes_away_is_no_deleted_checkpoint(folders, make_checkpoint):
    make_checkpoint(folders[0], 100)
    gone = mock.patch("tatumflow.runtime.copies.copy_verified", side_effect=FileNotFoundError)
    with gone, pytest.raises(FileNotFoundError): _sync(folders)
