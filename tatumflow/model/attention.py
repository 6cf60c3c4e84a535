"""Causal self-attention with rotary positions, and its cache."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import copy

import torch
from torch import nn, Tensor
from torch.nn import functional as F

from .blocks import attend_in_blocks, in_blocks_is_faster
from .config import ModelConfig

__all__ = ['Attention', 'KVCache', 'ShortConvolution', 'rotary_table', 'rotate']


def rotary_table(context: int, size: int) -> Tensor:
    """cos and sin of the rotary angles of `context` positions, for vectors of `size` channels:
    (2, context, size). RoFormer: Su et al. 2021; channel i is paired with i + size / 2, as in
    Llama."""
    speed = 10000.0 ** (-torch.arange(0, size, 2).float() / size)
    angle = torch.outer(torch.arange(context).float(), speed).repeat(1, 2)
    return torch.stack([angle.cos(), angle.sin()])


def rotate(x: Tensor, table: Tensor) -> Tensor:
    """Turn `x` (…, time, size) by the angles of its positions, `table` (2, time, size)."""
    left, right = x.chunk(2, dim=-1)
    return x * table[0] + torch.cat([-right, left], dim=-1) * table[1]


class KVCache:
    """Keys and values of the tokens read so far, for every layer.

    `store` (layers, 2, batch, heads, context, size) has the element type and device of `like`;
    the first `length` places of its context are filled. For a model with `taps`, `recent` holds
    what each layer's convolution read of the last `taps` tokens: (batch, taps, channels).
    """

    def __init__(self, config: ModelConfig, batch: int, like: Tensor):
        size = config.hidden // config.heads
        self.store = like.new_empty(config.layers, 2, batch, config.heads, config.context, size)
        self.length, self.taps, self.recent = 0, config.taps, {}

    def add(self, layer: int, kv: Tensor) -> tuple[Tensor, Tensor]:
        """Append keys and values (2, batch, heads, new, size). Returns all keys of this layer so
        far, and all values: (batch, heads, length + new, size) each. The model moves `length` on
        when all of its layers have added theirs."""
        end = self.length + kv.shape[3]
        self.store[layer, :, :, :, self.length:end] = kv
        return self.store[layer, :, :, :, :end].unbind()

    def with_recent(self, layer: int, x: Tensor) -> Tensor:
        """`x` (batch, new, channels) after that of the `taps` tokens before, which is zero at the
        start: (batch, taps + new, channels). The last `taps` of them are kept for the next call."""
        at_start = self.length == 0
        earlier = x.new_zeros(len(x), self.taps, x.shape[2]) if at_start else self.recent[layer]
        whole = torch.cat([earlier, x], dim=1)
        self.recent[layer] = whole[:, -self.taps:]
        return whole

    def part(self, rows: slice, length: int) -> "KVCache":
        """The cache of some sequences, which have `length` tokens in it. It shares the keys and
        values with this one, but not `recent`."""
        part = copy.copy(self)
        part.store, part.length = self.store[:, :, rows], length
        part.recent = {layer: x[rows] for layer, x in self.recent.items()}
        return part

    def keep_recent(self, rows: slice | list[int], recent: dict[int, Tensor]) -> None:
        """Take over `recent` for these sequences from another cache, which holds only them."""
        for layer, x in recent.items():
            whole = self.recent.setdefault(layer, x.new_zeros(self.store.shape[2], *x.shape[1:]))
            whole[rows] = x

    def keep(self, rows: list[int]) -> None:
        """Only these sequences of the batch go on, in this order; no row may move to a later
        place."""
        for new, old in enumerate(rows):
            if new != old:
                self.store[:, :, new, :, :self.length] = self.store[:, :, old, :, :self.length]
        self.store = self.store[:, :, :len(rows)]
        self.recent = {layer: x[rows] for layer, x in self.recent.items()}


class ShortConvolution(nn.Module):
    """Adds to each channel of a token a learnt mix of the same channel of the `taps` tokens before
    it: a causal depthwise convolution (Primer: So et al. 2021). (batch, time, channels) to the
    same. The weights begin at zero, so that it changes nothing at first."""

    def __init__(self, taps: int, channels: int, layer: int):
        super().__init__()
        self.layer = layer
        self.weight = nn.Parameter(torch.zeros(channels, 1, taps))  # the last tap is the nearest's

    def forward(self, x: Tensor, cache: KVCache | None) -> Tensor:
        taps = self.weight[:, 0].T
        if cache is None:
            whole = F.pad(x, (0, 0, len(taps), 0))
        else:
            whole = cache.with_recent(self.layer, x)
        mix = sum(tap * whole[:, n:n + x.shape[1]] for n, tap in enumerate(taps))
        return (x + mix).to(x.dtype)


class Attention(nn.Module):
    """Causal multi-head self-attention (Vaswani et al. 2017) with rotary positions and, where the
    config has `taps`, a `ShortConvolution` of queries, keys and values."""

    def __init__(self, config: ModelConfig, layer: int):
        super().__init__()
        self.heads, self.layer, width = config.heads, layer, config.hidden
        self.q_proj = nn.Linear(width, width, bias=False)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width, bias=False)
        self.o_proj = nn.Linear(width, width, bias=False)
        self.conv = ShortConvolution(config.taps, 3 * width, layer) if config.taps else None

    def forward(self, x: Tensor, table: Tensor, cache: KVCache | None) -> Tensor:
        """`x` (batch, new, width) to the same; `table` (2, new, size) are its positions' angles.
        With a cache, the tokens in it come before these."""
        q, k, v = self.project(x, table, cache)
        kind = v.dtype
        if cache is not None: k, v = cache.add(self.layer, torch.stack([k, v]))
        mixed = _attend(q.to(k.dtype), k, v).to(kind)  # a cache may be of another precision
        return self.o_proj(mixed.transpose(1, 2).flatten(2))

    def project(self, x: Tensor, table: Tensor, cache: KVCache | None) -> list[Tensor]:
        """Queries, keys and values of `x` (see `forward`), the first two turned: (batch, heads,
        new, size) each."""
        parts = [self.q_proj(x), self.k_proj(x), self.v_proj(x)]
        if self.conv is not None:
            parts = self.conv(torch.cat(parts, dim=2), cache).chunk(3, dim=2)
        q, k, v = (part.unflatten(2, (self.heads, -1)).transpose(1, 2) for part in parts)
        return [rotate(q, table).to(v.dtype), rotate(k, table).to(v.dtype), v]


def _attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """What queries (batch, heads, new, size) see of keys and values (batch, heads, seen, size);
    the queries belong to the last of the places seen, and none looks past its own."""
    new, seen = q.shape[2], k.shape[2]
    if in_blocks_is_faster(q) and new == seen: return attend_in_blocks(q, k, v)
    if new in (1, seen):
        return F.scaled_dot_product_attention(q, k, v, is_causal=new == seen)
    mask = torch.ones(new, seen, dtype=torch.bool, device=q.device).tril(seen - new)
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
