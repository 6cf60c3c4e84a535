# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from ..data.vocabulary import token_kinds
from .frame_use import _transpositions, frame_use
from .pieces import open_stream


class Obedient(nn.Module):
    """Expects only the pitch that the last melody slot seen names."""

    def __init__(self, tokenizer):
        super().__init__()
        self.weight, kinds = nn.Parameter(torch.zeros(1)), token_kinds(tokenizer)
        self.middle = tokenizer.vocab["Pitch_60"]
        self.table = torch.full((len(tokenizer),), -1)
        named = np.char.startswith(kinds.kind, "Melody") & (kinds.value != "none")
        for i in np.flatnonzero(named):
            self.table[i] = tokenizer.vocab[f"Pitch_{kinds.value[i]}"]

    def forward(self, ids):
        seen, time = self.table[ids], torch.arange(ids.shape[1])
        last = torch.cummax(torch.where(seen >= 0, time, -1), 1).values
        said = torch.where(last >= 0, seen.gather(1, last.clamp(min=0)), self.middle)
        return 5.0 * F.one_hot(said, len(self.table))


def test_a_model_without_knowledge_uses_no_slot(tiny_stream, knows_nothing, tokenizer):
    for use in frame_use(knows_nothing, tiny_stream).values():
        for score in (use.right, use.wrong, use.hidden):
            assert score.value == pytest.approx(math.log(len(tokenizer)), rel=1e-6)


def test_a_model_that_obeys_the_melody_uses_it_alone(minute_piece, tokenizer):
    used = frame_use(Obedient(tokenizer), open_stream([minute_piece], tokenizer, 256))
    assert used["Melody"].right.value < used["Melody"].wrong.value
    assert used["Melody"].right.value < used["Melody"].hidden.value
    assert used["Chord"].right == used["Chord"].hidden == used["Chord"].wrong


def test_wrong_slots_are_moved_by_one_to_eleven_semitones_on_the_keyboard(tokenizer):
    tables, kinds = _transpositions(tokenizer), token_kinds(tokenizer)
    melody = np.flatnonzero(np.char.startswith(kinds.kind, "Melody") & (kinds.value != "none"))
    assert len(tables) == 11
    for shift, table in enumerate(tables, 1):
        assert (table >= 0).all()
        moved = kinds.value[table[melody]].astype(int) - kinds.value[melody].astype(int)
        assert set(moved) == {shift, shift - 12}
