# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from torch import nn

from .ema import averaged


def means_of(values, decay):
    """The EMA after each of the values of a single weight."""
    model = nn.Linear(1, 1, bias=False)
    average, found = averaged(model, decay), []
    for value in values:
        with torch.no_grad(): model.weight.fill_(value)
        average.update_parameters(model)
        found.append(average.module.weight.item())
    return found


def test_the_mean_smooths_a_jumping_weight():
    last = means_of([0.5, 1.5] * 100, 0.9)[-20:]
    assert min(last) > 0.9 and max(last) < 1.1


def test_the_mean_starts_fast():
    first, second, third = means_of([1.0, 2.0, 3.0], 0.99)
    assert first == 1.0  # the first weights as they are
    assert np.isclose(second, 2 - 2 / 11) and np.isclose(third, 3 - (3 - second) * 3 / 12)


def test_a_long_mean_has_the_decay_asked_for():
    values = means_of([0.0] * 100 + [1.0], 0.9)
    assert np.isclose(values[-1], 0.1)
