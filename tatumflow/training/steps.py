"""One step of training: a batch, its gradients, a move of the weights."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import nullcontext

import numpy as np
import torch

from ..data.windows import IGNORED, TokenStream
from .runs import Run
from .schedule import focus_at, learning_rate

__all__ = ['optimise', 'train_step']


def train_step(run: Run, stream: TokenStream) -> tuple[float, float]:
    """One optimisation step on the windows that `stream` has for `run.step`. Returns what
    `optimise` does."""
    focus, share = focus_at(run.step, run.training)
    return optimise(run, stream.batch(run.step, run.training.batch_size, run.seed, focus, share))


def optimise(run: Run, batch: tuple[np.ndarray, np.ndarray]) -> tuple[float, float]:
    """One optimisation step on a batch (inputs, targets). Returns (loss in nats per token,
    gradient norm before clipping).

    Of several processes each takes its rows of the same batch, and computes them in `accumulate`
    parts; the loss and its gradient are those of the whole batch (with dropout, in expectation:
    every part drops its own).
    """
    accelerator = run.accelerator
    for group in run.optimizer.param_groups:
        group["lr"] = learning_rate(run.step, run.training)
    _seed_dropout(run)
    run.model.train()
    run.optimizer.zero_grad()
    loss = _add_gradients(run, batch)
    norm = accelerator.clip_grad_norm_(run.model.parameters(), run.training.grad_clip)
    run.optimizer.step()
    run.ema.update_parameters(run.bare_model)
    run.step += 1
    return accelerator.reduce(loss, "mean").item(), float(norm)


def _seed_dropout(run: Run) -> None:
    """Seed torch by seed, step and process alone. A resumed run then drops what one that was never
    stopped would have dropped, and no checkpoint need hold the state of a generator."""
    rank = run.accelerator.process_index
    torch.manual_seed(np.random.default_rng([run.seed, run.step, rank]).integers(2**62))


def _add_gradients(run: Run, batch: tuple[np.ndarray, np.ndarray]) -> torch.Tensor:
    """Compute this process's rows of a batch in `accumulate` parts and add up their gradients.
    Returns this process's part of the loss, times the number of processes."""
    accelerator, parts = run.accelerator, run.training.accumulate
    world, learnt, total = accelerator.num_processes, int((batch[1] != IGNORED).sum()), 0.0
    for part in range(parts):
        rows = slice(accelerator.process_index + part * world, None, world * parts)
        inputs, targets = (torch.from_numpy(x[rows]).to(accelerator.device) for x in batch)
        share = world * int((targets != IGNORED).sum()) / learnt  # accelerate averages processes
        last = part == parts - 1
        with nullcontext() if last else accelerator.no_sync(run.model):
            with run.autocast():
                loss = run.model(inputs, targets=targets) * share
            accelerator.backward(loss)
        total = total + loss.detach()
    return total
