"""Whether a model reads the lead-sheet frames of the music that it predicts."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
from miditok import REMI
from torch import nn

from ..data.tokens import transposition_table
from ..data.vocabulary import token_kinds
from ..data.windows import TokenStream
from ..training.validation import token_losses
from .intervals import Estimate
from .losses import bare_table, nats_per

__all__ = ['SlotUse', 'frame_use']


@dataclass(frozen=True)
class SlotUse:
    """Nats per Pitch token of real music with one kind of slot shown as it is (`right`), moved by 1
    to 11 semitones (`wrong`) or hidden; all other kinds are hidden."""
    right: Estimate
    wrong: Estimate
    hidden: Estimate


def frame_use(model: nn.Module, stream: TokenStream, seed: int = 0,
              most: int | None = 200) -> dict[str, SlotUse]:
    """{"Chord" and "Melody": how the loss of pitches depends on them}, on about `most` windows of
    `stream`. Wrong slots are moved by one interval a window."""
    kind, every = token_kinds(stream.tokenizer).kind, np.arange(len(stream.tokenizer))
    bare = bare_table(stream.tokenizer)
    moved, scores = _transpositions(stream.tokenizer), {}
    hidden = _pitch_loss(model, stream, [bare], seed, most)
    for slot in ("Chord", "Melody"):
        own = np.char.startswith(kind, slot)
        right = _pitch_loss(model, stream, [np.where(own, every, bare)], seed, most)
        wrong = [np.where(own, table, bare) for table in moved]
        scores[slot] = SlotUse(right, _pitch_loss(model, stream, wrong, seed, most), hidden)
    return scores


def _transpositions(tokenizer: REMI) -> list[np.ndarray]:
    """Tables (ids,) that move all pitches by 1 to 11 semitones, up or, off the keyboard, down."""
    tables = []
    for shift in range(1, 12):
        up, down = (transposition_table(tokenizer, by) for by in (shift, shift - 12))
        tables.append(np.where(up < 0, down, up))
    return tables


def _pitch_loss(model: nn.Module, stream: TokenStream, tables: list[np.ndarray], seed: int,
                most: int | None) -> Estimate:
    """Nats per Pitch token when each window is read through one of `tables`, drawn at random."""
    rng = np.random.default_rng(seed)

    def changed():
        for inputs, targets, piece in stream.windows(8, frames=True, most=most):
            rows = [tables[rng.integers(len(tables))][row] for row in inputs]
            yield np.stack(rows), targets, piece
    found = token_losses(model, changed())
    pitch = token_kinds(stream.tokenizer).kind[found.target] == "Pitch"
    return nats_per(found, pitch, seed, pitch)
