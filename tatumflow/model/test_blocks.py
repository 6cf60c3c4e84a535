# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from functools import partial
from unittest import mock

import pytest
import torch
from torch.nn import functional as F

from .blocks import attend_in_blocks, in_blocks_is_faster
from .config import ModelConfig
from .transformer import Transformer


@pytest.mark.parametrize("time", [1, 255, 256, 257, 700])
def test_blocks_see_what_one_piece_sees_and_learn_the_same(time):
    torch.manual_seed(0)
    q, k, v = (torch.randn(2, 3, time, 16, dtype=torch.float64, requires_grad=True)
               for _ in range(3))
    weight = torch.randn(2, 3, time, 16, dtype=torch.float64)
    found, grads = [], []
    for attend in (attend_in_blocks, partial(F.scaled_dot_product_attention, is_causal=True)):
        found.append(attend(q, k, v))
        grads.append(torch.autograd.grad((found[-1] * weight).sum(), (q, k, v)))
    assert torch.allclose(*found, atol=1e-12)
    for mine, theirs in zip(*grads): assert torch.allclose(mine, theirs, atol=1e-12)


def test_blocks_are_for_training_in_bfloat16_on_a_cpu():
    q = torch.zeros(1, 1, 4, 2, dtype=torch.bfloat16, requires_grad=True)
    assert in_blocks_is_faster(q)
    assert not in_blocks_is_faster(q.float()) and not in_blocks_is_faster(q.detach())


def test_a_training_step_in_bfloat16_goes_through_the_blocks():
    model = Transformer(ModelConfig(50, 32, 1, 2, 16)).train()
    with mock.patch("tatumflow.model.attention.attend_in_blocks", wraps=attend_in_blocks) as used:
        with torch.autocast("cpu", torch.bfloat16): model(torch.zeros(1, 8, dtype=torch.long))
        assert used.call_count == 1
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            model(torch.zeros(1, 8, dtype=torch.long))
        assert used.call_count == 1
