"""What changes from step to step by plan: the learning rate, and whose music is seen more often."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

from ..data.windows import TokenStream
from ..model.config import TrainConfig
from ..runtime.errors import TatumError

__all__ = ['check_focus', 'focus_at', 'learning_rate']


def learning_rate(step: int, training: TrainConfig) -> float:
    """Linear warm-up to `training.learning_rate`, then a cosine down to a tenth of it at
    `max_steps` (Loshchilov and Hutter 2017)."""
    if step < training.warmup_steps:
        return training.learning_rate * (step + 1) / training.warmup_steps
    falling = max(1, training.max_steps - training.warmup_steps)
    done = min(1.0, (step - training.warmup_steps) / falling)
    return training.learning_rate * (0.1 + 0.45 * (1 + math.cos(math.pi * done)))


def focus_at(step: int, training: TrainConfig) -> tuple[list[str], float]:
    """The styles that the windows of a step favour, and their share, as `TokenStream.batch` takes
    them."""
    if training.max_steps - step > training.focus_steps: return [], 0.0
    return [name.strip() for name in training.focus.split(",")], training.focus_share


def check_focus(training: TrainConfig, stream: TokenStream) -> None:
    """Raises `TatumError` unless the data hold every style that `training` favours."""
    there = sorted({piece.get("style", "") for piece in stream.pieces})
    for name in focus_at(training.max_steps - 1, training)[0]:
        if name not in there:
            raise TatumError(f"설정의 focus에 적은 '{name}'의 곡이 훈련 데이터에 없습니다. "
                             f"있는 것: {', '.join(there)}")
