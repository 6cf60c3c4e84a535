# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from ..data.etudes import make_etude
from ..data.midi import read_midi, write_midi
from ..runtime.arguments import Parser
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .commands import phase2_quick_test
from .overfitting import overfit


def run_quick_test(*words: str) -> None:
    parser = Parser("phase2_quick_test")
    run = phase2_quick_test(parser)
    run(parser.read(list(words)))


@pytest.fixture
def one_file(ws):
    ws.midi.mkdir(parents=True)
    write_atomic(ws.root / "config_mini.yaml",
                 "model: {hidden: 64, heads: 2, context: 64}\ntraining: {learning_rate: 0.005}")
    return write_midi(make_etude("stride", seed=1).notes, ws.midi / "etude.mid")


def test_the_quick_test_leaves_a_curve_and_a_take(ws, one_file, capsys):
    run_quick_test("--midi", str(one_file), "--out", "here")
    assert Path("here/quick_test_loss.png").stat().st_size > 1000
    take = read_midi(Path("here/first_generation.mid"))
    assert len(take) and (take["onset"] + take["duration"]).max() < 10.1
    assert "etude.mid의 첫" in capsys.readouterr().out


def test_the_quick_test_takes_the_first_file_of_the_workspace(ws, one_file):
    run_quick_test()
    assert (ws.outputs / "first_generation.mid").is_file()


def test_a_loss_that_stays_high_is_an_error(ws, one_file):
    write_atomic(ws.root / "config_mini.yaml", "model: {hidden: 64, heads: 2, context: 64}\n"
                 "training: {learning_rate: 0.0000001}")
    quick = partial(overfit, max_steps=3)
    with mock.patch("tatumflow.model.commands.overfit", side_effect=quick), \
            pytest.raises(TatumError, match="0.1 아래로 내려가지 못했습니다"):
        run_quick_test()
