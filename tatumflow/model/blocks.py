"""Causal attention in blocks of queries, for training in bfloat16 on a CPU: there PyTorch's own
attention takes a third of a step more, since it multiplies what the mask then throws away."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import torch
from torch import Tensor
from torch.nn import functional as F

__all__ = ['BLOCK', 'attend_in_blocks', 'in_blocks_is_faster']


BLOCK = 256  # queries at a time


def in_blocks_is_faster(q: Tensor) -> bool:
    """Whether queries are those of a training step in bfloat16 on a CPU. Measured in the ledger."""
    return q.requires_grad and q.device.type == "cpu" and q.dtype == torch.bfloat16


def attend_in_blocks(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """What queries see of keys and values, (batch, heads, time, size) each and in the result; none
    looks past its own place. The queries of a block meet the keys up to their own end only."""
    ahead = torch.full((BLOCK, BLOCK), -torch.inf, dtype=q.dtype).triu(1)
    q, parts = q * q.shape[-1] ** -0.5, []
    for start in range(0, q.shape[2], BLOCK):
        block = q[:, :, start:start + BLOCK]
        new, seen = block.shape[2], start + block.shape[2]
        scores = block @ k[:, :, :seen].mT + F.pad(ahead[:new, :new], (start, 0))
        parts.append(scores.softmax(-1) @ v[:, :, :seen])
    return torch.cat(parts, dim=2)
