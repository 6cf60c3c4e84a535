"""The model: a decoder in the shape of Llama."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import torch
from torch import nn, Tensor
from torch.nn import functional as F

from ..data.windows import IGNORED
from ..runtime.errors import TatumError
from .attention import Attention, KVCache, rotary_table
from .config import ModelConfig

__all__ = ['Block', 'FeedForward', 'Transformer', 'token_loss']


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020): (batch, time, width) to the same."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden, config.intermediate, bias=False)
        self.up_proj = nn.Linear(config.hidden, config.intermediate, bias=False)
        self.down_proj = nn.Linear(config.intermediate, config.hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    """One pre-norm layer: attention, then feed-forward, each added to what came in."""
    attention = Attention  # a subclass may have another

    def __init__(self, config: ModelConfig, layer: int):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden, eps=1e-5)
        self.self_attn = self.attention(config, layer)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden, eps=1e-5)
        self.mlp = FeedForward(config)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, table: Tensor, cache: KVCache | None) -> Tensor:
        """As `Attention.forward`."""
        x = x + self.dropout(self.self_attn(self.input_layernorm(x), table, cache))
        return x + self.dropout(self.mlp(self.post_attention_layernorm(x)))


class Transformer(nn.Module):
    """A decoder with the parameter names of Hugging Face's `LlamaForCausalLM` (tied embeddings).

    Raises `TatumError` for a width that the heads cannot share.
    """
    block = Block  # a subclass may have another

    def __init__(self, config: ModelConfig):
        super().__init__()
        if config.hidden % (2 * config.heads):
            raise TatumError(f"hidden({config.hidden})은 heads({config.heads})의 두 배로 "
                             "나누어떨어져야 합니다. 설정 파일을 고치십시오.")
        self.config = config
        self.model = nn.ModuleDict({
            "embed_tokens": nn.Embedding(config.vocab_size, config.hidden),
            "layers": nn.ModuleList(self.block(config, n) for n in range(config.layers)),
            "norm": nn.RMSNorm(config.hidden, eps=1e-5)})
        table = rotary_table(config.context, config.hidden // config.heads)
        self.register_buffer("rotary", table, persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2: _init_matrix(name, weight, config.layers)

    def forward(self, ids: Tensor, cache: KVCache | None = None,
                targets: Tensor | None = None) -> Tensor:
        """Logits (batch, time, vocabulary) of the token after each of `ids` (batch, time).

        With a cache, `ids` follow the tokens in it, and it takes them in. With `targets`, returns
        their `token_loss` instead: compiled together, the two need not write the logits in 32 bits
        to memory.
        """
        start = 0 if cache is None else cache.length
        weight = self.model.embed_tokens.weight
        table = self.rotary[:, start:start + ids.shape[1]].to(weight.dtype)
        x = _embed(self.model.embed_tokens, ids)
        for block in self.model.layers:
            x = block(x, table, cache)
        if cache is not None: cache.length += ids.shape[1]
        logits = F.linear(self.model.norm(x), weight)
        return logits if targets is None else token_loss(logits, targets)


# Compiled, on a CPU with several cores, the gradients of a token that comes twice would be added
# up in any order, and training would not repeat to the bit.
@torch.compiler.disable
def _embed(table: nn.Embedding, ids: Tensor) -> Tensor:
    return table(ids)


def _init_matrix(name: str, weight: Tensor, layers: int) -> None:
    """As GPT-2 does: what a block adds begins smaller the more blocks there are."""
    adds = name.endswith(("o_proj.weight", "down_proj.weight"))
    nn.init.normal_(weight, std=0.02 / math.sqrt(2 * layers) if adds else 0.02)


def token_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy in nats per token of logits (…, vocabulary) on targets (…); those that
    are `IGNORED` do not count."""
    return F.cross_entropy(logits.float().flatten(0, -2), targets.flatten(), ignore_index=IGNORED)
