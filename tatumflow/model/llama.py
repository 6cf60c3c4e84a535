# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict

from ..data.frames import BOS, EOS, PAD
from ..runtime.errors import TatumError
from .config import ModelConfig

__all__ = ['folder_config', 'llama_config', 'llama_twin']


def llama_config(config: ModelConfig) -> dict:
    """The `config.json` of a `LlamaForCausalLM` of this shape, for transformers 4 and 5 (which renamed two of the entries). Raises
    `TatumError` for a model that is no Llama (see `ModelConfig.is_llama`)."""
    if not config.is_llama:
        raise TatumError(f"이 모델은 Llama의 모양이 아니라(positions: {config.positions}, taps: {config.taps}) transformers가 읽지 못합니다. "
                         "positions: rotary, taps: 0으로 훈련한 모델을 고르십시오.")
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": config.vocab_size,
        "hidden_size": config.hidden, "intermediate_size": config.intermediate, "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads, "num_key_value_heads": config.heads, "head_dim": config.hidden // config.heads,
        "max_position_embeddings": config.context, "hidden_act": "silu", "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0, "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0},
        "attention_bias": False, "mlp_bias": False, "attention_dropout": 0.0, "tie_word_embeddings": True,
        "bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD, "dtype": "float32", "torch_dtype": "float32"}


def folder_config(config: ModelConfig) -> dict:
    """The `config.json` of a model folder: `llama_config` for a Llama, else one of our own, which `load_model` alone reads."""
    return llama_config(config) if config.is_llama else {"model_type": "tatumflow", **asdict(config)}


def llama_twin(config: ModelConfig):
    """transformers' own model of this shape with new weights, to compare with. Raises `TatumError` without transformers, or as `llama_config`."""
    try:
        from transformers import LlamaConfig, LlamaForCausalLM
    except ImportError:
        raise TatumError("견줄 상대인 transformers가 없습니다. pip install transformers를 실행하고 다시 하십시오.") from None
    return LlamaForCausalLM(LlamaConfig.from_dict(llama_config(config)))
