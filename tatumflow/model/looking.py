"""What a model looks at."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.vocabulary import token_kinds
from ..runtime.fonts import use_korean_font
from .transformer import Transformer

__all__ = ['attention_weights', 'draw_attention', 'draw_bar_attention']


@torch.inference_mode()
def attention_weights(model: Transformer, ids) -> Tensor:
    """How much each of `ids` (a sequence of token ids) looks at each: float32 on the CPU, (layers,
    heads, time, time); a row sums to 1, with nothing after its own place."""
    seen = []

    def look(attention, inputs, output):  # recomputed from the layer's queries and keys
        q, k, _ = attention.project(inputs[0], inputs[1], None)
        scores = (q[0] @ k[0].mT).float().cpu() / q.shape[-1] ** 0.5
        ahead = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        seen.append(scores.masked_fill(ahead, -torch.inf).softmax(-1))

    hooks = [block.self_attn.register_forward_hook(look) for block in model.model.layers]
    try: model(torch.as_tensor(np.asarray(ids, np.int64), device=model.rotary.device)[None])
    finally:
        for hook in hooks: hook.remove()
    return torch.stack(seen)


def draw_attention(weights: Tensor, rows: list[str], columns: list[str], title: str, ax):
    """Draw weights (rows, columns), dark for much, on the Axes `ax` under the tokens' names."""
    use_korean_font()
    ax.imshow(weights.numpy(), cmap="Blues", vmin=0, vmax=1, aspect="auto")
    ax.set_xticks(range(len(columns)), columns, rotation=90, fontsize=7)
    ax.set_yticks(range(len(rows)), rows, fontsize=7)
    ax.set_title(title, fontsize=10)


def draw_bar_attention(model: Transformer, tokenizer: REMI, ids: np.ndarray, bar: int):
    """Draw where three heads look while the pitches of a bar with notes (counted from 0) are
    chosen: those that put most weight on chords, melody and earlier pitches. Returns the figure."""
    from matplotlib import pyplot as plt
    use_korean_font()
    weights, kind = attention_weights(model, ids), token_kinds(tokenizer).kind[ids]
    edges = [*np.flatnonzero(kind == "Bar"), len(ids)]
    places, names = np.arange(*edges[bar:bar + 2]), [tokenizer[int(token)] for token in ids]
    rows = places[kind[places] == "Position"]
    figure, axes = plt.subplots(3, 1, figsize=(10, 8), layout="constrained")
    for ax, seen in zip(axes, ("Chord", "Melody", "Pitch")):
        shares = weights[:, :, rows][..., np.char.startswith(kind, seen)].sum(-1).mean(-1)
        layer, head = np.unravel_index(int(shares.argmax()), shares.shape)
        title = f"{layer + 1}층 {head + 1}번 헤드: 가중치의 {shares.max():.0%}가 {seen} 토큰에"
        draw_attention(weights[layer, head][rows][:, places], [names[row] for row in rows],
                       [names[place] for place in places], title, ax)
    return figure
