# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import Iterable

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..data.harmony import BAR_SECONDS
from ..data.tokens import transposition_table
from ..data.vocabulary import FRAME, token_kinds
from ..data.windows import IGNORED, TokenStream
from .intervals import bootstrap

__all__ = ['frame_use', 'hidden_losses', 'ratio', 'token_losses', 'visible_losses']


@torch.inference_mode()
def token_losses(model: nn.Module, batches: Iterable) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The surprise -ln p (nats) of every learnt token of `batches` (see `TokenStream.windows`), that token's id, and the numbers of its window
    and of its piece.

    `model` maps ids (batch, time) to logits (batch, time, vocabulary). Four 1-D arrays of one length; targets of -100 (padding,
    header, hidden frame slots) are left out.
    """
    device, parts, window = next(model.parameters()).device, [], 0
    for inputs, targets, piece in batches:
        logits = model(torch.from_numpy(inputs).to(device)).float()
        nats = F.cross_entropy(logits.flatten(0, 1), torch.from_numpy(targets).to(device).flatten(), ignore_index=IGNORED, reduction="none")
        rows, columns = np.nonzero(targets != IGNORED)
        parts.append((nats.cpu().numpy().reshape(targets.shape)[rows, columns], targets[rows, columns], rows + window, piece[rows]))
        window += len(targets)
    return tuple(np.concatenate(column) for column in zip(*parts))


def ratio(nats: np.ndarray, unit: np.ndarray, window: np.ndarray, piece: np.ndarray, seed: int = 0) -> dict:
    """sum(nats) / sum(unit) over tokens, with the `bootstrap` interval over the pieces that their windows are of."""
    _, first, window = np.unique(window, return_index=True, return_inverse=True)
    total, amount = np.bincount(window, nats), np.bincount(window, unit)
    return bootstrap(lambda i: total[i].sum() / max(amount[i].sum(), 1e-9), piece[first], seed)


def hidden_losses(model: nn.Module, stream: TokenStream, seed: int = 0, most: int | None = None) -> tuple[dict, dict, np.ndarray]:
    """Loss of `model` on the notes of `stream` with frames hidden, lower is better: ({unit: `ratio`}, {token kind: nats per token},
    (windows, 3): nats, notes and number of the piece of each).

    `loss_token` = sum(-ln p) / tokens, `loss_note` = the same sum / Pitch tokens, `loss_second` = the same sum / seconds (2 s a
    Bar token); only the last two compare across tokenizers. With `most`, on about so many windows.
    """
    nats, targets, window, piece = token_losses(model, stream.windows(8, most=most))
    _, first, window = np.unique(window, return_index=True, return_inverse=True)
    kind = token_kinds(stream.tokenizer).kind[targets]
    units = {"loss_token": kind != "", "loss_note": kind == "Pitch", "loss_second": BAR_SECONDS * (kind == "Bar")}
    return ({name: ratio(nats, unit, window, piece, seed) for name, unit in units.items()},
            {str(k): float(nats[kind == k].mean()) for k in np.unique(kind)},
            np.stack([np.bincount(window, nats), np.bincount(window, kind == "Pitch"), piece[first]], axis=1))


def visible_losses(model: nn.Module, stream: TokenStream, seed: int = 0, most: int | None = None) -> dict:
    """Nats per token with frames visible: `loss_guided` of the notes, `loss_frame` of the frames (left out where there are none)."""
    nats, targets, window, piece = token_losses(model, stream.windows(8, frames=True, most=most))
    framed = np.isin(token_kinds(stream.tokenizer).kind[targets], FRAME)
    return {name: ratio(nats * part, part, window, piece, seed) for name, part in (("loss_guided", ~framed), ("loss_frame", framed)) if part.any()}


def frame_use(model: nn.Module, stream: TokenStream, seed: int = 0, most: int | None = 200) -> dict:
    """Nats per Pitch token of real music with one kind of slot shown and all others hidden: {"Chord" | "Melody": {"right" | "wrong" |
    "hidden": `ratio`}}. Wrong slots are moved by 1 to 11 semitones, one interval a window. On about `most` windows."""
    tokenizer, kinds, scores = stream.tokenizer, token_kinds(stream.tokenizer), {}
    every = np.arange(len(tokenizer))
    bare = np.where(np.isin(kinds.kind, FRAME), stream.hidden, every)
    shifts = [transposition_table(tokenizer, shift) for shift in range(1, 12)]
    shifts = [np.where(up < 0, transposition_table(tokenizer, shift - 12), up) for shift, up in enumerate(shifts, 1)]  # never off the keyboard

    def pitch_loss(tables):
        rng = np.random.default_rng(seed)
        changed = ((np.stack([tables[rng.integers(len(tables))][row] for row in inputs]), targets, piece)
                   for inputs, targets, piece in stream.windows(8, frames=True, most=most))
        nats, targets, window, piece = token_losses(model, changed)
        pitch = kinds.kind[targets] == "Pitch"
        return ratio(nats * pitch, pitch, window, piece, seed)

    hidden = pitch_loss([bare])
    for slot in ("Chord", "Melody"):
        own = np.char.startswith(kinds.kind, slot)
        scores[slot] = {"right": pitch_loss([np.where(own, every, bare)]), "wrong": pitch_loss([np.where(own, up, bare) for up in shifts]), "hidden": hidden}
    return scores
