# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import shutil
from pathlib import Path
from unittest import mock

import pytest

from .checkpoint_files import best_name, checkpoint_files, step_of
from .copies import restore_copy, sync_copies
from .files import write_atomic
from .test_copies import _sync


def test_half_a_copy_of_a_run_that_was_killed_is_deleted(folders, make_checkpoint):
    make_checkpoint(folders[0], 100)
    write_atomic(folders[1] / ".tatumflow_000050.pt.part", "half")
    _sync(folders)
    assert not [*folders[1].glob(".*.part")]


def test_an_index_that_is_cut_short_does_not_replace_the_old_one(folders, make_checkpoint):
    local, remote = folders
    make_checkpoint(local, 100)
    _sync(folders)
    before = (remote / "latest.json").read_text()
    make_checkpoint(local, 200)
    real = Path.write_text
    cut = mock.patch("pathlib.Path.write_text", lambda path, text, **named: real(path, text[:9]))
    with cut, pytest.raises(OSError, match="latest.json"): _sync(folders)
    assert (remote / "latest.json").read_text() == before


def test_a_new_copy_counts_even_if_its_index_was_not_written(folders, make_checkpoint):
    local, remote = folders
    make_checkpoint(local, 100)
    _sync(folders)
    newer = make_checkpoint(local, 100).read_bytes()
    real = os.replace

    def replace_and_die(source, target):
        real(source, target)
        if Path(target).suffix == ".pt": raise KeyboardInterrupt

    with mock.patch("os.replace", replace_and_die), pytest.raises(KeyboardInterrupt):
        _sync(folders)
    shutil.rmtree(local)
    assert restore_copy(local, remote, print).read_bytes() == newer


def test_a_whole_file_that_is_not_the_copy_is_not_restored(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200): make_checkpoint(local, step)
    _sync(folders)
    shutil.rmtree(local)
    make_checkpoint(remote, 200)  # as a disk that shows an earlier state
    assert restore_copy(local, remote, print).name == "tatumflow_000100.pt"


def test_the_folder_of_an_unmounted_drive_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        sync_copies(tmp_path, tmp_path / "drive/MyDrive/copies", print)


def test_the_best_and_the_two_newest_by_step_are_kept(folders, make_checkpoint):
    local, remote = folders
    for step in (999_700, 999_800, 999_900, 1_000_000):
        path = make_checkpoint(local, step)
        if step == 999_700: write_atomic(local / "best.json", f'{{"file": "{path.name}"}}')
        _sync(folders)
    assert [step_of(path) for path in checkpoint_files(remote)] == [999_700, 999_900, 1_000_000]
    assert best_name(remote) == "tatumflow_999700.pt"


def test_a_machine_that_does_not_know_the_best_keeps_it(folders, make_checkpoint):
    local, remote = folders
    best = make_checkpoint(local, 100)
    write_atomic(local / "best.json", f'{{"file": "{best.name}"}}')
    _sync(folders)
    shutil.rmtree(local)
    for step in (200, 300, 400): make_checkpoint(local, step)
    _sync(folders)
    assert [step_of(path) for path in checkpoint_files(remote)] == [100, 300, 400]


def test_nothing_old_is_deleted_before_two_newer_are_verified(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200): make_checkpoint(local, step)
    _sync(folders)
    make_checkpoint(local, 300)
    (remote / "tatumflow_000200.pt").unlink()
    (local / "tatumflow_000200.pt").unlink()
    (local / "tatumflow_000100.pt").unlink()
    _sync(folders)
    assert [step_of(path) for path in checkpoint_files(remote)] == [100, 300]


def test_the_newest_by_step_is_restored_with_the_best(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 999_900, 1_000_000): path = make_checkpoint(local, step)
    write_atomic(local / "best.json", '{"file": "tatumflow_000100.pt"}')
    _sync(folders)
    shutil.rmtree(local)
    assert restore_copy(local, remote, print) == path
    assert [step_of(path) for path in checkpoint_files(local)] == [100, 1_000_000]
    assert best_name(local) == "tatumflow_000100.pt"


def test_damaged_ones_are_passed_over_and_told(folders, make_checkpoint):
    local, remote = folders
    for step in (100, 200, 300): make_checkpoint(local, step)
    _sync(folders)
    os.truncate(local / "tatumflow_000300.pt", 1000)
    os.truncate(remote / "tatumflow_000300.pt", 1000)
    told = []
    assert restore_copy(local, remote, told.append).name == "tatumflow_000200.pt"
    assert len(told) == 1 and "tatumflow_000300.pt" in told[0]
    assert restore_copy(remote / "none", remote / "none", told.append) is None


def test_a_damaged_local_one_is_restored_from_its_copy(folders, make_checkpoint):
    local, remote = folders
    path = make_checkpoint(local, 100)
    whole = path.read_bytes()
    _sync(folders)
    os.truncate(path, 1000)
    assert restore_copy(local, remote, print).read_bytes() == whole
