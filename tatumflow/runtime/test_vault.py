"""The vault."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import os
import shutil
from unittest import mock

import pytest

from .errors import TatumError
from .vault import describe_problem, Vault


@pytest.fixture(name="vault")
def _vault(tmp_path):
    """An empty vault, and what it tells in `.told`."""
    (tmp_path / "local").mkdir()
    told = []
    vault = Vault(tmp_path / "local", tmp_path / "drive", told.append)
    vault.told = told
    return vault


def test_a_push_copies_in_the_background(vault, make_checkpoint):
    path = make_checkpoint(vault.local, 100)
    vault.push()
    assert vault.close() and vault.newest == path.name and not vault.told
    assert path.name in vault.status() and vault.names() == {path.name}


def test_an_unforeseen_error_is_told_once_and_the_next_push_tries_again(vault, make_checkpoint):
    make_checkpoint(vault.local, 100)
    broken = mock.patch("tatumflow.runtime.vault.sync_copies", side_effect=RuntimeError("odd"))
    with broken:
        for _ in range(2): assert not vault.sync()
    assert len(vault.told) == 1 and "RuntimeError: odd" in vault.status()
    assert vault.sync() and not vault.trouble and vault.newest == "tatumflow_000100.pt"


@pytest.mark.parametrize("number, words", [(errno.ENOSPC, "휴지통"), (errno.EDQUOT, "휴지통"),
                                           (errno.ENOENT, "연결되어"), (errno.ENOTCONN, "끊겼"),
                                           (errno.EACCES, "권한"), (errno.EIO, "odd")])
def test_an_error_of_the_disk_says_what_to_do(number, words):
    assert words in describe_problem(OSError(number, "odd"))


def test_other_errors_are_named():
    assert describe_problem(TatumError("고치십시오.")) == "고치십시오"
    assert "ValueError: odd" in describe_problem(ValueError("odd"))


def test_what_is_damaged_here_or_lost_there_is_told(vault, make_checkpoint):
    for step in (100, 200): make_checkpoint(vault.local, step)
    assert vault.sync()
    os.truncate(vault.local / "tatumflow_000100.pt", 100)
    (vault.local / "tatumflow_000200.pt").unlink()
    (vault.remote / "tatumflow_000200.pt").unlink()
    assert not vault.sync() and vault.newest is None
    assert "이 컴퓨터의 tatumflow_000100.pt" in vault.trouble
    assert "보관함의 tatumflow_000200.pt" in vault.trouble


def test_the_newest_is_that_of_the_highest_step(vault, make_checkpoint):
    for step in (999_900, 1_000_000): make_checkpoint(vault.local, step)
    assert vault.sync() and vault.newest == "tatumflow_1000000.pt"


def test_without_the_drive_what_is_here_is_restored(tmp_path, make_checkpoint):
    path, told = make_checkpoint(tmp_path / "local", 100), []
    vault = Vault(path.parent, tmp_path / "unmounted/drive", told.append)
    assert vault.restore() == path and "이 컴퓨터에 있는 체크포인트만" in told[0]


def test_a_full_disk_while_restoring_is_an_error_for_the_learner(vault, make_checkpoint):
    make_checkpoint(vault.local, 100)
    assert vault.sync()
    shutil.rmtree(vault.local)
    full = mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "full"))
    with full, pytest.raises(TatumError, match="남은 자리"): vault.restore()


def test_by_default_trouble_goes_to_stderr(tmp_path, capsys):
    assert not Vault(tmp_path, tmp_path / "no/drive").sync()
    assert "보관함 주의" in capsys.readouterr().err
