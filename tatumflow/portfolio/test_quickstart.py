# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
from unittest import mock

import pytest

from ..generation.players import Player
from ..model.checkpoints import save_checkpoint
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .quickstart import _workspace_at, walk_through


@pytest.fixture
def quick_training(monkeypatch, model, tokenizer):
    """Training that takes no time: a checkpoint where the workspace is then."""

    def train(training):
        path = workspace().checkpoints / "tatumflow_000001.pt"
        save_checkpoint(path, model, tokenizer)
        return mock.Mock(stopped=training.seed == 13, step=1, best=1.0)

    monkeypatch.setattr("tatumflow.portfolio.quickstart.train", train)


def test_quickstart_leaves_takes_and_the_environment_as_it_was(
        tmp_path, monkeypatch, quick_training):
    monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / "mine"))
    with mock.patch.object(Player, "play", autospec=True, side_effect=Player.play) as play:
        files = walk_through(tmp_path / "quick", seed=2)
    asks = [call.args[1] for call in play.call_args_list]
    assert [(ask.style, ask.n, ask.seed) for ask in asks] == [
        ("Stride Etude", 4, 2), ("Art Tatum", 1, 2)]
    assert [file.parent for file in files] == [tmp_path / "quick/outputs/generation"] * 2
    assert all(file.is_file() and file.with_suffix(".mp3").is_file() for file in files)
    assert os.environ["TATUMFLOW_WORKSPACE"] == str(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("before", [None, "elsewhere"])
def test_the_environment_is_restored_after_an_error(tmp_path, monkeypatch, before):
    if before: monkeypatch.setenv("TATUMFLOW_WORKSPACE", before)
    else: monkeypatch.delenv("TATUMFLOW_WORKSPACE")
    with pytest.raises(ZeroDivisionError), _workspace_at(tmp_path / "quick"):
        assert workspace().root == tmp_path / "quick"
        raise ZeroDivisionError
    assert os.environ.get("TATUMFLOW_WORKSPACE") == before


def test_quickstart_does_not_mix_with_other_data(tmp_path):
    folder = tmp_path / "data/art_tatum_midi"
    write_atomic(folder / "collection.json", '{"a.mid": {"source": "pijama"}}')
    write_atomic(folder / "a.mid", "a real performance")
    with pytest.raises(TatumError, match="--out"): walk_through(tmp_path)
    assert not (tmp_path / "checkpoints").exists()


def test_a_training_that_was_stopped_ends_quickstart(tmp_path, monkeypatch, quick_training):
    for step in ("collect", "analyze", "prepare"):
        monkeypatch.setattr(f"tatumflow.portfolio.quickstart.{step}", lambda *_: None)
    with pytest.raises(KeyboardInterrupt): walk_through(tmp_path / "quick", seed=13)
