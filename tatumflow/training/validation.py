"""The loss on pieces that are not trained on, as a whole and by kind of token."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from ..data.vocabulary import FRAME, token_kinds
from ..data.windows import IGNORED, TokenStream

__all__ = ['Losses', 'PARTS', 'TokenLosses', 'loss_by_kind', 'token_losses', 'validation_loss']


@dataclass(frozen=True)
class TokenLosses:
    """One entry for every learnt token, in four arrays (tokens,).

    `nats` is the surprise -ln p and `target` the token's id; `window` and `piece` are the numbers
    of the window and of the piece that it stands in.
    """
    nats: np.ndarray
    target: np.ndarray
    window: np.ndarray
    piece: np.ndarray

    def sums(self, *columns: np.ndarray) -> np.ndarray:
        """Each of `columns` (tokens,) summed up by window, and the window's piece, (windows, …)."""
        _, first, number = np.unique(self.window, return_index=True, return_inverse=True)
        sums = [np.bincount(number, column) for column in columns]
        return np.stack([*sums, self.piece[first]], axis=1)


@torch.inference_mode()
def token_losses(model: nn.Module, batches: Iterable) -> TokenLosses:
    """The surprise of every learnt token of `batches` (see `TokenStream.windows`).

    `model` maps ids (batch, time) to logits (batch, time, vocabulary). Targets of -100 (padding,
    header, hidden frame slots) are left out.
    """
    device, parts, window = next(model.parameters()).device, [], 0
    for inputs, targets, piece in batches:
        logits = model(torch.from_numpy(inputs).to(device)).float().flatten(0, 1)
        answers = torch.from_numpy(targets).to(device).flatten()
        nats = nn.functional.cross_entropy(logits, answers, ignore_index=IGNORED, reduction="none")
        nats = nats.cpu().numpy().reshape(targets.shape)
        rows, columns = np.nonzero(targets != IGNORED)
        parts.append((nats[rows, columns], targets[rows, columns], rows + window, piece[rows]))
        window += len(targets)
    return TokenLosses(*(np.concatenate(column) for column in zip(*parts)))


PARTS = ("position", "pitch", "velocity", "duration", "tempo", "frame")


@dataclass(frozen=True)
class Losses:
    """Mean losses in nats: `mean` of a learnt token, `note` of all learnt tokens by note, and
    those of a token of each kind (of `PARTS`, those that occur)."""
    mean: float
    note: float
    parts: dict[str, float]


def _part_numbers(stream: TokenStream) -> np.ndarray:
    """The number in `PARTS` of every token id; bar lines and the end count as positions."""
    names = {"Pitch": "pitch", "Velocity": "velocity", "Duration": "duration",
             **dict.fromkeys(FRAME, "frame"), "Tempo": "tempo"}
    kinds = token_kinds(stream.tokenizer).kind
    return np.array([PARTS.index(names.get(kind, "position")) for kind in kinds])


def loss_by_kind(model: nn.Module, stream: TokenStream, most: int | None = None,
                 frames: bool = False) -> Losses:
    """The losses of `model` over the learnt tokens of `stream`, or of about `most` windows spread
    evenly over it. Of the frames only the tempo is visible and learnt, or with `frames` all."""
    model.eval()
    found = token_losses(model, stream.windows(8, frames, most))
    numbers = _part_numbers(stream)[found.target]
    total = np.bincount(numbers, found.nats, len(PARTS))
    count = np.bincount(numbers, minlength=len(PARTS))
    parts = {name: t / c for name, t, c in zip(PARTS, total.tolist(), count.tolist()) if c}
    notes = max(1, count[PARTS.index("pitch")])
    return Losses(float(total.sum() / count.sum()), float(total.sum() / notes), parts)


def validation_loss(model: nn.Module, stream: TokenStream, most: int | None = None) -> float:
    """The mean loss of `loss_by_kind` (nats per token), frames hidden but for the tempo."""
    return loss_by_kind(model, stream, most).mean
