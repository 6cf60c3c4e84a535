# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from itertools import accumulate
from typing import Callable

import numpy as np
import torch
from miditok import REMI
from torch import nn

from ..data.etudes import make_etude
from ..data.notes import clip, make_notes
from ..data.vocabulary import FRAME, HIDDEN, token_kinds
from ..data.windows import TokenStream
from ..model.sampling import choose
from .passages import Passage, Piece

__all__ = [
    'MarkovChain', 'TokenChain', 'copied_prompt', 'markov_player', 'open_stream', 'other_style',
    'shuffled_pitches', 'uniform_pitches',
]


def uniform_pitches(passage: Passage, rng) -> np.ndarray:
    """The real rhythm with pitches drawn evenly from the prompt's range."""
    low, high = passage.prompt["pitch"].min(), passage.prompt["pitch"].max()
    return _repitched(passage.real, rng.integers(low, high + 1, len(passage.real)))


def shuffled_pitches(passage: Passage, rng) -> np.ndarray:
    """The real notes, their pitches in random order."""
    return _repitched(passage.real, rng.permutation(passage.real["pitch"]))


def copied_prompt(passage: Passage, rng) -> np.ndarray:
    """The last seconds of the prompt once more."""
    return clip(passage.prompt, passage.context - passage.seconds, passage.context)


def _repitched(notes: np.ndarray, pitch) -> np.ndarray:
    return make_notes(notes["onset"], notes["duration"], pitch, notes["velocity"])


def _discount(count: np.ndarray) -> float:
    """D of absolute discounting for these counts: n1 / (n1 + 2 n2) of the counts that are 1 and 2, held between 0.1 and 0.9."""
    once, twice = (np.count_nonzero(count == n) for n in (1, 2))
    return min(max(once / max(once + 2 * twice, 1), 0.1), 0.9)


def _run_numbers(ids: np.ndarray, length: int, size: int) -> np.ndarray:
    """One number for each run of `length` symbols (each below `size`) along the last axis."""
    steps = max(0, ids.shape[-1] - length + 1)
    return sum((ids[..., back:back + steps] * size ** (length - 1 - back) for back in range(length)), np.zeros(1, np.int64))


class MarkovChain(nn.Module):
    """ln p(next symbol | the last `order`), counted in `sequences` of numbers below `size`: ids (batch, time) -> (batch, time, size).

    Shorter memories are mixed in by absolute discounting (Ney, Essen and Kneser, 1994): p_k = (max(count(past, next) - D, 0) +
    D kinds(past) p_{k-1}) / count(past), where kinds(past) is how many different symbols followed. The shortest memory knows only of
    which of `kinds` (one name a symbol; default: all alike) the last symbol was.
    For D, see `_discount`.
    """

    def __init__(self, sequences: list[np.ndarray], size: int, order: int = 3, kinds=None):
        super().__init__()
        self.size, sequences = size, [np.asarray(s, np.int64) for s in sequences]
        _, self.kinds = np.unique(np.zeros(size) if kinds is None else kinds, return_inverse=True)
        count = np.zeros((self.kinds.max() + 1, size))
        for s in sequences:
            np.add.at(count, (self.kinds[s[:-1]], s[1:]), 1)
        total = np.maximum(count.sum(1, keepdims=True), 1)
        alone = np.maximum(count - _discount(count), 0) / total
        alone += (1 - alone.sum(1, keepdims=True)) / size
        self.alone = nn.Parameter(torch.tensor(alone, dtype=torch.float32), requires_grad=False)
        self.tables = []  # for each length of memory: past, next and how often, in ascending order
        for length in range(1, order + 1):
            grams, count = np.unique(np.concatenate([_run_numbers(s, length + 1, size) for s in sequences]), return_counts=True)
            self.tables.append((grams // size, grams % size, count))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        ids = ids.cpu().numpy()
        p = self.alone.cpu().numpy()[self.kinds[ids.ravel()]]
        places = np.arange(ids.size).reshape(ids.shape)
        for length, (past, after, count) in enumerate(self.tables[:ids.shape[-1]], 1):
            first, last = (np.searchsorted(past, _run_numbers(ids, length, self.size).ravel(), side=side) for side in ("left", "right"))
            kinds, place = last - first, places[..., length - 1:].ravel()
            row = np.repeat(np.arange(len(kinds)), kinds)
            entry = np.arange(len(row)) + np.repeat(first - np.cumsum(kinds) + kinds, kinds)
            total, less = np.bincount(row, count[entry], minlength=len(kinds)), _discount(count)
            p[place[kinds > 0]] *= (less * kinds[kinds > 0] / total[kinds > 0])[:, None]
            p[place[row], after[entry]] += (count[entry] - less) / total[row]
        return torch.from_numpy(np.log(p).reshape(*ids.shape, self.size))


def markov_player(training: list[Piece], tokenizer: REMI) -> Callable:
    """A baseline that plays the real rhythm with pitches drawn from a `MarkovChain` of order 3 over the pitches of `training`;
    it starts from the prompt's last notes."""
    kinds = token_kinds(tokenizer)
    chain = MarkovChain([kinds.value[piece.ids[kinds.kind[piece.ids] == "Pitch"]].astype(int) for piece in training], 128, 3)

    def markov(passage: Passage, rng) -> np.ndarray:
        past = passage.prompt["pitch"].tolist()
        for draw in rng.random(len(passage.real), np.float32):
            past.append(int(choose(chain(torch.tensor([past[-3:]]))[:, -1], torch.tensor([draw]))))
        return _repitched(passage.real, past[len(passage.prompt):])
    return markov


def other_style(others: list[Passage]) -> Callable:
    """A baseline that plays a real clip of another style: one of `others`, else of a built-in étude."""
    def other(passage: Passage, rng) -> np.ndarray:
        clips = [p.real for p in others if p.style != passage.style]
        if clips:
            return clips[rng.integers(len(clips))]
        etude = make_etude("stride" if passage.style == "Bebop Etude" else "bebop", seed=int(rng.integers(1000)))
        return clip(etude.notes, 0, passage.seconds)
    return other


class TokenChain(nn.Module):
    """Two `MarkovChain`s over the tokens of `training`, one that saw frames and one that saw them hidden; each batch is read by its own."""

    def __init__(self, training: list[Piece], tokenizer: REMI, order: int = 3):
        super().__init__()
        self.framed = np.isin(token_kinds(tokenizer).kind, FRAME)
        without = np.where(self.framed, tokenizer.vocab[HIDDEN], np.arange(len(tokenizer)))
        kinds = token_kinds(tokenizer).kind
        self.visible = MarkovChain([piece.ids for piece in training], len(tokenizer), order, kinds)
        self.hidden = MarkovChain([without[piece.ids] for piece in training], len(tokenizer), order, kinds)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return (self.visible if self.framed[ids.cpu().numpy()].any() else self.hidden)(ids)


def open_stream(pieces: list[Piece], tokenizer: REMI, context: int) -> TokenStream:
    """`pieces` one after another as windows of `context` tokens."""
    lengths = [len(piece.ids) for piece in pieces]
    places = [{"start": end - length, "length": length} for end, length in zip(accumulate(lengths), lengths)]
    return TokenStream(np.concatenate([piece.ids for piece in pieces]), places, tokenizer, context)
