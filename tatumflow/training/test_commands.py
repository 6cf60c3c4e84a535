# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path
from unittest import mock

import pytest
import torch

from ..__main__ import main
from ..runtime.checkpoint_files import checkpoint_files
from ..runtime.errors import TatumError
from .commands import _report
from .saving import checkpoint_path
from .training import train, Training


def command_line(request, *more) -> list[str]:
    words = ["phase3_train_production", "--data", request.data, "--config", request.config,
             "--out", request.out, *more]
    return [str(word) for word in words]


def test_the_command_trains_and_reports(ask, capsys):
    request = ask()
    assert main(command_line(request, "--silent", "--max-steps", 6, "--seed", 3)) == 0
    said = capsys.readouterr().out
    assert "장치:" in said and "6스텝, 가장 좋은 검증 손실" in said
    assert "(tatumflow_000006.pt)" in said and (request.root / "logs/training.png").is_file()
    kept = torch.load(checkpoint_path(request.folder, 6), weights_only=True)
    assert kept["seed"] == 3
    assert main(command_line(request, "--resume", "never")) == 1


def test_every_option_reaches_the_request(monkeypatch, tmp_path):
    trained = mock.Mock(side_effect=TatumError("그만"))
    monkeypatch.setattr("tatumflow.training.commands.train", trained)
    words = ["--data", "a", "--config", "b", "--out", "c", "--resume", "never", "--max-steps", "7",
             "--seed", "8", "--vault", "hub:d/e", "--start", "f"]
    assert main(["phase3_train_production", *words]) == 1
    assert trained.call_args.args == (Training(
        Path("a"), Path("b"), Path("c"), "never", 7, 8, Path("hub:d/e"), True, Path("f")),)


@pytest.mark.parametrize("words, config, out, start", [
    ([], Path("config_production.yaml"), None, None),
    (["--start", "pretrained"], None, None, Path("pretrained")),
    (["--config", "config_small.yaml"], Path("config_small.yaml"), None, None)])
def test_what_is_trained_when_little_is_said(words, config, out, start, monkeypatch):
    trained = mock.Mock(side_effect=TatumError("그만"))
    monkeypatch.setattr("tatumflow.training.commands.train", trained)
    main(["phase3_train_production", *words])
    (request,) = trained.call_args.args
    assert (request.config, request.out, request.start) == (config, out, start)


def test_ones_own_model_has_a_folder_of_its_own(monkeypatch, ws):
    tuned = mock.Mock(side_effect=TatumError("그만"))
    monkeypatch.setattr("tatumflow.training.commands.tune_on", tuned)
    assert main(["phase3_train_production", "--mine", "songs"]) == 1
    midi, request = tuned.call_args.args
    assert midi == Path("songs") and request.out == ws.root / "mine" and not request.config
    tuned.reset_mock()
    assert main(["phase3_train_production", "--mine", "songs", "--data", "tokens"]) == 1
    assert not tuned.called


def signal_once_saved(folder, number=signal.SIGTERM):
    """Send a signal to this process once there is a checkpoint in `folder`."""
    def wait_and_send():
        while not checkpoint_files(folder): time.sleep(0.02)
        signal.raise_signal(number)
    threading.Thread(target=wait_and_send, daemon=True).start()


def test_a_signal_ends_the_command_with_a_checkpoint(ask, capsys):
    request = ask({"max_steps": 100_000})
    signal_once_saved(request.folder)
    assert main(command_line(request, "--silent")) == 130
    newest = checkpoint_files(request.folder)[-1]
    assert f"{newest}에 저장하고 멈췄습니다" in capsys.readouterr().out


def test_a_second_interruption_ends_a_step_that_hangs(ask, monkeypatch):
    def hang(run, stream):
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("the second was swallowed")

    monkeypatch.setattr("tatumflow.training.loop.train_step", hang)
    assert main(command_line(ask(), "--silent")) == 130


def test_a_stop_without_a_checkpoint_says_so(tiny_run, tmp_path, capsys):
    run = tiny_run()
    run.stopped = True
    (tmp_path / "logs").mkdir()
    _report(run, Training(out=tmp_path))
    said = capsys.readouterr().out
    assert "저장하지 않고 멈췄으니" in said and "에 저장하고" not in said


def test_two_processes_of_the_launcher_train_as_one(ask):
    settings = {"dropout": 0.0}
    alone, both = train(ask(settings, out="alone")), ask(settings, out="both")
    port = 20000 + os.getpid() % 20000
    script = Path(sysconfig.get_path("scripts"), "tatumflow")
    launch = ["-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", 2,
              "--main_process_port", port, script, *command_line(both, "--silent")]
    ran = subprocess.run([sys.executable, *map(str, launch)], capture_output=True, text=True,
                         env={**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""})
    assert ran.returncode == 0, ran.stdout[-1500:] + ran.stderr[-1500:]
    assert ran.stdout.count("장치:") == 2 and ran.stdout.count("12스텝, 가장 좋은") == 1
    found = torch.load(checkpoint_path(both.folder, 12), weights_only=True)
    apart = max((found["model"][name].to(weight.device) - weight).abs().max().item()
                for name, weight in alone.model.state_dict().items())
    assert apart < 5e-3 and abs(found["best"] - alone.best) < 1e-3, apart
