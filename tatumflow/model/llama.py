"""The `config.json` of a model folder."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict

from ..data.vocabulary import BOS, EOS, PAD
from ..runtime.errors import TatumError
from .config import ModelConfig, typed

__all__ = ['config_of_folder', 'folder_config', 'llama_config']


def llama_config(config: ModelConfig) -> dict:
    """The `config.json` of a `LlamaForCausalLM` of this shape, for transformers 4 and 5 (which
    renamed two of the entries). Raises `TatumError` for a model that is no Llama."""
    if not config.is_llama:
        raise TatumError(f"이 모델은 Llama의 모양이 아니라(taps: {config.taps}) transformers가 읽지"
                         " 못합니다. taps: 0으로 훈련한 모델을 고르십시오.")
    size = config.hidden // config.heads
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama",
        "vocab_size": config.vocab_size, "hidden_size": config.hidden,
        "intermediate_size": config.intermediate, "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads, "num_key_value_heads": config.heads, "head_dim": size,
        "max_position_embeddings": config.context, "hidden_act": "silu", "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0},
        "attention_bias": False, "mlp_bias": False, "attention_dropout": 0.0,
        "tie_word_embeddings": True, "bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD,
        "dtype": "float32", "torch_dtype": "float32"}


def folder_config(config: ModelConfig) -> dict:
    """The `config.json` of a model folder: `llama_config` for a Llama, else one of our own."""
    return llama_config(config) if config.is_llama else {"model_type": "tatumflow",
                                                         **asdict(config)}


_NO_SHAPE = ("model_type", "architectures", "auto_map")  # of an entry, what transformers reads


def config_of_folder(entries: dict) -> ModelConfig:
    """The shape that a `config.json` (see `folder_config`) tells. Raises `TatumError` for an
    unknown entry, KeyError for a missing one."""
    if entries["model_type"] == "tatumflow":
        shape = {name: value for name, value in entries.items() if name not in _NO_SHAPE}
        return typed(ModelConfig, shape, "config.json")
    names = {"vocab_size": "vocab_size", "hidden": "hidden_size", "layers": "num_hidden_layers",
             "heads": "num_attention_heads", "context": "max_position_embeddings"}
    shape = {own: entries[theirs] for own, theirs in names.items()}
    return typed(ModelConfig, shape, "config.json")
