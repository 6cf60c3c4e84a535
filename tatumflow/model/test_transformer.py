# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import pytest
import torch
from torch import nn

from ..data.windows import IGNORED
from ..runtime.errors import TatumError
from .attention import Attention, KVCache
from .config import ModelConfig
from .transformer import _embed, Block, token_loss, Transformer


def make_model(taps: int) -> Transformer:
    torch.manual_seed(0)
    config = ModelConfig(40, hidden=32, layers=2, heads=2, context=24, taps=taps)
    model = Transformer(config).eval()
    for block in model.model.layers:
        if taps: nn.init.normal_(block.self_attn.conv.weight)
    return model


IDS = torch.randint(3, 40, (2, 24), generator=torch.Generator().manual_seed(0))


def new_cache(model, batch: int = 2) -> KVCache:
    return KVCache(model.config, batch, model.rotary)


def test_taps_begin_as_nothing():
    tapped, bare = Transformer(make_model(3).config), make_model(0)
    tapped.load_state_dict({**tapped.state_dict(), **bare.state_dict()})
    assert torch.allclose(tapped(IDS), bare(IDS), atol=1e-6)


@pytest.mark.parametrize("taps", [0, 3])
@torch.no_grad()
def test_reading_in_pieces_gives_the_same_logits(taps):
    model = make_model(taps)
    cache = new_cache(model)
    parts = [model(piece, cache) for piece in IDS.split((1, 10, 1, 12), dim=1)]
    assert cache.length == 24
    assert torch.allclose(torch.cat(parts, 1), model(IDS), atol=1e-5)


@pytest.mark.parametrize("taps", [0, 3])
@torch.no_grad()
def test_a_cache_can_begin_anew(taps):
    model = make_model(taps)
    cache = new_cache(model)
    model(IDS, cache)
    cache.length = 0
    assert torch.allclose(model(IDS[:, :5], cache), model(IDS)[:, :5], atol=1e-5)


@pytest.mark.parametrize("taps", [0, 3])
@torch.no_grad()
def test_a_cache_keeps_the_rows_that_go_on(taps):
    model = make_model(taps)
    cache = new_cache(model)
    model(IDS[:, :5], cache)
    cache.keep([1])
    assert torch.allclose(model(IDS[1:, 5:9], cache), model(IDS)[1:, 5:9], atol=1e-5)


@pytest.mark.parametrize("taps", [0, 3])
@torch.no_grad()
def test_no_place_sees_the_future(taps):
    model, changed = make_model(taps), IDS.clone()
    changed[:, 10] = 3 + (changed[:, 10] - 2) % 37
    moved = (model(changed) - model(IDS)).abs().amax(dim=(0, 2))
    assert moved[:10].max() == 0 < moved[10:].min()


@torch.no_grad()
def test_training_computes_the_same_without_dropout():
    model = make_model(3)
    whole = model(IDS)
    assert torch.allclose(model.train()(IDS), whole, atol=1e-5)


def test_dropout_drops_in_training_alone():
    torch.manual_seed(0)
    config = replace(make_model(0).config, dropout=0.5)
    model = Transformer(config)
    assert not torch.equal(model(IDS), model(IDS))
    assert torch.equal(model.eval()(IDS), model(IDS))


def test_the_loss_of_an_untrained_model_is_that_of_knowing_nothing():
    loss = make_model(0)(IDS[:, :-1], targets=IDS[:, 1:])
    assert abs(loss.item() - math.log(40)) < 0.3


def test_ignored_targets_do_not_count():
    logits, targets = make_model(0)(IDS), IDS.clone()
    targets[:, 5:] = IGNORED
    assert torch.equal(token_loss(logits, targets), token_loss(logits[:, :5], IDS[:, :5]))


def test_targets_give_the_loss_of_the_logits():
    model = make_model(0)
    assert torch.equal(model(IDS, targets=IDS), token_loss(model(IDS), IDS))


def test_what_blocks_add_begins_smaller_the_deeper_the_model():
    model = Transformer(ModelConfig(400, hidden=128, layers=8, heads=2))
    attention = model.model.layers[0].self_attn
    assert abs(attention.q_proj.weight.std() - 0.02) < 0.001
    assert abs(attention.o_proj.weight.std() - 0.02 / 4) < 0.0005


def test_a_width_that_heads_cannot_share_is_refused():
    with pytest.raises(TatumError, match="heads"):
        Transformer(ModelConfig(40, hidden=30, heads=4))


def test_an_embedding_that_comes_twice_is_not_compiled():
    assert hasattr(_embed, "_torchdynamo_disable")


def test_a_subclass_may_have_another_attention():
    class Mean(Attention):
        """Mixes all places before it alike."""
        def forward(self, x, table, cache):
            return x.cumsum(1) / torch.arange(1, x.shape[1] + 1)[:, None]

    class MeanBlock(Block):
        attention = Mean

    class MeanModel(Transformer):
        block = MeanBlock

    model = MeanModel(make_model(0).config)
    assert isinstance(model.model.layers[1].self_attn, Mean)
    assert model(IDS).shape == (2, 24, 40)
