"""A run that is killed again and again, also while it writes, ends as one that never was."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import random
import signal
import subprocess
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ..runtime.files import write_atomic
from .logs import read_log
from .saving import checkpoint_path
from .training import train, Training


STEPS, DISK = 120, 5e6  # of the run; bytes a second


class SlowFile:
    """A file on a disk that takes its time: a kill finds files half written."""

    def __init__(self, file): self.file = file

    def __enter__(self): return self

    def __exit__(self, *_): self.file.close()

    def __getattr__(self, name): return getattr(self.file, name)

    def write(self, data):
        part = len(data) // 8 + 1
        for start in range(0, len(data), part):
            self.file.write(data[start:start + part])
            self.file.flush()
            time.sleep(part / DISK)
        return len(data)


def open_slowly(path, mode="r", **rest):
    file = open(path, mode, **rest)  # noqa: SIM115 (who asked for it closes it)
    return SlowFile(file) if "w" in mode and ".pt." in str(path) else file


def begin(request: Training, environment=None) -> int:
    """Train in a child process without words; returns its number. Failing, it leaves a text."""
    child = os.fork()
    if child: return child
    try:
        os.environ.update(environment or {})
        silent = os.open(os.devnull, os.O_WRONLY)
        for screen in (1, 2): os.dup2(silent, screen)
        sys.modules[write_atomic.__module__].open = open_slowly
        train(request)
        os._exit(0)
    except BaseException:
        (request.root / "error.txt").write_text(traceback.format_exc())
    finally:
        os._exit(1)


def wait_for(*children: int) -> None:
    codes = [os.waitpid(child, 0)[1] for child in children]
    assert not any(codes), codes


def is_writing(folder: Path) -> bool:
    return any(folder.glob(".tatumflow_*.tmp"))


def kill_again_and_again(request: Training, kills: int, seed: int) -> int:
    """Kill a training in the middle of writing its first checkpoint, then at random moments.
    Returns how many kills found a file half written."""
    chance, half_written = random.Random(seed), 0
    for number in range(kills):
        child = begin(request)
        if number == 0:
            while not is_writing(request.folder): time.sleep(0.001)
        else:
            time.sleep(chance.uniform(0, 1.5))
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "it ended before it could be killed"
        half_written += is_writing(request.folder)
    return half_written


def end_of(request: Training) -> dict:
    """A training's last checkpoint, the rows of its log that do not depend on the machine, and the
    names of the files that it left."""
    names = ("step", "train_loss", "val_loss", "learning_rate", "grad_norm")
    rows = read_log(request.root / "logs/tensorboard/training.csv")
    found = torch.load(checkpoint_path(request.folder, STEPS), weights_only=True)
    parts = found["optimizer"]["parts"]
    return {"model": found["model"], "ema": found["ema"],
            "optimizer": {f"{part} {number} {name}": value for part in range(2)
                          for number, memory in parts[part]["state"].items()
                          for name, value in memory.items()},
            "rows": [{name: row[name] for name in names if name in row} for row in rows],
            "files": sorted(path.name for path in request.folder.iterdir())}


def compare_killed_with_straight(data: str, config: str, out: str) -> None:
    torch.set_num_threads(1)
    straight = Training(Path(data), Path(config), Path(out) / "straight")
    broken = replace(straight, out=Path(out) / "broken")
    for request in (straight, broken): request.out.mkdir(parents=True)
    wait_for(begin(straight))
    half_written = kill_again_and_again(broken, kills=4, seed=0)
    wait_for(begin(broken))
    first, second = end_of(straight), end_of(broken)
    for part in ("model", "ema", "optimizer"):
        assert first[part] and first[part].keys() == second[part].keys(), part
        assert all(torch.equal(first[part][name], second[part][name]) for name in first[part]), part
    assert first["rows"] == second["rows"] and len(first["rows"]) == STEPS // 25 + STEPS // 8
    assert first["files"] == second["files"]
    assert half_written >= 1, "no kill hit a file that was half written"


def compare_two_processes_with_one(data: str, config: str, out: str) -> None:
    torch.set_num_threads(1)
    one = Training(Path(data), Path(config), Path(out) / "one")
    two = replace(one, out=Path(out) / "two")
    for request in (one, two): request.out.mkdir(parents=True)
    place = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1",
             "MASTER_PORT": str(20000 + os.getpid() % 20000)}
    ranks = [{**place, "RANK": rank, "LOCAL_RANK": rank} for rank in ("0", "1")]
    wait_for(begin(one), *(begin(two, rank) for rank in ranks))
    first, second = end_of(one), end_of(two)
    for name, weight in first["model"].items():  # Muon's 16 bits round what the order of sums adds
        assert (weight - second["model"][name]).abs().max() < 0.02, name
    for row, other in zip(first["rows"], second["rows"], strict=True):
        loss, its_loss = (each.get("train_loss") or each["val_loss"] for each in (row, other))
        assert abs(loss - its_loss) < 1e-3, (row, other)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked")


def run_alone(function, request) -> None:
    """Call `function` in a process of its own, whose threads do not hinder forking."""
    code = (f"import sys; from tatumflow.training.test_killing import {function.__name__} as run; "
            "import accelerate, torch.utils.tensorboard; run(*sys.argv[1:])")
    words = [request.data, request.config, request.out]
    ran = subprocess.run([sys.executable, "-c", code, *map(str, words)], text=True,
                         capture_output=True, env={**os.environ, "CUDA_VISIBLE_DEVICES": ""})
    errors = [path.read_text() for path in request.out.glob("*/error.txt")]
    assert ran.returncode == 0, (ran.stderr[-2000:], errors)


@needs_fork
def test_a_run_killed_while_it_writes_ends_as_one_that_never_was(ask):
    run_alone(compare_killed_with_straight, ask({"max_steps": STEPS, "validate_every": 40,
                                                 "checkpoint_every": 8}))


@needs_fork
def test_two_processes_train_as_one(ask):
    run_alone(compare_two_processes_with_one, ask({"max_steps": STEPS, "validate_every": 40,
                                                   "checkpoint_every": 8, "dropout": 0.0}))
