# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest
import torch

from ..data.etudes import make_etude
from ..data.tokens import transcribe
from ..data.vocabulary import BOS, build_tokenizer, FRAME, HIDDEN, style_token, token_kinds
from ..runtime.platforms import set_seed
from .config import ModelConfig, TrainConfig
from .overfitting import overfit, plot_losses
from .sampling import Sampling, Until
from .streaming import sample


@pytest.fixture(scope="module")
def memorised():
    """A very small model that has learnt a few bars."""
    set_seed(0)
    config = ModelConfig(len(build_tokenizer()), hidden=64, layers=2, heads=2, context=128)
    notes = make_etude("stride", seed=1).notes
    return overfit(notes, "Stride Etude", config, TrainConfig(learning_rate=5e-3))


def test_a_small_model_learns_a_piece_by_heart(memorised):
    assert abs(memorised.losses[0] - math.log(len(build_tokenizer()))) < 0.3
    assert memorised.losses[-1] < 0.03 <= memorised.losses[-2]
    assert not memorised.model.training


def test_the_excerpt_is_the_beginning_of_the_piece(memorised):
    notes = make_etude("stride", seed=1).notes
    notes["onset"] -= notes["onset"][0]
    ids = transcribe(notes, "Stride Etude", build_tokenizer())
    length = len(memorised.excerpt)
    assert 64 < length <= 128
    framed = np.isin(token_kinds(build_tokenizer()).kind[ids[:length]], FRAME[1:])
    assert np.all(memorised.excerpt[framed] == build_tokenizer().vocab[HIDDEN])
    assert np.array_equal(memorised.excerpt[~framed], ids[:length][~framed])


@torch.no_grad()
def test_what_was_learnt_by_heart_is_played(memorised, tokenizer):
    prompt = [BOS, tokenizer.vocab[style_token("Stride Etude")]]
    (take,) = sample(memorised.model, tokenizer, prompt, Until(bars=1), Sampling(temperature=0))
    learnt = memorised.excerpt[:len(take) - 1]
    assert np.mean(take[:len(learnt)] == learnt) > 0.9


def test_overfitting_gives_up(tokenizer):
    config = ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=64)
    notes = make_etude("stride", seed=1).notes
    result = overfit(notes, "Stride Etude", config, TrainConfig(), max_steps=3)
    assert len(result.losses) == 3 and result.losses[-1] > 1


def test_a_loss_plot_has_a_goal_and_a_korean_font():
    from matplotlib import rcParams
    rcParams["font.family"] = ["DejaVu Sans"]
    ax = plot_losses([3.0, 1.0, 0.1], goal=0.2)
    assert len(ax.lines) == 2 and ax.get_yscale() == "log"
    assert "NanumSquare" in rcParams["font.family"]
