# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
from pathlib import Path
from unittest import mock

import pytest
import torch

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .checkpoints import best_checkpoint, load_checkpoint, newest_checkpoints, save_checkpoint
from .config import ModelConfig
from .transformer import Transformer


@pytest.fixture
def tiny_model():
    torch.manual_seed(0)
    return Transformer(ModelConfig(40, hidden=32, layers=1, heads=2, context=24, taps=2))


class Evil:
    def __init__(self, command: str): self.command = command

    def __reduce__(self): return os.system, (self.command,)


def rewrite(path: Path, **changed) -> Path:
    """The same checkpoint with other entries of its config."""
    found = torch.load(path, weights_only=True)
    torch.save({**found, "config": {**found["config"], **changed}}, path)
    return path


def test_a_checkpoint_comes_back_whole(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer, step=7)
    found = load_checkpoint(path)
    assert (found["config"], found["step"]) == (tiny_model.config, 7)
    for name, weight in tiny_model.state_dict().items():
        assert torch.equal(found["model"][name], weight)
    assert json.loads(found["tokenizer"])


def test_code_in_a_checkpoint_is_not_run(tmp_path):
    evil = Evil(f"touch {tmp_path}/owned")
    torch.save({"model": evil, "config": {}, "tokenizer": ""}, tmp_path / "evil.pt")
    with pytest.raises(TatumError, match="evil.pt.*손상"):
        load_checkpoint(tmp_path / "evil.pt")
    assert not (tmp_path / "owned").exists()


def test_a_cut_checkpoint_is_called_damaged(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer)
    for content in (b"PK" + bytes(500), path.read_bytes()[:-100], b""):
        path.write_bytes(content)
        with pytest.raises(TatumError, match="a.pt.*손상"):
            load_checkpoint(path)


def test_a_file_of_something_else_is_called_damaged(tmp_path):
    for content in ([1, 2], {"config": 3, "tokenizer": ""}, {"config": {}},
                    {"config": {"vocab_size": 3}, "tokenizer": ""}):
        torch.save(content, tmp_path / "a.pt")
        with pytest.raises(TatumError, match="a.pt.*손상"):
            load_checkpoint(tmp_path / "a.pt")


def test_a_missing_checkpoint_is_not_called_damaged(tmp_path):
    with pytest.raises(TatumError, match="없습니다: .*none.pt"):
        load_checkpoint(tmp_path / "none.pt")


@pytest.mark.parametrize("error", [
    MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to …"),
    RuntimeError("DefaultCPUAllocator: not enough memory")])
def test_a_lack_of_memory_is_not_called_damage(tmp_path, tiny_model, tokenizer, error):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer)
    with mock.patch("torch.load", side_effect=error), \
            pytest.raises(TatumError, match="메모리가 모자랍니다"):
        load_checkpoint(path)


def test_a_config_without_a_vocabulary_is_refused(tmp_path):
    torch.save({"config": {}, "tokenizer": "", "model": {}}, tmp_path / "a.pt")
    with pytest.raises(TatumError, match="a.pt에 vocab_size가 없습니다"):
        load_checkpoint(tmp_path / "a.pt")


def test_an_entry_of_another_version_is_named(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer)
    with pytest.raises(TatumError, match="a.pt에 모르는 항목 'width'"):
        load_checkpoint(rewrite(path, width=3))


def test_a_checkpoint_of_older_tokens_is_refused_with_a_sentence(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer)
    found = torch.load(path, weights_only=True)
    torch.save({**found, "tokenizer": found["tokenizer"].replace("Tempo_", "Pace_")}, path)
    with pytest.raises(TatumError, match="이전 토큰으로 훈련한 모델.*a.pt.*새로 훈련"):
        load_checkpoint(path)


def test_an_older_checkpoint_with_rotary_positions_is_read(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer)
    assert load_checkpoint(rewrite(path, positions="rotary"))["config"] == tiny_model.config
    with pytest.raises(TatumError, match="rotary만"):
        load_checkpoint(rewrite(path, positions="relative"))


def put(folder: Path, *steps: int) -> None:
    """Checkpoints in name alone; the later in `steps`, the older the file."""
    for when, step in enumerate(reversed(steps)):
        path = folder / f"tatumflow_{step:06d}.pt"
        path.write_bytes(b"")
        os.utime(path, (when, when))


def names(paths) -> list[str]:
    return [path.name for path in paths]


def test_the_newest_checkpoint_is_that_of_the_highest_step(tmp_path):
    put(tmp_path, 1_000_000, 200, 999_800)
    (tmp_path / "tatumflow_note.pt").write_bytes(b"")
    assert names(newest_checkpoints(tmp_path)) == ["tatumflow_1000000.pt"]
    assert names(newest_checkpoints(tmp_path, 2)) == ["tatumflow_999800.pt",
                                                      "tatumflow_1000000.pt"]


def test_without_a_checkpoint_the_lesson_to_run_is_named(ws):
    with pytest.raises(TatumError, match="03_training"): newest_checkpoints()
    with pytest.raises(TatumError, match="03_training"): best_checkpoint()


def test_the_best_checkpoint_is_the_one_noted(ws):
    ws.checkpoints.mkdir(parents=True)
    put(ws.checkpoints, 1, 2, 3)
    assert best_checkpoint().name == "tatumflow_000003.pt"  # no note
    write_atomic(ws.checkpoints / "best.json", json.dumps({"file": "tatumflow_000002.pt"}))
    assert best_checkpoint().name == "tatumflow_000002.pt"
    write_atomic(ws.checkpoints / "best.json", json.dumps({"file": "tatumflow_000009.pt"}))
    assert best_checkpoint().name == "tatumflow_000003.pt"  # that one is gone


def test_a_killed_save_leaves_the_old_checkpoint(tmp_path, tiny_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", tiny_model, tokenizer, step=1)
    with mock.patch("os.replace", side_effect=OSError(28, "No space left")), \
            pytest.raises(TatumError, match="No space left"):
        save_checkpoint(path, tiny_model, tokenizer, step=2)
    assert load_checkpoint(path)["step"] == 1
