# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import Counter

import numpy as np
import torch

from ..data.vocabulary import token_kinds
from ..data.windows import IGNORED
from .validation import loss_by_kind, PARTS, validation_loss


def test_a_new_model_knows_nothing(tiny_run, train_stream):
    model = tiny_run().ema.module
    ignorance = math.log(model.config.vocab_size)
    assert abs(validation_loss(model, train_stream) - ignorance) < 0.3


def test_losses_by_kind_make_up_the_mean(tiny_run, train_stream):
    model = tiny_run().model
    with torch.no_grad(): model.model.embed_tokens.weight[4:400] *= 20  # so that kinds differ
    hidden = loss_by_kind(model, train_stream)
    targets = np.concatenate([batch[1].ravel() for batch in train_stream.windows(8)])
    kinds = token_kinds(train_stream.tokenizer).kind[targets[targets != IGNORED]]
    counts = Counter(str(kind).lower() for kind in kinds)
    named = {name: counts[name] for name in ("pitch", "velocity", "duration", "tempo")}
    named["position"] = sum(counts.values()) - sum(named.values())
    assert set(hidden.parts) == set(named)  # of the frames the tempo alone is learnt
    total = sum(hidden.parts[name] * count for name, count in named.items())
    assert abs(total / sum(named.values()) - hidden.mean) < 1e-6
    assert abs(total / counts["pitch"] - hidden.note) < 1e-5
    assert max(hidden.parts.values()) - min(hidden.parts.values()) > 0.1


def test_visible_frames_are_learnt(tiny_run, train_stream):
    model = tiny_run().model
    assert set(loss_by_kind(model, train_stream, most=8, frames=True).parts) == set(PARTS)


def test_validation_drops_nothing_out(tiny_run, train_stream):
    model = tiny_run(shape={"dropout": 0.5}).model.train()
    assert validation_loss(model, train_stream, 8) == validation_loss(model, train_stream, 8)
