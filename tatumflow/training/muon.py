# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
import warnings

import torch

from ..model.config import TrainConfig
from ..model.transformer import Transformer
from ..runtime.platforms import pick_device

__all__ = ['Muon', 'MuonAdamW', 'orthogonalize']


def orthogonalize(matrices: torch.Tensor) -> torch.Tensor:
    """Bring the singular values of a stack of matrices (n, rows, columns) near 1, between about 0.7 and 1.2, where they were not
    tiny, and keep the directions. Five rounds of Newton-Schulz with the quintic of Jordan et al. 2024 (kellerjordan.github.io/posts/muon)."""
    x = matrices / matrices.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    x = x if (wide := x.shape[1] <= x.shape[2]) else x.mT
    for _ in range(5):
        square = x @ x.mT
        turn = torch.baddbmm(square, square, square, beta=-4.7750, alpha=2.0315)
        turn.diagonal(dim1=1, dim2=2).add_(3.4445)
        x = turn @ x
    return x if wide else x.mT


def _precision(x: torch.Tensor) -> torch.dtype:
    """That of matrix products here, if small gradients survive in it: float16 has not their range."""
    kind = x.device.type
    half = torch.amp.is_autocast_available(kind) and torch.is_autocast_enabled(kind) and torch.get_autocast_dtype(kind) == torch.bfloat16
    return torch.bfloat16 if half else x.dtype


def _walk(groups: list, precision: torch.dtype) -> None:
    """A step of `Muon`. Of each group: weights, gradients, momenta, learning rate (a tensor: a number would be compiled in), settings."""
    turning = {}  # by the shape of a block: (weight, its blocks, of columns?, learning rate)
    for weights, gradients, memory, rate, decay, momentum, block, columns in groups:
        torch._foreach_lerp_(memory, gradients, 1 - momentum)
        for p, x in zip(weights, torch._foreach_lerp(gradients, memory, momentum)):  # Nesterov's
            p.mul_(1 - rate * decay)
            x = x.to(precision).mT if columns else x.to(precision)
            blocks = x.unflatten(0, (-1, block or len(x)))
            turning.setdefault(blocks.shape[1:], []).append((p, blocks, columns, rate))
    for shape, parts in turning.items():
        turned = orthogonalize(torch.cat([blocks for _, blocks, *_ in parts])).split([len(blocks) for _, blocks, *_ in parts])
        for (p, _, columns, rate), step in zip(parts, turned):
            step = step.flatten(0, 1).to(p.dtype)  # a small rate times float16 would be nothing
            p.sub_((step.mT if columns else step) * (0.2 * math.sqrt(max(shape)) * rate))


class Muon(torch.optim.Optimizer):
    """Momentum whose steps are orthogonalized (Jordan et al. 2024), for matrices only. The steps are scaled to the size that AdamW's
    have (Liu et al. 2025, "Muon is scalable for LLM training").

    Every matrix is cut into blocks of `block` rows, or columns if `columns` is set, and each is turned on its own (as in Khaled et al.
    2025, "MuonBP"); without `block` it is turned whole. Blocks of one shape are turned together. With `compile` a step is compiled first.
    """

    def __init__(self, params, lr: float, weight_decay: float, momentum: float = 0.95, block: int | None = None, columns: bool = False,
                 compile: bool = False):
        super().__init__(params, dict(lr=lr, weight_decay=weight_decay, momentum=momentum, block=block, columns=columns))
        self._walk = torch.compile(_walk, dynamic=False) if compile else _walk

    @torch.no_grad()
    def step(self, closure=None) -> None:
        groups = []
        for group in self.param_groups:
            weights = [p for p in group["params"] if p.grad is not None]
            for p in weights:
                if p not in self.state:
                    self.state[p]["momentum_buffer"] = torch.zeros_like(p)
            groups.append((weights, [p.grad for p in weights], [self.state[p]["momentum_buffer"] for p in weights], torch.tensor(group["lr"]),
                           *(group[name] for name in ("weight_decay", "momentum", "block", "columns"))))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # torch 2.13 warns, while it compiles, of a call of its own
            self._walk(groups, _precision(self.param_groups[0]["params"][0]))


class MuonAdamW(torch.optim.Optimizer):
    """Two optimizers as one: `Muon` for the matrices inside a `Transformer`'s layers, those of attention head by head, AdamW (Loshchilov
    and Hutter 2019) for its embeddings and norms."""

    def __init__(self, model: Transformer, training: TrainConfig):
        layers, head = model.model.layers, model.config.hidden // model.config.heads
        into = [proj.weight for layer in layers for proj in (layer.self_attn.q_proj, layer.self_attn.k_proj, layer.self_attn.v_proj)]
        inner = [dict(params=into, block=head), dict(params=[layer.self_attn.o_proj.weight for layer in layers], block=head, columns=True),
                 dict(params=[weight for layer in layers for weight in layer.mlp.parameters()])]
        turned = {id(p) for group in inner for p in group["params"]}
        tables = [p for p in model.parameters() if p.dim() > 1 and id(p) not in turned]
        norms = [p for p in model.parameters() if p.dim() == 1]
        shared = dict(lr=training.learning_rate, weight_decay=training.weight_decay)
        self.parts = (Muon(inner, **shared, compile=training.compile and pick_device().kind == "cpu"),
                      torch.optim.AdamW([{"params": tables}, {"params": norms, "weight_decay": 0.0}], betas=(0.9, 0.95), **shared))
        super().__init__(self._groups(), {})

    def _groups(self) -> list[dict]:
        return [group for part in self.parts for group in part.param_groups]

    def step(self, closure=None) -> None:
        for part in self.parts:
            part.step()

    def state_dict(self) -> dict:
        return {"parts": [part.state_dict() for part in self.parts]}

    def load_state_dict(self, found: dict) -> None:
        for part, state in zip(self.parts, found["parts"]):
            part.load_state_dict(state)
        self.param_groups = self._groups()
