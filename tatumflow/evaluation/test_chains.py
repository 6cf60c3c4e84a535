# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections import defaultdict

import numpy as np
import pytest
import torch

from ..data.vocabulary import FRAME, HIDDEN, token_kinds
from .chains import MarkovChain, TokenChain
from .losses import hidden_losses
from .pieces import open_stream


def _by_hand(sequences, size, order, past):
    """The same formula, written as it is read."""
    p = np.full(size, 1 / size)
    for length in range(min(order, len(past)) + 1):
        h, grams = tuple(past[len(past) - length:]), defaultdict(int)
        for s in sequences:
            for i in range(length == 0, len(s) - length):
                grams[tuple(s[i:i + length + 1])] += 1
        once, twice = (sum(n == k for n in grams.values()) for k in (1, 2))
        d = min(max(once / max(once + 2 * twice, 1), 0.1), 0.9)
        c = np.array([grams.get((*h, w), 0) for w in range(size)])
        if c.any():
            p = (np.maximum(c - d, 0) + d * np.count_nonzero(c) * p) / c.sum()
    return p


def test_a_chain_is_the_formula_written_out():
    rng = np.random.default_rng(0)
    toys = [rng.integers(0, 5, 40), rng.integers(0, 5, 30)]
    probe = rng.integers(0, 6, (3, 9))
    found = MarkovChain(toys, 6)(torch.from_numpy(probe)).exp().numpy()
    for b in range(3):
        for t in range(9):
            assert np.allclose(found[b, t], _by_hand(toys, 6, 3, probe[b, :t + 1]), atol=1e-6)


def test_a_chain_gives_the_probability_worked_out_by_hand():
    chain = MarkovChain([np.array([0, 4, 0, 7])], 12, order=1)
    after_c = chain(torch.tensor([[0]])).exp()[0, 0]
    alone = (0.1 + 0.9 * 3 / 12) / 3
    assert after_c[4].item() == pytest.approx((0.1 + 0.9 * 2 * alone) / 2)
    assert after_c.sum().item() == pytest.approx(1)


def test_the_shortest_memory_knows_the_kind_of_the_last_symbol():
    chain = MarkovChain([np.array([0, 1, 0, 1, 0, 2])], 3, order=0, kinds=["a", "b", "b"])
    p = chain(torch.tensor([[0, 1, 2]])).exp()[0].numpy()
    assert np.allclose(p.sum(1), 1) and np.allclose(p[1], p[2])
    assert p[1].argmax() == 0 and p[0].argmax() == 1


def test_tokens_with_frames_and_without_are_read_by_chains_of_their_own(minute_piece, tokenizer):
    pair = TokenChain([minute_piece], tokenizer)
    kinds = token_kinds(tokenizer).kind
    plain = MarkovChain([minute_piece.ids], len(tokenizer), 3, kinds)
    seen = torch.from_numpy(minute_piece.ids[None, :64].astype(np.int64))
    framed = torch.from_numpy(np.isin(kinds, FRAME[1:]))[seen]
    hidden = torch.where(framed, tokenizer.vocab[HIDDEN], seen)
    assert torch.equal(pair(seen), plain(seen))
    assert not torch.equal(pair(hidden), plain(hidden))


def test_a_longer_memory_knows_its_own_piece_better(minute_piece, tokenizer):
    stream = open_stream([minute_piece], tokenizer, 512)
    none, three = (hidden_losses(TokenChain([minute_piece], tokenizer, order), stream).units
                   for order in (0, 3))
    assert three.loss_token.value < none.loss_token.value - 0.1
