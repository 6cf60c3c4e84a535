# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import replace

import pytest
import torch
from miditok import REMI

from ..model.checkpoints import save_checkpoint
from ..model.saved_models import load_model
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..training.copying import Copies, note_copies
from .export import _MODEL_CODE, export_hub, HUB_FILES, hub_files


def test_the_exported_folder_is_the_same_model(checkpoint, model, tokenizer, tmp_path):
    folder = export_hub(checkpoint, tmp_path / "hub")
    returned, its_tokenizer = load_model(folder)
    ids = torch.arange(3, 103)[None].to(returned.rotary.device)
    with torch.no_grad(): assert torch.equal(returned(ids).cpu(), model(ids.cpu()))
    assert its_tokenizer.vocab == tokenizer.vocab
    assert REMI.from_pretrained(folder).vocab == tokenizer.vocab
    assert set(hub_files(folder)) == set(HUB_FILES) - {_MODEL_CODE}


def test_exporting_again_writes_the_same_bytes(checkpoint, tmp_path):
    first = export_hub(checkpoint, tmp_path / "one")
    second = export_hub(first, tmp_path / "two")  # from the folder itself
    for name in HUB_FILES[:3]:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_ema_weights_are_exported_where_there_are_any(ws, model, tokenizer, tmp_path):
    ema = {name: weight + 1 for name, weight in model.state_dict().items()}
    path = save_checkpoint(ws.checkpoints / "tatumflow_000001.pt", model, tokenizer, ema=ema)
    returned, _ = load_model(export_hub(path, tmp_path / "hub"))
    name, weight = next(iter(returned.state_dict().items()))
    assert torch.equal(weight.cpu(), ema[name])


def test_weights_are_plain_tensors_that_transformers_reads(checkpoint, model, tmp_path):
    raw = (export_hub(checkpoint, tmp_path / "hub") / "model.safetensors").read_bytes()
    header = json.loads(raw[8:8 + int.from_bytes(raw[:8], "little")])
    assert header.pop("__metadata__") == {"format": "pt"}
    assert {name: about["shape"] for name, about in header.items()} == {
        name: list(weight.shape) for name, weight in model.state_dict().items()}
    assert {about["dtype"] for about in header.values()} == {"F32"}


@pytest.fixture(params=[0, 2])
def exported(request, checkpoint, model, tokenizer, tmp_path):
    """A model (a Llama, and one with a short convolution that does something) and its folder."""
    made = Transformer(replace(model.config, taps=request.param)).eval()
    for name, weight in made.named_parameters():
        if "conv" in name: torch.nn.init.normal_(weight)
    save_checkpoint(checkpoint, made, tokenizer)
    return made, export_hub(checkpoint, tmp_path / "hub")


def test_a_model_that_is_no_llama_brings_its_code(exported):
    model, folder = exported
    returned, _ = load_model(folder)
    ids = torch.arange(3, 103)[None].to(returned.rotary.device)
    with torch.no_grad(): assert torch.equal(returned(ids).cpu(), model(ids.cpu()))
    is_llama, card = model.config.is_llama, (folder / "README.md").read_text(encoding="utf-8")
    assert set(HUB_FILES) - set(hub_files(folder)) == ({_MODEL_CODE} if is_llama else set())
    assert ("trust_remote_code=True" in card) != is_llama and ("- llama\n" in card) == is_llama


def test_transformers_gives_the_same_logits_and_generates(exported, tokenizer):
    transformers = pytest.importorskip("transformers")
    model, folder = exported
    read = transformers.AutoModelForCausalLM.from_pretrained
    theirs = read(folder, trust_remote_code=not model.config.is_llama).eval().cpu()
    ids = torch.arange(3, 103)[None]
    with torch.no_grad(): gap = (theirs(ids).logits - model(ids)).abs().max()
    assert gap < 1e-4
    torch.manual_seed(0)
    made = theirs.generate(ids, max_new_tokens=5)
    assert torch.equal(made[:, :100], ids) and made.shape[1] > 100


def test_an_edited_card_survives_the_next_export(checkpoint, tmp_path):
    folder = export_hub(checkpoint, tmp_path / "hub")
    write_atomic(folder / "README.md", "mine")
    export_hub(checkpoint, folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_model_that_plays_its_training_back_is_not_exported(checkpoint, tmp_path):
    note_copies(Copies(takes=99, real=12), checkpoint.parent)
    with pytest.raises(TatumError, match="99음까지"): export_hub(checkpoint, tmp_path / "hub")
    assert not (tmp_path / "hub").exists()


def test_a_folder_is_not_exported_onto_itself(facts, tmp_path):
    folder = export_hub(facts.checkpoint, tmp_path / "hub")
    card = (folder / "README.md").read_bytes()  # it tells the data; the folder knows none
    with pytest.raises(TatumError, match="이미 내보낸 폴더"): export_hub(folder, folder)
    assert (folder / "README.md").read_bytes() == card


def test_a_bad_repository_name_is_refused_before_anything_is_written(checkpoint, tmp_path):
    with pytest.raises(TatumError, match="쓸 수 없습니다"):
        export_hub(checkpoint, tmp_path / "hub", "no-owner")
    assert not (tmp_path / "hub").exists()
