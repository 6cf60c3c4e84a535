"""A `Transformer` with its weights in 8 bits, which reads one token at a time on a CPU.

It rests on an operation of torch that has no public name; where that is missing, or on another
device, the model itself plays.
"""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from ..runtime.platforms import cpu_words
from .attention import KVCache
from .transformer import Block, Transformer

__all__ = ['Int8Decoder', 'can_decode_int8']


def can_decode_int8(device: torch.device) -> bool:
    """Whether `Int8Decoder` works on this device with this version of torch."""
    return device.type == "cpu" and hasattr(torch, "_weight_int8pack_mm")


class _Int8:
    """A matrix (out, in) of 8-bit whole numbers with one scale a row. Called with x (rows, in) in
    bfloat16, it gives x @ matrix.T."""

    def __init__(self, weight: Tensor):
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        # The kernel reads whole vectors, and beyond a row that ends within one.
        self.padding = -weight.shape[1] % 32
        self.weight = F.pad((weight / scale).round().to(torch.int8), (0, self.padding))
        self.scale = scale[:, 0].bfloat16()

    def __call__(self, x: Tensor) -> Tensor:
        if self.padding: x = F.pad(x, (0, self.padding))
        return torch._weight_int8pack_mm(x, self.weight, self.scale)


class _Layer:
    """The matrices of one block. Those with the same input are joined to one, and the scales of
    the norm before them are multiplied in, as is `root` (see `Int8Decoder._unit`)."""

    def __init__(self, block: Block, root: float):
        attention, feed = block.self_attn, block.mlp
        qkv = torch.cat([attention.q_proj.weight, attention.k_proj.weight,
                         attention.v_proj.weight])
        up = torch.cat([feed.gate_proj.weight, feed.up_proj.weight])
        self.qkv = _Int8(qkv * block.input_layernorm.weight * root)
        self.out = _Int8(attention.o_proj.weight)
        self.up = _Int8(up * block.post_attention_layernorm.weight * root)
        self.down = _Int8(feed.down_proj.weight)
        self.taps = None
        if attention.conv is not None:  # a last tap of 1 for the token itself
            self.taps = F.pad(attention.conv.weight[:, 0].T, (0, 0, 0, 1), value=1.0)


def _rotation(rotary: Tensor) -> tuple[Tensor, Tensor]:
    """cos and sin (context, 3, 1, size) that turn queries, keys and values at once, the values by
    0 degrees. The first half of sin is negative, as `rotate` has it."""
    cos, sin = rotary
    left, right = sin.chunk(2, dim=1)
    turn = torch.cat([-left, right], dim=1)
    cos = torch.stack([cos, cos, torch.ones_like(cos)], dim=1)
    sin = torch.stack([turn, turn, torch.zeros_like(turn)], dim=1)
    return cos[:, :, None], sin[:, :, None]


def _multiplies_bf16() -> bool:
    """Whether this is an x86 processor with instructions for bfloat16."""
    return not cpu_words().isdisjoint({"avx512_bf16", "amx_bf16"})


class Int8Decoder:
    """Reads one token a call for each sequence of a batch. It shares its cache with the model,
    which reads the prompt; its logits differ from the model's by the rounding of weights,
    activations and cache. Only logits of the ids from `first` on are computed."""

    def __init__(self, model: Transformer, first: int = 0):
        self.config, width = model.config, model.config.hidden
        self.embedding = model.model.embed_tokens.weight
        root, self.floor = math.sqrt(width), torch.tensor(math.sqrt(width * 1e-5))
        kind = torch.bfloat16 if _multiplies_bf16() else torch.float32  # of cache and attention
        self.cos, self.sin = (table.to(kind) for table in _rotation(model.rotary))
        self.layers = [_Layer(block, root) for block in model.model.layers]
        self.head = _Int8((self.embedding * model.model.norm.weight * root)[first:])

    def new_cache(self, batch: int) -> KVCache:
        """An empty cache, in bfloat16 where the processor multiplies that."""
        return KVCache(self.config, batch, self.cos)

    def __call__(self, ids: Tensor, cache: KVCache) -> Tensor:
        """Logits (batch, vocabulary - first) after `ids` (batch,), which follow those in the
        cache; it takes them in."""
        x = self.embedding[ids]
        for number, layer in enumerate(self.layers):
            mixed = self._attend(number, layer.qkv(self._unit(x)), cache)
            x = x + layer.out(mixed.bfloat16())
            gate, value = layer.up(self._unit(x)).chunk(2, dim=-1)
            x = x + layer.down(F.silu(gate) * value)
        cache.length += 1
        return self.head(self._unit(x)).float()

    def _unit(self, x: Tensor) -> Tensor:
        """RMSNorm without its scales, in bfloat16: x / sqrt(mean(x²) + 1e-5) is sqrt(width) times
        x / hypot(|x|, sqrt(width · 1e-5)), of which this is the second factor."""
        norm = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        return (x / torch.hypot(norm, self.floor)).bfloat16()

    def _attend(self, number: int, qkv: Tensor, cache: KVCache) -> Tensor:
        """The values that layer `number` mixes: `qkv` (batch, 3 width) to (batch, width)."""
        taps = self.layers[number].taps
        if taps is not None: qkv = (cache.with_recent(number, qkv[:, None]) * taps).sum(1)
        cos, sin = self.cos[cache.length], self.sin[cache.length]
        qkv = qkv.to(cos.dtype).view(len(qkv), 3, self.config.heads, -1)
        halves_swapped = qkv.roll(qkv.shape[3] // 2, -1)
        turned = torch.addcmul(qkv * cos, halves_swapped, sin).transpose(0, 1).unsqueeze(3)
        k, v = cache.add(number, turned[1:])
        return F.scaled_dot_product_attention(turned[0], k, v).view(len(qkv), -1)
