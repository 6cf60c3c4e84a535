# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import threading
from contextlib import closing
from unittest import mock

import numpy as np
import pytest

from ..data.vocabulary import build_tokenizer
from ..runtime.errors import TatumError
from .logs import Log, read_log
from .training import train


def test_a_training_leaves_no_thread_behind(ask):
    before = set(threading.enumerate())
    train(ask(max_steps=6))
    assert set(threading.enumerate()) <= before


def test_a_training_that_fails_leaves_no_thread_behind(ask, monkeypatch):
    monkeypatch.setattr("tatumflow.training.loop.train_step", mock.Mock(side_effect=ValueError))
    before = set(threading.enumerate())
    with pytest.raises(ValueError): train(ask(max_steps=6))
    assert set(threading.enumerate()) <= before


def test_the_log_is_read_as_it_was_written(tiny_run, tmp_path):
    run = tiny_run()
    run.rows += [{"step": 25, "train_loss": 5.5, "grad_norm": 1.0}, {"step": 30, "val_loss": 4.5}]
    with closing(Log(tmp_path, run)) as log:
        log.show()
        log.flush()
    assert read_log(log.path) == run.rows and read_log(tmp_path / "none.csv") == []


def test_tensorboard_gets_each_row_once(tiny_run, tmp_path):
    run = tiny_run()
    with closing(Log(tmp_path, run)) as log:
        log.board.add_scalar = mock.Mock()
        for step in (25, 50):
            run.rows.append({"step": step, "train_loss": 1.0})
            log.show()
        log.show()
    assert [call.args[2] for call in log.board.add_scalar.call_args_list] == [25, 50]
    assert list(tmp_path.glob("events.out.tfevents.*"))


def test_a_sample_goes_to_tensorboard(tiny_run, tmp_path, monkeypatch):
    run = tiny_run(data={"style": {"Art Tatum": 3, "Bill Evans": 1}})
    monkeypatch.setattr("tatumflow.training.logs.render", lambda *_: (np.ones((9, 2)), 44100))
    with closing(Log(tmp_path, run, audio=True)) as log:
        log.board.add_audio = mock.Mock()
        log.draw(run, build_tokenizer())
    (name, sound, step, rate), _ = log.board.add_audio.call_args
    assert (name, tuple(sound.shape), step, rate) == ("sample", (1, 9), 0, 44100)


def test_without_audio_nothing_is_played(tiny_run, tmp_path):
    run = tiny_run(data={"style": {"Art Tatum": 3}})
    with closing(Log(tmp_path, run)) as log:
        log.add_sample = mock.Mock()
        log.draw(run, build_tokenizer())
    assert not log.add_sample.called


def test_a_sample_that_fails_is_told_and_training_goes_on(tiny_run, tmp_path, monkeypatch, capsys):
    run = tiny_run(data={"style": {"Art Tatum": 3}})
    silent = mock.Mock(side_effect=TatumError("소리가 없습니다."))
    monkeypatch.setattr("tatumflow.training.logs.render", silent)
    with closing(Log(tmp_path, run, audio=True)) as log: log.draw(run, build_tokenizer())
    assert "0스텝의 연주를 기록하지 못했습니다. 소리가 없습니다." in capsys.readouterr().out
