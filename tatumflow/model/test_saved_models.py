# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from pathlib import Path
from unittest import mock

import pytest
import torch
from safetensors.torch import save_file

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .checkpoints import load_checkpoint, save_checkpoint
from .config import ModelConfig
from .llama import folder_config
from .saved_models import (
    choose_model, choose_models, find_model, load_model, open_model, PRETRAINED, weights_digest,
)
from .transformer import Transformer


@pytest.fixture
def random_model(tokenizer):
    torch.manual_seed(0)
    config = ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=24, taps=2)
    return Transformer(config).eval()


def export_folder(folder: Path, model, tokenizer) -> Path:
    folder.mkdir(parents=True)
    tokenizer.save(folder / "tokenizer.json")
    (folder / "config.json").write_text(json.dumps(folder_config(model.config)))
    save_file({name: weight.bfloat16().contiguous() for name, weight in
               model.state_dict().items()}, folder / "model.safetensors")
    return folder


def test_a_saved_model_comes_back_to_the_bit(tmp_path, random_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", random_model, tokenizer)
    model, its_tokenizer = load_model(path)
    ids = torch.randint(len(tokenizer), (1, 24))
    assert torch.equal(model.cpu()(ids), random_model(ids)) and not model.training
    assert its_tokenizer.vocab == tokenizer.vocab
    assert weights_digest(model) == weights_digest(random_model)


def test_what_training_noted_of_its_data_is_kept(tmp_path, random_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", random_model, tokenizer, data={"pieces": 3})
    assert open_model(path).data == {"pieces": 3}
    assert open_model("pretrained").data["style"]["Art Tatum"] > 50


def test_averaged_weights_play_where_there_are_any(tmp_path, random_model, tokenizer):
    averaged = {name: weight + 1 for name, weight in random_model.state_dict().items()}
    path = save_checkpoint(tmp_path / "a.pt", random_model, tokenizer, ema=averaged)
    for name, weight in load_model(path)[0].cpu().state_dict().items():
        assert torch.equal(weight, averaged[name])


def test_a_folder_is_opened_like_a_checkpoint(tmp_path, random_model, tokenizer):
    folder = export_folder(tmp_path / "folder", random_model, tokenizer)
    saved = open_model(folder)
    assert (saved.path, saved.config) == (folder, random_model.config)
    assert json.loads(saved.tokenizer) == json.loads((folder / "tokenizer.json").read_text())
    for name, weight in random_model.state_dict().items():
        assert torch.equal(saved.weights[name], weight.bfloat16().float())
    assert load_model(folder)[1].vocab == tokenizer.vocab


def test_the_packaged_model_is_opened_by_its_name(pretrained):
    saved = open_model("pretrained")
    assert saved.path == PRETRAINED
    assert saved.config == pretrained[0].config
    for name, weight in pretrained[0].cpu().state_dict().items():
        assert torch.equal(saved.weights[name], weight)


def test_a_folder_of_checkpoints_is_no_missing_one(tmp_path, random_model, tokenizer):
    with pytest.raises(TatumError, match="모델 폴더가 아닙니다.*경로를 확인"): open_model(tmp_path)
    save_checkpoint(tmp_path / "tatumflow_000012.pt", random_model, tokenizer)
    for read in (open_model, load_checkpoint):
        with pytest.raises(TatumError, match="폴더.*고르십시오: tatumflow_000012.pt"):
            read(tmp_path)


def test_a_folder_of_llama_tells_its_shape(tmp_path, tokenizer):
    shape = ModelConfig(len(tokenizer), hidden=64, layers=3, heads=2, context=48)
    folder = export_folder(tmp_path / "llama", Transformer(shape), tokenizer)
    assert load_model(folder)[0].config == shape


def test_a_model_is_looked_for_here_then_in_the_workspace(ws):
    write_atomic(ws.root / "tatumflow_1.pt", b"")
    assert find_model("tatumflow_1.pt") == ws.root / "tatumflow_1.pt"
    assert find_model("pretrained") == PRETRAINED
    write_atomic(ws.root / "pretrained", b"")
    assert find_model("pretrained") == ws.root / "pretrained"
    write_atomic(Path("tatumflow_1.pt"), b"")
    assert find_model("tatumflow_1.pt") == Path("tatumflow_1.pt")
    with pytest.raises(TatumError, match="none.pt"): find_model("none.pt")


def test_a_model_of_the_hub_is_downloaded_without_code(ws, monkeypatch):
    asked = []
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda repo, allow_patterns: (
        asked.append((repo, allow_patterns)) or str(PRETRAINED)))
    assert find_model("someone/jazz") == PRETRAINED
    ((repo, files),) = asked
    assert repo == "someone/jazz" and not any(name.endswith("py") for name in files)
    (ws.root / "checkpoints").mkdir(parents=True)
    for missing in ("checkpoints/last", "someone/model.pt", "a/b/c"):
        with pytest.raises(TatumError, match="체크포인트가 없습니다"): find_model(missing)
    assert len(asked) == 1


def test_a_model_that_the_hub_does_not_give_is_told(ws, monkeypatch):
    refused = mock.Mock(side_effect=ConnectionError("no net"))
    monkeypatch.setattr("huggingface_hub.snapshot_download", refused)
    with pytest.raises(TatumError, match="받지 못했습니다. 인터넷"): find_model("someone/jazz")


def test_an_incomplete_folder_is_named(tmp_path, random_model, tokenizer):
    folder = export_folder(tmp_path / "folder", random_model, tokenizer)
    (folder / "model.safetensors").write_bytes(b"abc")
    with pytest.raises(TatumError, match="모델 폴더를 읽을 수 없습니다"): open_model(folder)
    (folder / "config.json").unlink()
    with pytest.raises(TatumError, match="config.json"): open_model(folder)


def test_a_folder_of_older_tokens_is_refused_with_a_sentence(tmp_path, random_model, tokenizer):
    folder = export_folder(tmp_path / "folder", random_model, tokenizer)
    text = (folder / "tokenizer.json").read_text().replace("Tempo_", "Pace_")
    (folder / "tokenizer.json").write_text(text)
    with pytest.raises(TatumError, match="이전 토큰으로 훈련한 모델.*새로 훈련"):
        open_model(folder)


def test_an_unknown_entry_of_a_folder_is_named(tmp_path, random_model, tokenizer):
    folder = export_folder(tmp_path / "folder", random_model, tokenizer)
    entries = {**folder_config(random_model.config), "width": 3}
    (folder / "config.json").write_text(json.dumps(entries))
    with pytest.raises(TatumError, match="모르는 항목 'width'"): open_model(folder)


def test_weights_of_another_shape_are_named(tmp_path, random_model, tokenizer):
    path = save_checkpoint(tmp_path / "a.pt", random_model, tokenizer)
    found = torch.load(path, weights_only=True)
    torch.save({**found, "config": {**found["config"], "hidden": 64}}, path)
    with pytest.raises(TatumError, match="모양이 설정과 다릅니다: .*a.pt"): load_model(path)


def test_the_digest_tells_models_apart(random_model):
    before = weights_digest(random_model)
    assert weights_digest(random_model) == before
    with torch.no_grad(): random_model.model.norm.weight[0] += 1e-6
    assert weights_digest(random_model) != before


def test_without_a_model_of_ones_own_the_packaged_one_is_chosen_and_told(ws, capsys):
    assert choose_model("mine") == PRETRAINED and "패키지에 든 모델" in capsys.readouterr().out
    assert choose_models(2) == [PRETRAINED] and "패키지에 든 모델" in capsys.readouterr().out
    write_atomic(ws.checkpoints / "tatumflow_000100.pt", b"")
    assert choose_model("mine") == ws.checkpoints / "tatumflow_000100.pt"
    assert choose_models(2) == [ws.checkpoints / "tatumflow_000100.pt"]
    assert choose_model("pretrained") == PRETRAINED and not capsys.readouterr().out
    with pytest.raises(TatumError, match="none.pt"): choose_model("none.pt")
