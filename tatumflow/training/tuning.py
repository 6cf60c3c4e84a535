"""Short runs that compare settings."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict, dataclass, replace
from operator import attrgetter

from ..data.windows import TokenStream
from ..model.config import load_config, ModelConfig, TrainConfig, typed
from ..runtime.workspaces import workspace
from .runs import new_run
from .steps import train_step
from .validation import validation_loss

__all__ = ['Tried', 'try_settings']


@dataclass(frozen=True)
class Tried:
    """A setting that was tried: its name, and the validation loss (nats per token) of the EMA
    weights of each seed's run."""
    name: str
    losses: list[float]

    @property
    def mean(self) -> float: return sum(self.losses) / len(self.losses)


def try_settings(changes: dict[str, dict], steps: int = 40, seeds: tuple = (0, 1)) -> list[Tried]:
    """A short run for every one of `changes` ({name: fields of `ModelConfig` or `TrainConfig`})
    and seed, all of `steps` steps on the workspace's tokens; nothing is saved. Returns the trials,
    the best first. Raises `TatumError` for an unknown field or a value of another type.
    """
    trials = []
    for name, change in changes.items():
        shape, training = _changed(change, steps, f"'{name}'")
        losses = [_short_loss(shape, training, seed) for seed in seeds]
        trials.append(Tried(name, losses))
    return sorted(trials, key=attrgetter("mean"))


def _changed(change: dict, steps: int, source: str) -> tuple[ModelConfig, TrainConfig]:
    """The default settings with a change. `source` is what an error names."""
    shape, training = (asdict(part) for part in load_config())
    training.update(max_steps=steps, warmup_steps=steps // 8)
    for name, value in change.items():
        (shape if name in shape else training)[name] = value
    return typed(ModelConfig, shape, source), typed(TrainConfig, training, source)


def _short_loss(shape: ModelConfig, training: TrainConfig, seed: int) -> float:
    """The validation loss (nats per token) of the EMA weights after a whole training."""
    tokens = workspace().tokens
    stream, val = (TokenStream.open(tokens, split, shape.context) for split in ("train", "val"))
    shape = replace(shape, vocab_size=len(stream.tokenizer))
    run = new_run(shape, training, seed)
    for _ in range(training.max_steps): train_step(run, stream)
    return validation_loss(run.ema.module, val, most=100)
