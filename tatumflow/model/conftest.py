"""What the tests of this package share."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest
import torch

from ..data.vocabulary import BOS, FRAME, style_token
from .config import ModelConfig
from .transformer import Transformer


@pytest.fixture(scope="module")
def tiny(tokenizer):
    """An untrained model with little memory: it plays noise, and much of it."""
    torch.manual_seed(0)
    return Transformer(ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=96)).eval()


@pytest.fixture
def header(tokenizer) -> list[int]:
    return [BOS, tokenizer.vocab[style_token("Art Tatum")]]


@pytest.fixture
def some_chords(tokenizer) -> np.ndarray:
    """Three bars, of which the second has chords and the model writes the rest."""
    plan = np.full((3, len(FRAME)), -1)
    names = [f"Chord{n}_{name}" for n, name in enumerate(("Dm7", "G7", "Cmaj7", "none"), 1)]
    plan[1, 1:5] = [tokenizer.vocab[name] for name in names]
    return plan
