# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict

import pytest

from ..runtime.errors import TatumError
from .locking import Holder, LOCK, locked
from .training import train


@pytest.fixture
def write_lock(tmp_path):
    """A function that writes the lock that another process left; returns the folder."""
    def write(process, machine=None, since=None, silence=0):
        holder = Holder(process, machine or platform.node(), since or time.time())
        path = tmp_path / "run/checkpoints" / LOCK
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        os.utime(path, (time.time() - silence,) * 2)
        return path.parent
    return write


def test_a_second_run_in_the_folder_is_refused_with_the_others_name(
        ask, write_lock, living_process):
    folder = write_lock(living_process)
    with pytest.raises(TatumError, match=f"다른 훈련이 돌고.*{living_process}.*{platform.node()}"):
        train(ask())
    assert [path.name for path in folder.iterdir()] == [LOCK]


def test_a_run_in_the_same_process_is_refused_too(tmp_path):
    mine = f"프로세스 {os.getpid()}"
    with locked(tmp_path), pytest.raises(TatumError, match=mine), locked(tmp_path): pass


def test_the_lock_of_a_dead_process_is_taken_over_and_given_back(ask, write_lock, ended_process):
    folder = write_lock(ended_process)
    assert train(ask(max_steps=6)).step == 6
    assert not (folder / LOCK).exists()


def test_a_number_that_was_given_again_does_not_hold_a_lock(write_lock, living_process):
    with locked(write_lock(living_process, since=1.0)): pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are zombies only where there is fork")
def test_a_killed_process_that_its_parent_has_not_noticed_does_not_hold_a_lock(write_lock):
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    folder = write_lock(process.pid)
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    with locked(folder): pass
    process.communicate()


def test_the_lock_of_another_machine_holds_while_it_gives_signs_of_life(write_lock, ended_process):
    folder = write_lock(ended_process, "elsewhere", silence=9 * 60)
    with pytest.raises(TatumError, match="elsewhere.*10분이 지난 뒤"), locked(folder): pass
    with locked(write_lock(ended_process, "elsewhere", silence=11 * 60)): pass


def test_a_run_gives_signs_of_life(tmp_path, monkeypatch):
    monkeypatch.setattr("tatumflow.training.locking._BEAT", 0.01)
    with locked(tmp_path):
        os.utime(tmp_path / LOCK, (0, 0))
        time.sleep(0.5)
        assert (tmp_path / LOCK).stat().st_mtime > time.time() - 60


def test_a_damaged_lock_holds_nobody(tmp_path):
    (tmp_path / LOCK).write_bytes(b"{")
    with locked(tmp_path): pass
    assert not list(tmp_path.iterdir())


def test_a_run_that_fails_gives_the_folder_back(tmp_path):
    with pytest.raises(ValueError), locked(tmp_path): raise ValueError
    with locked(tmp_path): pass


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TatumError, match="쓰지 못했습니다"), locked(tmp_path / "file"): pass
