"""The mean of a model's weights over its last steps."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from torch import nn
from torch.optim.swa_utils import AveragedModel

__all__ = ['averaged']


def averaged(model: nn.Module, decay: float) -> AveragedModel:
    """An exponential moving average (EMA) of `model`'s weights. After n updates its decay is
    min(`decay`, (1 + n) / (10 + n)), so that it starts fast."""
    def update(averages, weights, count):
        count = float(count)
        share = 1 - min(decay, (1 + count) / (10 + count))
        for average, weight in zip(averages, weights): average.lerp_(weight, share)
    return AveragedModel(model, multi_avg_fn=update)
