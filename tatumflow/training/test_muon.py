# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from copy import deepcopy

import pytest
import torch
from torch import nn

from ..model.config import ModelConfig, TrainConfig
from ..model.transformer import Transformer
from .muon import Muon, MuonAdamW, orthogonalize
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
def test_in_bfloat16_our_muon_is_torchs_bit_for_bit():
    weights = [random_matrix(8, 12), random_matrix(12, 8, 1)]
    ours = Muon([nn.Parameter(w.clone()) for w in weights], 0.1, 0.1, torch.bfloat16)
    theirs = torch.optim.Muon([nn.Parameter(w.clone()) for w in weights], 0.1, 0.1,
                              adjust_lr_fn="match_rms_adamw")
    rates = (0.02, 0.02, 0.1, 0.003)
    for start, a, b in zip(weights, moved(ours, rates), moved(theirs, rates)):
        assert torch.equal(a, b) and not torch.allclose(a, start, atol=0.01)


@needs_torch_muon
def test_what_torchs_muon_remembers_is_taken_over(tiny_run, train_stream):
    old, new = tiny_run(), tiny_run()
    muon, adamw = old.optimizer.optimizer.parts
    (group,) = muon.param_groups
    theirs = torch.optim.Muon(group["params"], 0.1, 0.1, adjust_lr_fn="match_rms_adamw")
    old.optimizer.optimizer.parts = (theirs, adamw)
    train_step(old, train_stream)
    new.optimizer.load_state_dict(deepcopy(old.optimizer.state_dict()))
    ours = new.optimizer.optimizer.parts[0]
    for mine, p in zip(ours.param_groups[0]["params"], group["params"]):
        assert torch.equal(ours.state[mine]["momentum_buffer"], theirs.state[p]["momentum_buffer"])
    train_step(new, train_stream)


def test_muon_moves_nearly_the_same_way_in_both_precisions():
    start = random_matrix(48, 32)
    ends = [moved(Muon([nn.Parameter(start.clone())], 0.1, 0.1, precision))[0]
            for precision in (torch.float32, torch.bfloat16)]
    assert 0 < (ends[0] - ends[1]).norm() < 0.05 * (ends[0] - start).norm()


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
