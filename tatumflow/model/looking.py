"""What a model looks at."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from torch import Tensor

from ..runtime.fonts import use_korean_font
from .transformer import Transformer

__all__ = ['attention_weights', 'draw_attention']


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
