"""The loss on pieces that are not trained on, as a whole and by kind of token."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import torch
from torch import nn

from ..data.vocabulary import FRAME, token_kinds
from ..data.windows import IGNORED, TokenStream

__all__ = ['Losses', 'PARTS', 'loss_by_kind', 'validation_loss']


PARTS = ("position", "pitch", "velocity", "duration", "frame")


@dataclass(frozen=True)
class Losses:
    """Mean losses in nats per token: over all learnt tokens, and by kind (of `PARTS`, those that
    occur)."""
    mean: float
    parts: dict[str, float]


def _part_numbers(stream: TokenStream) -> torch.Tensor:
    """The number in `PARTS` of every token id; bar lines and the end count as positions."""
    names = {"Pitch": "pitch", "Velocity": "velocity", "Duration": "duration",
             **dict.fromkeys(FRAME, "frame")}
    kinds = token_kinds(stream.tokenizer).kind
    return torch.tensor([PARTS.index(names.get(kind, "position")) for kind in kinds])


@torch.inference_mode()
def loss_by_kind(model: nn.Module, stream: TokenStream, most: int | None = None,
                 frames: bool = False) -> Losses:
    """The losses of `model` over the learnt tokens of `stream`, or of about `most` windows spread
    evenly over it. Frames are hidden, or with `frames` visible and learnt."""
    model.eval()
    device, numbers = next(model.parameters()).device, _part_numbers(stream)
    # on the CPU: Apple's GPUs have no float64
    total, count = torch.zeros(2, len(PARTS), dtype=torch.float64)
    for inputs, targets, _ in stream.windows(8, frames, most):
        targets = torch.from_numpy(targets).flatten()
        logits = model(torch.from_numpy(inputs).to(device)).float().flatten(0, 1)
        losses = nn.functional.cross_entropy(logits, targets.to(device), ignore_index=IGNORED,
                                             reduction="none").cpu().double()
        learnt = targets != IGNORED
        kinds = numbers[targets[learnt]]
        total.index_add_(0, kinds, losses[learnt])
        count += torch.bincount(kinds, minlength=len(PARTS))
    parts = {name: t / c for name, t, c in zip(PARTS, total.tolist(), count.tolist()) if c}
    return Losses(float(total.sum() / count.sum()), parts)


def validation_loss(model: nn.Module, stream: TokenStream, most: int | None = None) -> float:
    """The mean loss of `loss_by_kind`, frames hidden."""
    return loss_by_kind(model, stream, most).mean
