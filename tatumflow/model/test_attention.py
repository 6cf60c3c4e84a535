# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from .attention import _attend, Attention, KVCache, rotary_table, rotate, ShortConvolution
from .config import ModelConfig


def slow_attention(q, k, v):
    """By the definition, pair by pair: (batch, heads, time, size) each."""
    scores = q @ k.mT / q.shape[-1] ** 0.5
    ahead = torch.ones(scores.shape[-2:]).triu(1 + k.shape[2] - q.shape[2]).bool()
    return scores.masked_fill(ahead, -torch.inf).softmax(-1) @ v


@pytest.mark.parametrize(("new", "time"), [
    (1, 1), (1, 300), (2, 2), (2, 300), (127, 127), (127, 128), (299, 300), (300, 300)])
def test_attention_sees_up_to_its_own_place(new, time):
    q, k, v = torch.randn(3, 2, 3, time, 16, dtype=torch.float64)
    mixed = _attend(q[:, :, -new:], k, v)
    assert torch.allclose(mixed, slow_attention(q, k, v)[:, :, -new:], atol=1e-12)


def test_attention_turns_queries_and_keys_and_not_values():
    torch.manual_seed(0)
    attention, x = Attention(ModelConfig(40, hidden=32, heads=2), 0), torch.randn(2, 9, 32)
    table = rotary_table(9, 16)
    q, k, v = (part(x).unflatten(2, (2, 16)).transpose(1, 2)
               for part in (attention.q_proj, attention.k_proj, attention.v_proj))
    mixed = slow_attention(rotate(q, table), rotate(k, table), v)
    true = attention.o_proj(mixed.transpose(1, 2).flatten(2))
    assert torch.allclose(attention(x, table, None), true, atol=1e-5)


def test_a_product_depends_on_the_distance_alone():
    table, (q, k) = rotary_table(64, 32), torch.randn(2, 32)
    products = [rotate(q, table[:, n]) @ rotate(k, table[:, n - 3]) for n in (10, 50)]
    assert abs(products[0] - products[1]) < 1e-3


def test_rotation_is_that_of_llama():
    table = rotary_table(8, 4)
    speeds = torch.tensor([1.0, 0.01, 1.0, 0.01])  # 10,000 ** -(0, 2 / 4), twice
    assert torch.allclose(table[0, 5], (5 * speeds).cos())
    assert torch.allclose(table[1, 5], (5 * speeds).sin())
    x = torch.tensor([1.0, 0.0, 0.0, 0.0])  # channel 0 is paired with channel 2
    turned = torch.tensor([math.cos(5), 0.0, math.sin(5), 0.0])
    assert torch.allclose(rotate(x, table[:, 5]), turned)


def test_a_short_convolution_is_the_convolution_of_torch():
    conv, x = ShortConvolution(3, 96, 0), torch.randn(1, 9, 96)
    assert torch.equal(conv(x, None), x)  # at first it adds nothing
    nn.init.normal_(conv.weight)
    earlier = F.pad(conv.weight, (0, 1))  # nothing of the token itself
    true = x + F.conv1d(F.pad(x.mT, (3, 0)), earlier, groups=96).mT
    assert torch.allclose(conv(x, None), true, atol=1e-5)


def test_training_in_bfloat16_stays_close_to_single_precision():
    torch.manual_seed(0)
    attention, x = Attention(ModelConfig(40, hidden=64, heads=2), 0), torch.randn(2, 40, 64)
    table = rotary_table(40, 32)
    with torch.autocast("cpu", torch.bfloat16):
        half = attention(x, table, None)
    assert half.dtype == torch.bfloat16
    assert torch.allclose(half.float(), attention(x, table, None), atol=0.02)


def test_a_cache_may_be_of_another_precision():
    torch.manual_seed(0)
    config = ModelConfig(40, hidden=64, layers=1, heads=2, context=40)
    attention, x, table = Attention(config, 0), torch.randn(2, 40, 64), rotary_table(40, 32)
    cache = KVCache(config, 2, torch.empty(0, dtype=torch.bfloat16))
    mixed = attention(x, table, cache)
    assert mixed.dtype == torch.float32
    assert torch.allclose(mixed, attention(x, table, None), atol=0.02)
