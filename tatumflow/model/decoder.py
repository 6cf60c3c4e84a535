# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import functools
import math
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from .transformer import Block, KVCache, Transformer

__all__ = ['Decoder', 'cpu_words']


@functools.cache
def cpu_words() -> frozenset[str]:
    """The words by which Linux describes an x86 processor: its maker and instructions among them. Empty elsewhere."""
    cpu = Path("/proc/cpuinfo")
    return frozenset(cpu.read_text().split() if cpu.is_file() else ())


def _multiplies_bf16() -> bool:
    return bool(cpu_words() & {"avx512_bf16", "amx_bf16"})


class _Int8:
    """A matrix (out, in) as `x @ matrix.T` for x of bfloat16: 8 bits a weight, one scale a row."""

    def __init__(self, weight: Tensor):
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.more = -weight.shape[1] % 32  # zeros to a whole number of vectors: the kernel reads beyond rows that end within one
        self.weight, self.scale = F.pad((weight / scale).round().to(torch.int8), (0, self.more)), scale[:, 0].bfloat16()

    def __call__(self, x: Tensor) -> Tensor:
        return torch._weight_int8pack_mm(F.pad(x, (0, self.more)) if self.more else x, self.weight, self.scale)


class _Packed:
    """The same in bfloat16, laid out as oneDNN likes it for so many rows of x."""

    def __init__(self, weight: Tensor, rows: int):
        self.weight = torch.ops.mkldnn._reorder_linear_weight(weight.bfloat16(), rows)

    def __call__(self, x: Tensor) -> Tensor:
        return torch.ops.mkldnn._linear_pointwise(x, self.weight, None, "none", [], "")


def _matrix(weight: Tensor, rows: int) -> _Int8 | _Packed:
    """The faster of the two for so many rows of x. They part between 2.5 million products a call (an AMD EPYC with avx512_bf16) and 3.4
    million (an Intel Xeon with amx_bf16)."""
    return _Packed(weight, rows) if rows * weight.numel() > 3_400_000 and _multiplies_bf16() else _Int8(weight)


def _joined(block: Block, batch: int, root: float) -> tuple:
    """A layer's four matrices for rows of norm 1, the taps of its convolution, of which the last is the token's own, and its vectors of
    distances, the farthest first: (heads, context, size)."""
    attention, feed = block.self_attn, block.mlp
    into = torch.cat([attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight]) * block.input_layernorm.weight
    up = torch.cat([feed.gate_proj.weight, feed.up_proj.weight]) * block.post_attention_layernorm.weight
    weights = into * root, attention.o_proj.weight, up * root, feed.down_proj.weight
    taps = F.pad(attention.conv.weight[:, 0].T, (0, 0, 0, 1), value=1.0) if attention.conv else None
    far = None if attention.distance is None else attention.distance.flip(0).transpose(0, 1) / math.sqrt(attention.distance.shape[2])
    return *(_matrix(weight, batch) for weight in weights), taps, far


class Decoder:
    """A `Transformer` made ready to play on the CPU: one token a call for each of `batch` sequences, weights in 8 bits, or in
    bfloat16 where many sequences meet a large matrix. It shares its `cache()` with the model, which reads the prompt; its logits differ
    from the model's by the rounding of weights, activations and cache."""

    def __init__(self, model: Transformer, batch: int):
        self.config, self.batch, self.embedding, width = model.config, batch, model.model.embed_tokens.weight, model.config.hidden
        root, self.floor = math.sqrt(width), torch.tensor(math.sqrt(width * 1e-5))  # x / sqrt(mean(x²) + 1e-5) = root · x / hypot(|x|, floor)
        cos, sin = model.rotary if model.config.positions == "rotary" else (torch.ones_like(model.rotary[0]), torch.zeros_like(model.rotary[1]))
        left, right = sin.chunk(2, dim=1)
        kind = torch.bfloat16 if _multiplies_bf16() else torch.float32  # of the cache and what is attended to
        self.cos = torch.stack([cos, cos, torch.ones_like(cos)], dim=1)[:, :, None].to(kind)
        self.sin = torch.stack([torch.cat([-left, right], dim=1)] * 2 + [torch.zeros_like(sin)], dim=1)[:, :, None].to(kind)
        self.layers = [_joined(block, batch, root) for block in model.model.layers]
        head = self.embedding * model.model.norm.weight * root
        self.head = functools.cache(lambda first: _matrix(head[first:], batch))

    def cache(self) -> KVCache:
        """An empty one for `batch` sequences, in bfloat16 where the processor multiplies that."""
        return KVCache(self.config, self.batch, self.cos)

    def _normed(self, x: Tensor) -> Tensor:
        return (x / torch.hypot(torch.linalg.vector_norm(x, dim=-1, keepdim=True), self.floor)).bfloat16()

    def __call__(self, ids: Tensor, cache: KVCache, first: int = 0) -> Tensor:
        """Logits (batch, vocabulary − first) of the tokens from the id `first` on, after `ids` (batch,), which follow those in the cache."""
        x, cos, sin = self.embedding[ids], self.cos[cache.length], self.sin[cache.length]
        for layer, (into, out, up, down, taps, far) in enumerate(self.layers):
            qkv = into(self._normed(x))
            if taps is not None: qkv = (cache.before(layer, qkv[:, None]) * taps).sum(1)
            qkv = qkv.to(cos.dtype).view(len(ids), 3, self.config.heads, -1)
            qkv = torch.addcmul(qkv * cos, qkv.roll(qkv.shape[3] // 2, -1), sin).transpose(0, 1).unsqueeze(3)
            k, v = cache.add(layer, qkv[1:])
            if far is not None: far = torch.einsum("bhid,hcd->bhic", qkv[0].float(), far[:, -k.shape[2]:])
            x = x + out(F.scaled_dot_product_attention(qkv[0], k, v, attn_mask=far).view(len(ids), -1).bfloat16())
            gate, value = up(self._normed(x)).chunk(2, dim=-1)
            x = x + down(F.silu(gate) * value)
        cache.length += 1
        return self.head(first)(self._normed(x)).float()
