# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from copy import deepcopy

import pytest
import torch
from torch import nn

from ..model.config import ModelConfig, TrainConfig
from ..model.transformer import Transformer
from .muon import _PlainMuon, MuonAdamW, orthogonalize
from .steps import train_step


def random_matrix(rows, columns, seed=0):
    return torch.randn(rows, columns, generator=torch.Generator().manual_seed(seed))


def moved(optimizer, rates=(0.02,) * 5):
    """The weights after a step at each of the rates, with gradients that depend on them."""
    (group,) = optimizer.param_groups
    for rate in rates:
        for p in group["params"]: p.grad = torch.sin(3 * p.detach())
        group["lr"] = rate
        optimizer.step()
    return [p.detach() for p in group["params"]]


@pytest.mark.parametrize("shape", [(64, 96), (96, 64)])
def test_orthogonalizing_evens_the_singular_values(shape):
    rows, columns = shape
    long = random_matrix(rows, 8, 1) @ random_matrix(8, columns, 2)
    long += 0.3 * random_matrix(rows, columns, 3)
    values = torch.linalg.svdvals(orthogonalize(long))
    assert values.min() > 0.5 and values.max() < 1.5


def test_orthogonalizing_keeps_the_directions():
    u, _, v = torch.linalg.svd(random_matrix(20, 30), full_matrices=False)
    turned = u.T @ orthogonalize(random_matrix(20, 30)) @ v.T
    assert (turned - torch.diag(turned.diagonal())).abs().max() < 1e-4
    assert turned.diagonal().min() > 0


needs_torch_muon = pytest.mark.skipif(not hasattr(torch.optim, "Muon"), reason="torch < 2.9")


@needs_torch_muon
def test_our_muon_is_torchs_bit_for_bit():
    weights = [random_matrix(8, 12), random_matrix(12, 8, 1)]
    ours = _PlainMuon([nn.Parameter(w.clone()) for w in weights], 0.1, weight_decay=0.1)
    theirs = torch.optim.Muon([nn.Parameter(w.clone()) for w in weights], 0.1, 0.1,
                              adjust_lr_fn="match_rms_adamw")
    rates = (0.02, 0.02, 0.1, 0.003)
    for start, a, b in zip(weights, moved(ours, rates), moved(theirs, rates)):
        assert torch.equal(a, b) and not torch.allclose(a, start, atol=0.01)


@needs_torch_muon
def test_without_torchs_muon_training_is_the_same(tiny_run, train_stream, monkeypatch):
    runs = [tiny_run()]
    monkeypatch.delattr(torch.optim, "Muon")
    runs.append(tiny_run())
    assert isinstance(runs[1].optimizer.optimizer.parts[0], _PlainMuon)
    for _ in range(3):
        for run in runs: train_step(run, train_stream)
    first, second = (run.model.state_dict() for run in runs)
    assert all(torch.equal(first[name], second[name]) for name in first)


@needs_torch_muon
def test_a_run_goes_on_where_torch_has_another_muon(tiny_run, train_stream, monkeypatch):
    new, old = tiny_run(), tiny_run()
    with monkeypatch.context() as patch:
        patch.delattr(torch.optim, "Muon")
        plain = tiny_run()
    train_step(new, train_stream)
    plain.optimizer.load_state_dict(deepcopy(new.optimizer.state_dict()))
    old.optimizer.load_state_dict(deepcopy(plain.optimizer.state_dict()))
    old.model.load_state_dict(new.model.state_dict())
    old.step = new.step
    assert train_step(old, train_stream) == train_step(new, train_stream)
    first, second = (run.model.state_dict() for run in (old, new))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_muon_moves_the_matrices_inside_the_layers_only(tokenizer):
    shape = ModelConfig(len(tokenizer), hidden=32, layers=2, heads=2, context=64, taps=2)
    model = Transformer(shape)
    muon, adamw = MuonAdamW(model, TrainConfig(weight_decay=0.5)).parts
    names = {id(p): name for name, p in model.named_parameters()}
    inner = {names[id(p)] for group in muon.param_groups for p in group["params"]}
    assert inner == {name for name in names.values() if "proj" in name and "layers" in name}
    decays = {names[id(p)]: group["weight_decay"]
              for part in (muon, adamw) for group in part.param_groups for p in group["params"]}
    assert len(decays) == len(names)  # every weight has its optimizer
    assert {name for name, decay in decays.items() if not decay} == {
        name for name in decays if "norm" in name}


def test_settings_stay_the_runs_own_when_its_memory_is_loaded(tiny_run, train_stream):
    before, after = tiny_run(weight_decay=0.1), tiny_run(weight_decay=0.5)
    train_step(before, train_stream)
    after.optimizer.load_state_dict(before.optimizer.state_dict())
    groups = [group for part in after.optimizer.optimizer.parts for group in part.param_groups]
    assert [group["weight_decay"] for group in groups] == [0.5, 0.5, 0.0]
    assert all(a is b for a, b in zip(groups, after.optimizer.param_groups))  # for the rate
    memory = [part.state_dict()["state"] for part in after.optimizer.optimizer.parts]
    assert all(memory), "the momenta are missing"
