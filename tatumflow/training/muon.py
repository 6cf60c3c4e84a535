"""Muon for the matrices inside the layers, AdamW for the rest, as one optimizer."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import torch
from torch import nn

from ..model.config import TrainConfig
from ..model.transformer import Transformer
from .precision import muon_precision

__all__ = ['Muon', 'MuonAdamW', 'orthogonalize']


def orthogonalize(matrix: torch.Tensor) -> torch.Tensor:
    """Bring the singular values of a matrix near 1, between about 0.7 and 1.2, where they were not
    tiny, and keep the directions; computed in the matrix's own precision. Five rounds of
    Newton-Schulz with the quintic of Jordan et al. 2024 (kellerjordan.github.io/posts/muon)."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / x.norm().clamp(min=1e-7)
    for _ in range(5):
        square = x @ x.T
        turn = torch.addmm(square, square, square, beta=-4.7750, alpha=2.0315)
        x = torch.addmm(x, turn, x, beta=3.4445)
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum whose steps are orthogonalized (Jordan et al. 2024), for matrices only, scaled to
    the size of AdamW's steps (Liu et al. 2025, "Muon is scalable for LLM training"). In
    bfloat16 the same as `torch.optim.Muon(…, adjust_lr_fn="match_rms_adamw")`, which has no other
    `precision`."""

    def __init__(self, params, lr: float, weight_decay: float, precision: torch.dtype,
                 momentum: float = 0.95):
        super().__init__(params, dict(lr=lr, weight_decay=weight_decay, momentum=momentum))
        self.precision = precision

    @torch.no_grad()
    def step(self, closure=None) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None: self._move(p, group)

    def _move(self, p: torch.Tensor, group: dict) -> None:
        if p not in self.state: self.state[p]["momentum_buffer"] = torch.zeros_like(p)
        memory = self.state[p]["momentum_buffer"].lerp_(p.grad, 1 - group["momentum"])
        ahead = p.grad.lerp(memory, group["momentum"])  # Nesterov's
        size = 0.2 * math.sqrt(max(p.shape)) * group["lr"]
        p.mul_(1 - group["lr"] * group["weight_decay"])
        p.add_(orthogonalize(ahead.to(self.precision)), alpha=-size)


class MuonAdamW(torch.optim.Optimizer):
    """Two optimizers as one: Muon for the matrices inside a `Transformer`'s layers, AdamW
    (Loshchilov and Hutter 2019) for its embeddings, norms and convolutions."""

    def __init__(self, model: Transformer, training: TrainConfig):
        inner = model.model.layers.modules()
        matrices = [module.weight for module in inner if isinstance(module, nn.Linear)]
        taken = {id(matrix) for matrix in matrices}
        others = [p for p in model.parameters() if id(p) not in taken]
        tables = {"params": [p for p in others if p.dim() > 1]}
        norms = {"params": [p for p in others if p.dim() == 1], "weight_decay": 0.0}
        rate, decay = training.learning_rate, training.weight_decay
        adamw = torch.optim.AdamW([tables, norms], rate, (0.9, 0.95), weight_decay=decay)
        self.parts = (Muon(matrices, rate, decay, muon_precision()), adamw)
        super().__init__(self._groups(), {})

    def _groups(self) -> list[dict]:
        return [group for part in self.parts for group in part.param_groups]

    def step(self, closure=None) -> None:
        for part in self.parts: part.step()

    def state_dict(self) -> dict:
        return {"parts": [part.state_dict() for part in self.parts]}

    def load_state_dict(self, found: dict) -> None:
        """Take the memory of the steps so far; learning rate, decay and the like stay its own."""
        settings = [{name: value for name, value in group.items() if name != "params"}
                    for group in self._groups()]
        for part, state in zip(self.parts, found["parts"]): part.load_state_dict(state)
        self.param_groups = self._groups()
        for group, own in zip(self.param_groups, settings): group.update(own)
