# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import List

import torch
from torch import Tensor

__all__ = ['causal_attention']


_BLOCK = 128


def _aslant(x: Tensor) -> Tensor:
    """A view of (n, rows, width) in which row r begins rows - 1 - r places to the right ("skewing", Huang et al. 2018): of products
    with each distance, farthest first, it shows those with each key. Right of the query's own key it shows the next row's beginning."""
    return x.as_strided(x.shape, (x.shape[1] * x.shape[2], x.shape[2] - 1, 1), x.shape[1] - 1)


@torch.library.custom_op("tatumflow::causal_attention", mutates_args=())
def causal_attention(q: Tensor, k: Tensor, v: Tensor, distance: Tensor | None) -> List[Tensor]:  # torch 2.4-2.6 know no list[Tensor] here
    """Causal attention, (n, time, size) each, for training on the CPU: a block of queries meets only the keys up to its end, so that
    the products which the mask throws away are mostly never made. `distance` are the keys of relative positions, farthest first.
    Returns the mixed values, and each block's weights for the gradient."""
    mixed, weights = torch.empty_like(v), []
    ahead = q.new_full((_BLOCK, _BLOCK), -torch.inf).triu(1)
    q = q * q.shape[2] ** -0.5
    for start in range(0, q.shape[1], _BLOCK):
        block, seen = q[:, start:start + _BLOCK], slice(start + _BLOCK)
        scores = torch.bmm(block, k[:, seen].mT)
        if distance is not None:
            scores += _aslant(torch.bmm(block, distance[:, -scores.shape[2]:].mT))
        scores[:, :, start:] += ahead[:block.shape[1], :block.shape[1]]
        weights.append(scores.softmax(-1))
        torch.bmm(weights[-1], v[:, seen], out=mixed[:, start:start + _BLOCK])
    return [mixed, *weights]


@torch.library.custom_op("tatumflow::causal_attention_gradient", mutates_args=())
def _causal_attention_gradient(gradient: Tensor, q: Tensor, k: Tensor, v: Tensor, distance: Tensor | None,
                               weights: List[Tensor]) -> List[Tensor]:
    dq, dk, dv, *ddistance = [torch.empty_like(x) for x in (q, k, v, distance) if x is not None]
    scale = q.shape[2] ** -0.5
    for n, weight in reversed(list(enumerate(weights))):  # the last block first: it meets all keys, and the others add to it
        block, seen, more = slice(n * _BLOCK, (n + 1) * _BLOCK), slice((n + 1) * _BLOCK), int(n + 1 < len(weights))
        dv[:, seen].baddbmm_(weight.mT, gradient[:, block], beta=more)
        dscores = torch._softmax_backward_data(torch.bmm(gradient[:, block], v[:, seen].mT), weight, -1, weight.dtype)
        dq[:, block].baddbmm_(dscores, k[:, seen], beta=0, alpha=scale)
        dk[:, seen].baddbmm_(dscores.mT, q[:, block], beta=more, alpha=scale)
        if distance is not None:
            dfar, last = torch.zeros_like(dscores), slice(-dscores.shape[2], None)
            _aslant(dfar)[:, :, :-1] = dscores[:, :, :-1]  # the rows overlap in the last column, of which only the last row's counts
            dfar[:, -1, -1] = dscores[:, -1, -1]
            dq[:, block].baddbmm_(dfar, distance[:, last], alpha=scale)
            ddistance[0][:, last].baddbmm_(dfar.mT, q[:, block], beta=more, alpha=scale)
    return [dq, dk, dv, *ddistance]


@causal_attention.register_fake
def _(q, k, v, distance):
    starts = range(0, q.shape[1], _BLOCK)
    return [torch.empty_like(v), *(q.new_empty(len(q), min(_BLOCK, q.shape[1] - n), min(n + _BLOCK, q.shape[1])) for n in starts)]


@_causal_attention_gradient.register_fake
def _(gradient, q, k, v, distance, weights):
    return [torch.empty_like(x) for x in (q, k, v, distance) if x is not None]


def _keep(ctx, inputs, output):
    ctx.save_for_backward(*inputs, *output[1:])


def _differentiate(ctx, gradients):
    q, k, v, distance, *weights = ctx.saved_tensors
    found = _causal_attention_gradient(gradients[0].contiguous(), q, k, v, distance, weights)
    return *found, *[None] * (distance is None)


causal_attention.register_autograd(_differentiate, setup_context=_keep)
