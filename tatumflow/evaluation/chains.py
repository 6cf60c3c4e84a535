"""Markov chains: language models that only count."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from miditok import REMI
from torch import nn

from ..data.vocabulary import FRAME, token_kinds
from .losses import bare_table
from .pieces import Piece

__all__ = ['MarkovChain', 'TokenChain']


def _discount(count: np.ndarray) -> float:
    """D of absolute discounting for these counts: n1 / (n1 + 2 n2) of the counts that are 1 and 2,
    held between 0.1 and 0.9."""
    once, twice = (np.count_nonzero(count == n) for n in (1, 2))
    return min(max(once / max(once + 2 * twice, 1), 0.1), 0.9)


def _run_numbers(ids: np.ndarray, length: int, size: int) -> np.ndarray:
    """One number for each run of `length` symbols (each below `size`) along the last axis."""
    steps = max(0, ids.shape[-1] - length + 1)
    number = np.zeros((*ids.shape[:-1], steps), np.int64)
    for place in range(length):
        number = number * size + ids[..., place:place + steps]
    return number


class MarkovChain(nn.Module):
    """ln p(next symbol | the last `order`), counted in `sequences` of numbers below `size`: ids
    (batch, time) -> (batch, time, size).

    Shorter memories are mixed in by absolute discounting (Ney, Essen and Kneser, 1994): p_k =
    (max(count(past, next) - D, 0) + D kinds(past) p_{k-1}) / count(past), where kinds(past) is how
    many different symbols followed, and D is `_discount` of all counts of that length. The shortest
    memory knows only of which of `kinds` (one name a symbol; default: all alike) the last was.
    """

    def __init__(self, sequences: list[np.ndarray], size: int, order: int = 3, kinds=None):
        super().__init__()
        self.size = size
        sequences = [np.asarray(s, np.int64) for s in sequences]
        _, self.kinds = np.unique(np.zeros(size) if kinds is None else kinds, return_inverse=True)
        self.alone = nn.Parameter(torch.tensor(self._count_alone(sequences), dtype=torch.float32),
                                  requires_grad=False)
        self.tables = []  # for each length: past, next and how often, ascending, and the discount
        for length in range(1, order + 1):
            runs = np.concatenate([_run_numbers(s, length + 1, size) for s in sequences])
            grams, count = np.unique(runs, return_counts=True)
            self.tables.append((grams // size, grams % size, count, _discount(count)))

    def _count_alone(self, sequences: list[np.ndarray]) -> np.ndarray:
        """p(next symbol | kind of the last), shape (kinds, size)."""
        count = np.zeros((self.kinds.max() + 1, self.size))
        for s in sequences:
            np.add.at(count, (self.kinds[s[:-1]], s[1:]), 1)
        total = np.maximum(count.sum(1, keepdims=True), 1)
        p = np.maximum(count - _discount(count), 0) / total
        return p + (1 - p.sum(1, keepdims=True)) / self.size

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        ids = ids.cpu().numpy()
        p = self.alone.cpu().numpy()[self.kinds[ids.ravel()]]
        places = np.arange(ids.size).reshape(ids.shape)
        for length, table in enumerate(self.tables[:ids.shape[-1]], 1):
            runs = _run_numbers(ids, length, self.size).ravel()
            self._mix(p, places[..., length - 1:].ravel(), runs, table)
        return torch.from_numpy(np.log(p).reshape(*ids.shape, self.size))

    def _mix(self, p: np.ndarray, place: np.ndarray, runs: np.ndarray, table) -> None:
        """Mix a table into `p` (places, size), whose row `place[i]` has the past `runs[i]`."""
        past, after, count, less = table
        first, last = (np.searchsorted(past, runs, side=side) for side in ("left", "right"))
        kinds = last - first
        row = np.repeat(np.arange(len(kinds)), kinds)  # one for every symbol that followed
        entry = np.arange(len(row)) + np.repeat(first - np.cumsum(kinds) + kinds, kinds)
        total = np.bincount(row, count[entry], minlength=len(kinds))
        known = kinds > 0
        p[place[known]] *= (less * kinds[known] / total[known])[:, None]
        p[place[row], after[entry]] += (count[entry] - less) / total[row]


class TokenChain(nn.Module):
    """Two `MarkovChain`s over the tokens of `training`, one that saw frames and one that saw them
    hidden; each batch of ids (batch, time) is read by its own."""

    def __init__(self, training: list[Piece], tokenizer: REMI, order: int = 3):
        super().__init__()
        kinds, size, bare = token_kinds(tokenizer).kind, len(tokenizer), bare_table(tokenizer)
        self.framed = np.isin(kinds, FRAME[1:])
        self.visible = MarkovChain([piece.ids for piece in training], size, order, kinds)
        self.hidden = MarkovChain([bare[piece.ids] for piece in training], size, order, kinds)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        chain = self.visible if self.framed[ids.cpu().numpy()].any() else self.hidden
        return chain(ids)
