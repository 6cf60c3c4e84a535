# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import time
from contextlib import closing
from types import SimpleNamespace

import numpy as np
import torch

from ..runtime.checkpoint_files import best_name, checkpoint_files, step_of
from .logs import Log
from .loop import _age_of_copy, Loop
from .saving import checkpoint_path
from .stopping import StopRequest
from .training import train


def test_an_unhealthy_run_is_not_saved(tiny_run, train_stream, tmp_path):
    run, streams = tiny_run(), {"train": train_stream, "val": train_stream}
    run.rows.append({"step": 0, "train_loss": 99.0})
    with closing(Log(tmp_path / "logs", run)) as log:
        Loop(run, streams, tmp_path, log).run_to(1, StopRequest())
    assert run.step == 1 and not checkpoint_files(tmp_path)


def test_training_stops_when_nothing_improves(ask, capsys):
    request = ask({"max_steps": 60, "validate_every": 2, "checkpoint_every": 2, "patience": 3,
                   "learning_rate": 0.0, "weight_decay": 0.0})
    run = train(request)
    assert (run.step, run.stale, run.best_step) == (8, 3, 2) and not run.stopped
    assert "3번 잇달아 나아지지 않아 8스텝에서" in capsys.readouterr().out
    steps = [step_of(path) for path in checkpoint_files(request.folder)]
    assert steps == [2, 6, 8] and best_name(request.folder) == "tatumflow_000002.pt"
    kept = torch.load(checkpoint_path(request.folder, 8), weights_only=True)
    assert kept["data"] == run.data


def test_validations_come_between_checkpoints(ask):
    request = ask({"max_steps": 9, "validate_every": 2, "checkpoint_every": 4})
    rows = train(request).rows
    assert [row["step"] for row in rows if "val_loss" in row] == [2, 4, 6, 8, 9]


def test_every_25th_step_is_logged(ask):
    request = ask({"max_steps": 55, "validate_every": 100, "checkpoint_every": 100})
    rows = [row for row in train(request).rows if "train_loss" in row]
    assert [row["step"] for row in rows] == [25, 50]
    assert all(row["tokens_per_second"] > 0 and row["memory_gb"] > 0 for row in rows)


def test_a_logged_loss_is_the_mean_since_the_last(ask, monkeypatch):
    losses = iter(range(100))

    def pretend(run, stream):
        run.step += 1
        return 5 + next(losses) / 100, 1.0

    monkeypatch.setattr("tatumflow.training.loop.train_step", pretend)
    rows = train(ask({"max_steps": 50, "validate_every": 100, "checkpoint_every": 100})).rows
    logged = [row["train_loss"] for row in rows if "train_loss" in row]
    assert np.allclose(logged, [5.12, 5.37])


def test_the_bar_tells_the_age_of_the_newest_copy():
    vault = SimpleNamespace(when=time.time() - 180, newest="tatumflow_000006.pt")
    assert _age_of_copy(vault) == {"사본": "3분 전"} and _age_of_copy(None) == {}
    assert _age_of_copy(SimpleNamespace(when=0, newest=None)) == {"사본": "아직"}
