# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict, fields, replace

import numpy as np

from ..data.windows import TokenStream
from ..model.config import load_config, ModelConfig, TrainConfig, typed
from ..runtime.workspaces import workspace
from ..training.runs import new_run
from ..training.steps import train_step
from ..training.validation import validation_loss

__all__ = ['try_settings']


def try_settings(changes: dict[str, dict], steps: int = 40, seeds: tuple[int, ...] = (0, 1)) -> list[dict]:
    """A short run for every one of `changes` ({name: fields of `ModelConfig` or `TrainConfig`}) and seed, all of `steps` steps; nothing is saved.

    Returns [{"name", "losses": validation loss of each seed's EMA weights (nats per token), "mean"}], the best first. Raises `TatumError`
    for an unknown field or a value of another type.
    """
    shape, training = load_config()
    shapes, rows = {field.name for field in fields(ModelConfig)}, []
    for name, change in changes.items():
        own = typed(ModelConfig, {**asdict(shape), **{key: value for key, value in change.items() if key in shapes}}, f"'{name}'")
        how = typed(TrainConfig, {**asdict(training), "max_steps": steps, "warmup_steps": steps // 8,
                                  **{key: value for key, value in change.items() if key not in shapes}}, f"'{name}'")
        streams, losses = {split: TokenStream.open(workspace().tokens, split, own.context) for split in ("train", "val")}, []
        for seed in seeds:
            run = new_run(replace(own, vocab_size=len(streams["train"].tokenizer)), how, seed)
            for _ in range(how.max_steps):
                train_step(run, streams["train"])
            losses.append(validation_loss(run.ema.module, streams["val"], most=100))
        rows.append({"name": name, "losses": losses, "mean": float(np.mean(losses))})
    return sorted(rows, key=lambda row: row["mean"])
