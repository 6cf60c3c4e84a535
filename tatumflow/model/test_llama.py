# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import pytest
import torch

from ..runtime.errors import TatumError
from .config import ModelConfig
from .llama import config_of_folder, folder_config, llama_config
from .transformer import Transformer


@torch.no_grad()
def test_a_llama_of_transformers_gives_the_same_logits():
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(0)
    config = ModelConfig(50, hidden=64, layers=2, heads=4, context=32)
    mine, ids = Transformer(config).eval(), torch.randint(50, (2, 32))
    theirs = transformers.LlamaForCausalLM(
        transformers.LlamaConfig.from_dict(llama_config(config))).eval()
    theirs.load_state_dict({**mine.state_dict(), "lm_head.weight": mine.model.embed_tokens.weight})
    assert torch.allclose(mine(ids), theirs(ids).logits, atol=1e-5)


def test_a_model_with_taps_is_no_llama():
    with pytest.raises(TatumError, match="taps: 2"):
        llama_config(ModelConfig(100, taps=2))


@pytest.mark.parametrize("shape", [ModelConfig(100, taps=2), ModelConfig(100, layers=3)])
def test_the_shape_in_a_folder_comes_back(shape):
    assert config_of_folder(json.loads(json.dumps(folder_config(shape)))) == shape


def test_a_folder_of_our_own_says_so():
    assert folder_config(ModelConfig(100, taps=2))["model_type"] == "tatumflow"
    assert folder_config(ModelConfig(100))["model_type"] == "llama"
