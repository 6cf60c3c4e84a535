# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import Counter
from pathlib import Path

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

from ..data.windows import TokenStream
from ..model.config import TrainConfig
from ..runtime.errors import TatumError
from ..runtime.files import file_digest

__all__ = ['averaged', 'check_focus', 'describe_data', 'focus_at', 'learning_rate']


def learning_rate(step: int, training: TrainConfig) -> float:
    """Linear warm-up to `training.learning_rate`, then a cosine down to a tenth of it at `max_steps` (Loshchilov and Hutter 2017)."""
    if step < training.warmup_steps:
        return training.learning_rate * (step + 1) / training.warmup_steps
    way = min(1.0, (step - training.warmup_steps) / max(1, training.max_steps - training.warmup_steps))
    return training.learning_rate * (0.1 + 0.45 * (1 + math.cos(math.pi * way)))


def focus_at(step: int, training: TrainConfig) -> tuple[list[str], float]:
    """The styles that the windows of a step favour, and their share, as `TokenStream.batch` takes them."""
    if training.max_steps - step > training.focus_steps: return [], 0.0
    return [name.strip() for name in training.focus.split(",")], training.focus_share


def check_focus(training: TrainConfig, stream: TokenStream) -> None:
    """Raises `TatumError` unless the data hold every style that `training` favours."""
    there = sorted({piece["style"] for piece in stream.pieces})
    for name in focus_at(training.max_steps - 1, training)[0]:
        if name not in there: raise TatumError(f"설정의 focus에 적은 '{name}'의 곡이 훈련 데이터에 없습니다. 있는 것: {', '.join(there)}")


def averaged(model: nn.Module, decay: float) -> AveragedModel:
    """An EMA of `model`'s weights; after n updates its decay is min(`decay`, (1 + n) / (10 + n)), so that it starts fast."""
    def update(averages, weights, count):
        torch._foreach_lerp_(averages, weights, 1 - min(decay, (1 + float(count)) / (10 + float(count))))
    return AveragedModel(model, multi_avg_fn=update)


def describe_data(folder: Path, stream: TokenStream) -> dict:
    """What a run is trained on, as plain values: pieces, their counts by `source` and by `style`, SHA-256 of the train split's tokens."""
    counts = {name: dict(Counter(piece.get(name) or "" for piece in stream.pieces)) for name in ("source", "style")}
    return {"pieces": len(stream.pieces), **counts, "sha256": file_digest(Path(folder) / "train.tokens.npy")}
