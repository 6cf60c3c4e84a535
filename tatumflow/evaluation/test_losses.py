# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from ..data.tempo import bar_seconds
from ..data.tokens import decode, written_tempi
from ..data.vocabulary import FRAME, token_kinds
from ..data.windows import IGNORED, TokenStream
from ..training.validation import token_losses, TokenLosses
from .losses import hidden_losses, nats_per, visible_losses


class Peeking(nn.Module):
    """Puts all its trust in the right answers, which it is given."""

    def __init__(self, answers, size):
        super().__init__()
        self.answers, self.weight, self.size = iter(answers), nn.Parameter(torch.zeros(1)), size

    def forward(self, ids):
        return 100.0 * F.one_hot(torch.from_numpy(next(self.answers)).clamp(min=0), self.size)


def test_a_model_that_peeks_has_no_loss(tiny_stream, tokenizer):
    right = [targets for _, targets, _ in tiny_stream.windows(2)]
    peeking = Peeking(right, len(tokenizer))
    assert token_losses(peeking, tiny_stream.windows(2)).nats.max() < 1e-6


def test_answers_that_are_one_token_late_are_wrong(tiny_stream, tokenizer):
    late = [np.roll(targets, 1, axis=1) for _, targets, _ in tiny_stream.windows(2)]
    peeking = Peeking(late, len(tokenizer))
    assert token_losses(peeking, tiny_stream.windows(2)).nats.mean() > 10


def test_all_learnt_tokens_are_measured_once(tiny_stream, knows_nothing, tokenizer):
    found = token_losses(knows_nothing, tiny_stream.windows(8))
    targets = [targets for _, targets, _ in tiny_stream.windows(8)]
    assert np.allclose(found.nats, math.log(len(tokenizer)))
    assert len(found.target) == sum((t != IGNORED).sum() for t in targets)
    assert found.window.max() + 1 == sum(map(len, targets))


def test_the_size_of_batches_changes_nothing(tiny_stream, knows_nothing):
    one, eight = (token_losses(knows_nothing, tiny_stream.windows(size)) for size in (1, 8))
    assert np.array_equal(one.target, eight.target) and np.array_equal(one.window, eight.window)


def test_losses_are_those_worked_out_by_hand(tiny_stream, knows_nothing, tokenizer):
    found, ids = hidden_losses(knows_nothing, tiny_stream), tiny_stream.tokens
    tempi, pitches = written_tempi(ids, tokenizer), len(decode(ids, tokenizer))
    notes = len(token_losses(knows_nothing, tiny_stream.windows(8)).nats)
    total = math.log(len(tokenizer)) * notes
    assert found.units.loss_token.value == pytest.approx(math.log(len(tokenizer)))
    assert found.units.loss_note.value == pytest.approx(total / pitches)
    assert found.units.loss_second.value == pytest.approx(total / bar_seconds(tempi).sum())
    assert set(found.by_kind) == {"Bar", "Position", "Pitch", "Velocity", "Duration", "EOS",
                                  "Tempo"}
    assert found.by_window[:, 0].sum() == pytest.approx(total)
    assert found.by_window[:, 1].sum() == pitches and set(found.by_window[:, 2]) == {0}


def test_frames_have_a_loss_of_their_own(tiny_stream, knows_nothing, tokenizer):
    found = visible_losses(knows_nothing, tiny_stream)
    assert list(found) == ["loss_guided", "loss_frame"]
    assert all(score.value == pytest.approx(math.log(len(tokenizer))) for score in found.values())


def test_music_without_frames_has_no_loss_of_frames(tiny_stream, knows_nothing, tokenizer):
    framed = np.isin(token_kinds(tokenizer).kind[tiny_stream.tokens], FRAME)
    ids = np.where(framed, tokenizer.vocab["Frame_?"], tiny_stream.tokens)
    bare = TokenStream(ids, [{"start": 0, "length": len(ids)}], tokenizer, context=256)
    assert list(visible_losses(knows_nothing, bare)) == ["loss_guided"]


@pytest.mark.parametrize("nats, unit, window, piece, mean", [
    ([1.0, 3, 5], [1, 1, 1], [0, 2, 2], [0, 1, 1], 3),  # a window without learnt tokens
    ([1.0, 3], [1, 1], [0, 0], [0, 0], 2), ([1.0, 3], [0, 2], [0, 1], [0, 1], 2)])
def test_nats_are_divided_by_the_sum_of_units(nats, unit, window, piece, mean):
    found = TokenLosses(*map(np.array, (nats, unit, window, piece)))
    assert nats_per(found, np.array(unit)).value == mean


def test_losses_are_drawn_by_piece():
    piece = np.repeat(np.arange(6), 10)
    losses = TokenLosses(piece * 1.0, piece, np.arange(60), piece)
    alone = replace(losses, piece=np.arange(60))
    narrow, wide = (nats_per(found, np.ones(60)) for found in (alone, losses))
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)
