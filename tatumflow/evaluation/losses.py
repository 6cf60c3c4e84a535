"""The loss of a language model on real music, by token, by note and by second of music."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
from miditok import REMI
from torch import nn

from ..data.tempo import bar_seconds
from ..data.vocabulary import FRAME, HIDDEN, token_kinds
from ..data.windows import TokenStream
from ..training.validation import token_losses, TokenLosses
from .intervals import bootstrap, Estimate

__all__ = [
    'HiddenLosses', 'SliceLosses', 'bare_table', 'hidden_losses', 'nats_per', 'visible_losses',
]


def nats_per(found: TokenLosses, unit: np.ndarray, seed: int = 0,
             part: np.ndarray | None = None) -> Estimate:
    """sum(nats) / sum(unit) of tokens, with the interval over pieces.

    `unit` (tokens,) is how much each token adds to the unit; `part` (tokens,) which tokens' nats
    count (default: all).
    """
    nats = found.nats if part is None else found.nats * part
    nats, amount, piece = found.sums(nats, unit).T

    def mean(i):
        return nats[i].sum() / max(amount[i].sum(), 1e-9)
    return bootstrap(mean, piece, seed)


@dataclass(frozen=True)
class SliceLosses:
    """Loss on the notes and tempi of a set of pieces, other slots hidden; lower is better.

    In nats per token, per note and per second; only the last two compare across tokenizers.
    `behind` is how many nats a note more than the best model's, paired by window.
    """
    loss_token: Estimate
    loss_note: Estimate
    loss_second: Estimate
    behind: Estimate | None = None

    @property
    def scores(self) -> dict[str, Estimate]:
        """{metric: its value}."""
        return {name: getattr(self, name) for name in ("loss_token", "loss_note", "loss_second")}


@dataclass(frozen=True)
class HiddenLosses:
    """What `hidden_losses` finds: `units`, {token kind: nats per token}, and of every window its
    nats, its notes and the number of its piece, (windows, 3)."""
    units: SliceLosses
    by_kind: dict[str, float]
    by_window: np.ndarray


def bare_table(tokenizer: REMI) -> np.ndarray:
    """For every token id the one that stands for it where frames are hidden: `HIDDEN` for every
    slot but Tempo, without which there is no time."""
    kind = token_kinds(tokenizer).kind
    return np.where(np.isin(kind, FRAME[1:]), tokenizer.vocab[HIDDEN], np.arange(len(kind)))


def hidden_losses(model: nn.Module, stream: TokenStream, seed: int = 0,
                  most: int | None = None) -> HiddenLosses:
    """Loss of `model` on the notes and tempi of `stream` with all other slots hidden; with `most`,
    on about so many windows. A note is a Pitch token; a Tempo token tells a bar's seconds."""
    found, kinds = token_losses(model, stream.windows(8, most=most)), token_kinds(stream.tokenizer)
    kind, tempi = kinds.kind[found.target], kinds.ids("Tempo")
    seconds = np.zeros(len(kinds.kind))
    seconds[tempi] = bar_seconds(np.arange(len(tempi)))
    units = (kind != "", kind == "Pitch", seconds[found.target])
    by_kind = {str(name): float(found.nats[kind == name].mean()) for name in np.unique(kind)}
    return HiddenLosses(SliceLosses(*(nats_per(found, unit, seed) for unit in units)), by_kind,
                        found.sums(found.nats, kind == "Pitch"))


def visible_losses(model: nn.Module, stream: TokenStream, seed: int = 0,
                   most: int | None = None) -> dict[str, Estimate]:
    """Nats per token with frames visible, {metric: its value}: `loss_guided` of the notes,
    `loss_frame` of the frames (left out where there are none)."""
    found = token_losses(model, stream.windows(8, frames=True, most=most))
    framed = np.isin(token_kinds(stream.tokenizer).kind[found.target], FRAME)
    parts = {"loss_guided": ~framed, "loss_frame": framed}
    return {name: nats_per(found, part, seed, part) for name, part in parts.items() if part.any()}
