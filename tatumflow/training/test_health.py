# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from types import SimpleNamespace

import pytest

from ..runtime.errors import TatumError
from .health import check_health, highest_healthy
from .training import train


def test_a_loss_that_is_no_number_ends_the_run(tiny_run, tmp_path):
    for loss, norm in ((math.nan, 1.0), (math.inf, 1.0), (2.0, math.nan)):
        with pytest.raises(TatumError, match="learning_rate.*처음부터 시작합니다"):
            check_health(tiny_run(), loss, norm, tmp_path)
    check_health(tiny_run(), 2.0, 1.0, tmp_path)


def test_a_scaled_loss_may_have_gradients_that_are_no_number(tiny_run, tmp_path):
    run = tiny_run()
    run.accelerator = SimpleNamespace(scaler=object())
    check_health(run, 2.0, math.inf, tmp_path)


def test_four_rows_above_the_loss_of_ignorance_are_a_divergence(tiny_run, tmp_path):
    run = tiny_run()
    (tmp_path / "tatumflow_999900.pt").touch()
    (tmp_path / "tatumflow_1000000.pt").touch()
    high = highest_healthy(run) + 0.1
    run.rows = [{"step": step, "train_loss": high} for step in range(3)]
    check_health(run, high, 1.0, tmp_path)
    run.rows.append({"step": 3, "train_loss": high})
    with pytest.raises(TatumError, match=r"발산.*좋은 체크포인트 tatumflow_1000000\.pt"):
        check_health(run, high, 1.0, tmp_path)
    run.rows.append({"step": 4, "train_loss": highest_healthy(run) - 0.1})
    check_health(run, high, 1.0, tmp_path)


def test_an_exploding_run_names_its_last_good_checkpoint(ask):
    train(ask(max_steps=6))
    wild = ask({"learning_rate": 1e30, "grad_clip": 1e30})
    with pytest.raises(TatumError, match="마지막 좋은 체크포인트 tatumflow_000006.pt"): train(wild)
