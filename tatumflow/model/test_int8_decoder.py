# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest
import torch
from torch import nn, Tensor

from ..data.etudes import make_etude
from ..data.tokens import encode
from ..data.vocabulary import HIDDEN
from ..data.windows import IGNORED
from .config import ModelConfig
from .int8_decoder import _Int8, can_decode_int8, Int8Decoder
from .transformer import token_loss, Transformer


needs_int8 = pytest.mark.skipif(not can_decode_int8(torch.device("cpu")),
                                reason="this torch has no product of 8 bits")
SHAPES = {"plain": {}, "taps": {"taps": 3}, "odd": {"hidden": 100, "heads": 2}}


def make_random_model(**shape) -> Transformer:
    torch.manual_seed(0)
    model = Transformer(ModelConfig(300, context=64, **shape)).eval()
    for name, weight in model.named_parameters():
        if "conv" in name: nn.init.normal_(weight, std=0.3)
        elif "norm" in name: nn.init.uniform_(weight, 0.5, 1.5)
        else: nn.init.normal_(weight, std=0.05)
    return model


def decode_all(model, ids, first: int = 0) -> Tensor:
    decoder = Int8Decoder(model, first)
    cache = decoder.new_cache(len(ids))
    return torch.stack([decoder(token, cache) for token in ids.T], dim=1)


TOKENS = torch.randint(300, (3, 40), generator=torch.Generator().manual_seed(0))


@needs_int8
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@torch.inference_mode()
def test_logits_are_those_of_the_model_but_for_rounding(shape):
    model = make_random_model(**shape)
    exact = model(TOKENS)
    error = (decode_all(model, TOKENS) - exact).std() / exact.std()
    assert 0 < error < 0.03


@needs_int8
@torch.inference_mode()
def test_the_model_reads_the_prompt_into_the_decoders_cache():
    model = make_random_model(taps=3)
    decoder = Int8Decoder(model)
    cache = decoder.new_cache(3)
    model(TOKENS[:, :20], cache)
    last = torch.stack([decoder(token, cache) for token in TOKENS[:, 20:].T], dim=1)
    exact = model(TOKENS)[:, 20:]
    assert cache.length == 40
    assert (last - exact).std() / exact.std() < 0.03


@needs_int8
@torch.inference_mode()
def test_a_part_of_the_vocabulary_can_be_asked_for():
    model = make_random_model()
    part, whole = decode_all(model, TOKENS, first=200), decode_all(model, TOKENS)
    assert torch.allclose(part, whole[:, :, 200:], atol=1e-4)


@needs_int8
@torch.inference_mode()
def test_a_matrix_in_8_bits_is_exact_to_a_127th_of_its_largest_weight():
    torch.manual_seed(0)
    weight, x = torch.randn(64, 96), torch.eye(96).bfloat16()
    error = (_Int8(weight)(x).float() - weight.T).abs()
    assert (error <= weight.abs().amax(1) * (0.5 / 127 + 0.005)).all()  # and bfloat16's rounding


@needs_int8
def test_a_row_of_zeros_stays_zero():
    product = _Int8(torch.zeros(64, 96))(torch.ones(1, 96).bfloat16())
    assert torch.equal(product.float(), torch.zeros(1, 64))


@needs_int8
@torch.inference_mode()
def test_a_model_that_learnt_plays_with_the_same_loss(pretrained):
    model, tokenizer = pretrained
    ids = encode(make_etude("stride", seed=1).notes, "Art Tatum", tokenizer)[None, :200]
    ids = torch.from_numpy(ids.astype(np.int64))
    targets = ids[:, 1:].masked_fill(ids[:, 1:] == tokenizer.vocab[HIDDEN], IGNORED)
    exact = token_loss(model.cpu()(ids)[:, :-1], targets)
    assert abs(token_loss(decode_all(model, ids)[:, :-1], targets) - exact) < 0.02


def test_only_a_cpu_decodes_in_8_bits(monkeypatch):
    assert not can_decode_int8(torch.device("cuda"))
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    assert not can_decode_int8(torch.device("cpu"))
