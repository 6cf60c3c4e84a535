# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil
import subprocess
import sys
from dataclasses import replace
from unittest import mock

import pytest
import torch

from ..model.config import load_config
from ..runtime.errors import TatumError
from ..runtime.vault import Vault
from .logs import read_log
from .saving import checkpoint_path
from .schedule import learning_rate
from .training import train, Training
from .vaults import finish_copies


def same_weights(first, second) -> bool:
    pairs = [(run.model.state_dict(), run.ema.module.state_dict()) for run in (first, second)]
    return all(torch.equal(a[name], b[name]) for a, b in zip(*pairs) for name in a)


@pytest.mark.parametrize("wrong, word", [
    ({"seed": -1}, "시드"), ({"max_steps": 0}, "스텝"), ({"resume": "perhaps"}, "auto나 never")])
def test_a_request_that_makes_no_sense_is_refused(wrong, word):
    with pytest.raises(TatumError, match=word): Training(**wrong)


def test_a_resumed_run_is_the_same_bit_for_bit(ask):
    straight = train(ask(out="straight"))
    train(ask(out="broken", max_steps=6))
    resumed = train(ask(out="broken"))
    assert same_weights(straight, resumed) and straight.best == resumed.best
    losses = [[row["val_loss"] for row in run.rows if "val_loss" in row]
              for run in (straight, resumed)]
    assert losses[0] == losses[1] and resumed.step == 12


@pytest.mark.slow
def test_a_resumed_compiled_run_is_the_same_bit_for_bit(ask):
    if not shutil.which("g++"): pytest.skip("no C++ compiler")
    straight = train(ask({"compile": True}, out="straight"))
    train(ask({"compile": True}, out="broken", max_steps=6))
    assert same_weights(straight, train(ask({"compile": True}, out="broken")))


def test_more_steps_than_the_schedule_has_are_not_trained(ask):
    assert train(ask(max_steps=100)).step == 12


def test_a_focus_that_the_data_lack_is_refused_at_once(ask):
    with pytest.raises(TatumError, match="'아무개'의 곡이"):
        train(ask({"focus": "아무개", "focus_steps": 4}))


def test_a_shorter_training_keeps_the_schedule(ask):
    short, whole = train(ask(max_steps=6)), train(ask(out="whole"))
    assert short.optimizer.param_groups[0]["lr"] == learning_rate(5, whole.training)


def test_a_log_holds_each_step_once_after_a_damaged_checkpoint(ask):
    request = ask()
    train(replace(request, max_steps=6))
    (request.folder / "tatumflow_000009.pt").write_bytes(b"PK" + bytes(100))
    run = train(request)
    rows = read_log(request.root / "logs/tensorboard/training.csv")
    assert run.step == 12 and [row["step"] for row in rows if "val_loss" in row] == [6, 12]


def test_an_earlier_run_is_not_overwritten(ask, tmp_path):
    train(ask(max_steps=6, vault=tmp_path / "drive"))
    with pytest.raises(TatumError, match="이미 체크포인트"): train(ask(resume="never"))
    with pytest.raises(TatumError, match="drive에 이미 체크포인트"):
        train(ask(out="other", resume="never", vault=tmp_path / "drive"))


def test_a_new_run_starts_from_another_model(ask):
    first = train(ask(max_steps=6))
    frozen = ask({"learning_rate": 0.0, "weight_decay": 0.0}, out="second", max_steps=1,
                 start=checkpoint_path(ask().folder, 6))
    second = train(frozen)
    weights = first.ema.module.state_dict()
    assert all(torch.equal(weight, weights[name])
               for name, weight in second.model.state_dict().items())


def test_without_settings_a_run_keeps_the_shape_of_its_start(ask):
    train(ask({"dropout": 0.0}, max_steps=6))
    start = checkpoint_path(ask().folder, 6)
    run = train(replace(ask(out="second", max_steps=1, start=start), config=None))
    _, finetune = load_config("config_finetune.yaml")
    assert run.config.hidden == 32 and run.training == finetune


def test_a_lost_machine_is_brought_back_from_the_vault(ask, tmp_path):
    straight = train(ask(out="straight"))
    train(ask(out="first", max_steps=6, vault=tmp_path / "drive"))
    moved = train(ask(out="second", vault=tmp_path / "drive"))
    assert moved.step == 12 and moved.rows[0]["step"] == 6 and same_weights(straight, moved)
    assert (tmp_path / "drive/tatumflow_000012.pt").is_file()


def test_a_folder_that_cannot_be_written_is_said_before_training(ask, tmp_path):
    (tmp_path / "file").write_text("x")
    with mock.patch("tatumflow.training.training.new_run", side_effect=AssertionError), \
            pytest.raises(TatumError, match="쓸 수 없습니다.*--out"):
        train(ask(out=tmp_path / "file"))


def test_a_setting_that_is_no_more_is_refused_with_what_to_do(ask):
    request = ask({"varied": 0.7})
    with pytest.raises(TatumError, match="모르는 항목 'varied'.*지우거나"): train(request)


@pytest.fixture
def fail_in_a_step(monkeypatch):
    """A function that makes every step of training fail."""
    def fail_with(error):
        monkeypatch.setattr("tatumflow.training.loop.train_step", mock.Mock(side_effect=error))
    return fail_with


def test_too_little_gpu_memory_is_told_with_what_to_do(ask, fail_in_a_step):
    fail_in_a_step(torch.cuda.OutOfMemoryError)
    with pytest.raises(TatumError, match="accumulate를 6으로|accumulate를 6로"):
        train(ask({"accumulate": 3, "batch_size": 6}))


def test_a_run_that_fails_finishes_its_copies(ask, fail_in_a_step, tmp_path, monkeypatch, capsys):
    fail_in_a_step(ValueError)
    closed = mock.Mock()
    monkeypatch.setattr(Vault, "close", closed)
    with pytest.raises(ValueError): train(ask(vault=tmp_path / "drive"))
    assert closed.called and "보관함" in capsys.readouterr().out


def test_a_run_that_is_interrupted_does_not_wait_for_copies(ask, fail_in_a_step, tmp_path,
                                                            monkeypatch):
    fail_in_a_step(KeyboardInterrupt)
    closed = mock.Mock()
    monkeypatch.setattr(Vault, "close", closed)
    with pytest.raises(KeyboardInterrupt): train(ask(vault=tmp_path / "drive"))
    assert not closed.called


def test_copies_that_take_too_long_are_told(tmp_path, capsys):
    vault = mock.Mock(local=tmp_path, close=lambda: False, status=lambda: "보관함: …")
    with finish_copies(vault): pass
    assert "15분이 지나도" in capsys.readouterr().out


GIVEN_BACK = """
import psutil, sys, torch
from pathlib import Path
from tatumflow.training import Training, train

def resident(): return psutil.Process().memory_info().rss / 1e6

data, config, out = map(Path, sys.argv[1:])
train(Training(data, config, out))
before = resident()
block = torch.ones(100_000_000)  # 400 MB
held = resident()
del block
print(held - before, resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="about the C library of Linux")
def test_after_training_freed_memory_goes_back_to_the_system(ask):
    request = ask(max_steps=2)
    words = [sys.executable, "-c", GIVEN_BACK, request.data, request.config, request.out]
    ran = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True)
    held, left = map(float, ran.stdout.split()[-2:])
    assert held > 350 and left < 100, (held, left)
