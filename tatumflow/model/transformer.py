# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import torch
from torch import nn, Tensor
from torch.nn import functional as F

from ..data.windows import IGNORED
from ..runtime.errors import TatumError
from .config import ModelConfig
from .cpu_attention import causal_attention

__all__ = [
    'Attention', 'Block', 'FeedForward', 'KVCache', 'ShortConvolution', 'Transformer',
    'rotary_table', 'rotate', 'token_loss',
]


def rotary_table(context: int, size: int, base: float = 10000.0) -> Tensor:
    """cos and sin of the rotary angles, shape (2, context, size). RoFormer: Su et al. 2021; halves paired as in Llama."""
    speed = base ** (-torch.arange(0, size, 2).float() / size)
    angle = torch.outer(torch.arange(context).float(), speed).repeat(1, 2)
    return torch.stack([angle.cos(), angle.sin()])


def rotate(x: Tensor, table: Tensor) -> Tensor:
    """Turn `x` (…, time, size) by its positions' angles, `table` (2, time, size)."""
    left, right = x.chunk(2, dim=-1)
    return x * table[0] + torch.cat([-right, left], dim=-1) * table[1]


class KVCache:
    """Keys and values of the tokens seen so far, for every layer: fixed buffers of `context` places, `length` of them filled. And, for
    a model with `taps`, what its layers mix of the last tokens."""

    def __init__(self, config: ModelConfig, batch: int, like: Tensor):
        shape = (config.layers, 2, batch, config.heads, config.context, config.hidden // config.heads)
        self.store, self.length = like.new_empty(shape), 0
        self.taps, self.recent = config.taps, {}

    def add(self, layer: int, kv: Tensor) -> tuple[Tensor, Tensor]:
        """Append keys and values (2, batch, heads, new, size); returns all of this layer's keys so far, and its values."""
        end = self.length + kv.shape[3]
        self.store[layer, :, :, :, self.length:end] = kv
        return self.store[layer, :, :, :, :end].unbind()

    def before(self, layer: int, x: Tensor) -> Tensor:
        """Append what (batch, new, size) this layer mixes of the new tokens; returns it after that of the last `taps`, zeros at the start."""
        earlier = self.recent[layer] if self.length else x.new_zeros(len(x), self.taps, x.shape[2])
        wide = torch.cat([earlier, x], dim=1)
        self.recent[layer] = wide[:, -self.taps:]
        return wide

    def keep(self, rows: list[int]) -> None:
        """Only these sequences of the batch go on, in this order; no row may move to a later place."""
        for new, old in enumerate(rows):
            if new != old:
                self.store[:, :, new, :, :self.length] = self.store[:, :, old, :, :self.length]
        self.store = self.store[:, :, :len(rows)]
        self.recent = {layer: x[rows] for layer, x in self.recent.items()}


class ShortConvolution(nn.Module):
    """Adds to every token's channels a learnt mix of those of the `taps` tokens before it, channel by channel (a causal depthwise
    convolution, as in Primer: So et al. 2021). It begins as nothing, and maps (batch, time, size) to the same."""

    def __init__(self, taps: int, size: int, layer: int):
        super().__init__()
        self.weight, self.layer = nn.Parameter(torch.zeros(size, 1, taps)), layer  # as of `nn.Conv1d`; the last tap is the nearest token's

    def forward(self, x: Tensor, cache: KVCache | None) -> Tensor:
        taps = self.weight[:, 0].T
        wide = cache.before(self.layer, x) if cache else F.pad(x, (0, 0, len(taps), 0))
        return (x + sum(tap * wide[:, n:n + x.shape[1]] for n, tap in enumerate(taps))).to(x.dtype)


class Attention(nn.Module):
    """Causal multi-head self-attention (Vaswani et al. 2017) with rotary or relative positions, and with `taps`, a `ShortConvolution` of
    queries, keys and values."""

    def __init__(self, config: ModelConfig, layer: int):
        super().__init__()
        self.heads, self.layer = config.heads, layer
        relative = config.positions == "relative"
        self.distance = nn.Parameter(0.02 * torch.randn(config.context, config.heads, config.hidden // config.heads)) if relative else None
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (nn.Linear(config.hidden, config.hidden, bias=False) for _ in range(4))
        self.conv = ShortConvolution(config.taps, 3 * config.hidden, layer) if config.taps else None

    def forward(self, x: Tensor, table: Tensor, cache: KVCache | None) -> Tensor:
        parts = [proj(x) for proj in (self.q_proj, self.k_proj, self.v_proj)]
        if self.conv: parts = self.conv(torch.cat(parts, dim=2), cache).chunk(3, dim=2)
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
        if self.distance is None:
            q, k = rotate(q, table), rotate(k, table)
        kind = v.dtype
        if cache:
            k, v = cache.add(self.layer, torch.stack([k, v]))  # in the cache's own precision
        seen, new = k.shape[2], q.shape[2]
        if self.training and x.device.type == "cpu":
            far = None if self.distance is None else self.distance[:new].flip(0).transpose(0, 1).repeat(len(x), 1, 1).to(v.dtype)
            mixed = causal_attention(*(each.to(v.dtype).flatten(0, 1) for each in (q, k, v)), far)[0].unflatten(0, q.shape[:2])
        elif self.distance is not None:
            far = torch.einsum("bhid,chd->bhic", q, self.distance[:seen].flip(0))  # of each distance, the farthest first
            shifted = F.pad(far, (1, 0)).flatten(2)[..., new:].unflatten(2, (new, seen))  # row by row to its place ("skewing")
            scores = (q.to(k.dtype) @ k.mT + shifted) / math.sqrt(q.shape[3])
            ahead = torch.ones(new, seen, dtype=torch.bool, device=x.device).triu(seen - new + 1)
            mixed = scores.masked_fill(ahead, -torch.inf).softmax(-1).to(v.dtype) @ v
        else:
            mask = None if new in (1, seen) else torch.ones(new, seen, dtype=torch.bool, device=x.device).tril(seen - new)
            mixed = F.scaled_dot_product_attention(q.to(k.dtype), k, v, attn_mask=mask, is_causal=new == seen and new > 1)
        return self.o_proj(mixed.transpose(1, 2).flatten(2).to(kind))


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020)."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden, config.intermediate, bias=False)
        self.up_proj = nn.Linear(config.hidden, config.intermediate, bias=False)
        self.down_proj = nn.Linear(config.intermediate, config.hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    """One pre-norm transformer layer."""

    def __init__(self, config: ModelConfig, layer: int):
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.hidden, eps=1e-5)
        self.self_attn = Attention(config, layer)
        self.post_attention_layernorm = nn.RMSNorm(config.hidden, eps=1e-5)
        self.mlp = FeedForward(config)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, table: Tensor, cache: KVCache | None) -> Tensor:
        x = x + self.dropout(self.self_attn(self.input_layernorm(x), table, cache))
        return x + self.dropout(self.mlp(self.post_attention_layernorm(x)))


@torch.compiler.disable  # compiled, it adds up the gradients of a token that comes again in any order on a CPU with several cores
def _embed(table: nn.Embedding, ids: Tensor) -> Tensor: return table(ids)


class Transformer(nn.Module):
    """A decoder in the shape, and with the parameter names, of Hugging Face's `LlamaForCausalLM` (tied embeddings).

    `forward(ids)` maps token ids (batch, time) to logits (batch, time, vocabulary). With a `KVCache`, `ids` are the next tokens
    after those in the cache, which takes them in. With `targets`, it returns their `token_loss` instead: compiled together, the two
    need not write the logits in 32 bits to memory.
    """

    def __init__(self, config: ModelConfig):
        super().__init__()
        if config.hidden % (2 * config.heads):
            raise TatumError(f"hidden({config.hidden})은 heads({config.heads})의 두 배로 나누어떨어져야 합니다. 설정 파일을 고치십시오.")
        self.config = config
        self.model = nn.ModuleDict({"embed_tokens": nn.Embedding(config.vocab_size, config.hidden),
                                    "layers": nn.ModuleList(Block(config, n) for n in range(config.layers)),
                                    "norm": nn.RMSNorm(config.hidden, eps=1e-5)})
        self.register_buffer("rotary", rotary_table(config.context, config.hidden // config.heads), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:  # as GPT-2: residual projections start smaller the deeper the model
                deep = name.endswith(("o_proj.weight", "down_proj.weight"))
                nn.init.normal_(weight, std=0.02 / math.sqrt(2 * config.layers) if deep else 0.02)

    def forward(self, ids: Tensor, cache: KVCache | None = None, targets: Tensor | None = None) -> Tensor:
        start = cache.length if cache else 0
        table = self.rotary[:, start:start + ids.shape[1]].to(self.model.embed_tokens.weight.dtype)
        x = _embed(self.model.embed_tokens, ids)
        for block in self.model.layers:
            x = block(x, table, cache)
        if cache:
            cache.length += ids.shape[1]
        logits = F.linear(self.model.norm(x), self.model.embed_tokens.weight)
        return logits if targets is None else token_loss(logits, targets)


def token_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy in nats per token; targets of -100 do not count."""
    return F.cross_entropy(logits.float().flatten(0, -2), targets.flatten(), ignore_index=IGNORED)
