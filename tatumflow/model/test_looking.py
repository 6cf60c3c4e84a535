# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest
import torch
from torch import nn

from ..data.etudes import make_etude
from ..data.tokens import transcribe
from .config import ModelConfig
from .looking import attention_weights, draw_attention, draw_bar_attention
from .transformer import Transformer


@pytest.mark.parametrize("taps", [0, 3])
@torch.no_grad()
def test_the_weights_are_those_that_mix_the_values(tokenizer, taps):
    torch.manual_seed(0)
    model = Transformer(ModelConfig(40, hidden=32, layers=2, heads=2, context=24, taps=taps)).eval()
    for block in model.model.layers:
        if taps: nn.init.normal_(block.self_attn.conv.weight)
    ids, inputs, outputs = torch.randint(40, (24,)), [], []

    def note(attention, x, y):
        inputs.append((attention, *x))
        outputs.append(y)

    for block in model.model.layers: block.self_attn.register_forward_hook(note)
    weights = attention_weights(model, ids.numpy())
    assert weights.shape == (2, 2, 24, 24) and (weights.triu(1) == 0).all()
    for layer, (attention, x, table, _) in enumerate(inputs):
        v = attention.project(x, table, None)[2][0]
        mixed = attention.o_proj((weights[layer] @ v).transpose(0, 1).flatten(1))
        assert torch.allclose(mixed, outputs[layer][0], atol=1e-5)


def test_looking_leaves_no_hooks(tokenizer):
    model = Transformer(ModelConfig(40, hidden=32, layers=1, heads=2, context=24)).eval()
    attention_weights(model, [1, 2, 3])
    assert not model.model.layers[0].self_attn._forward_hooks


def test_the_attention_of_a_bar_is_drawn_for_three_kinds_of_tokens(tokenizer):
    model = Transformer(ModelConfig(len(tokenizer), hidden=32, layers=2, heads=2)).eval()
    ids = transcribe(make_etude("stride", seed=1).notes, None, tokenizer)[:300]
    axes = draw_bar_attention(model, tokenizer, ids, bar=1).axes
    for ax, kind in zip(axes, ("Chord", "Melody", "Pitch")): assert kind in ax.get_title()
    assert axes[0].get_xticklabels()[0].get_text() == "Bar_None"
    assert all("Position" in label.get_text() for label in axes[0].get_yticklabels())


def test_the_tokens_names_stand_at_the_axes():
    from matplotlib import pyplot as plt
    ax = plt.figure().add_subplot()
    draw_attention(torch.eye(2, 3), ["가", "나"], ["다", "라", "마"], "제목", ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["다", "라", "마"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["가", "나"]
