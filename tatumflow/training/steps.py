"""One step of training: a batch, its gradients, a move of the weights."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import nullcontext

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..data.contrasts import chord_pair
from ..data.windows import IGNORED, TokenStream
from .runs import Run
from .schedule import focus_at, learning_rate

__all__ = ['chord_margin', 'optimise', 'train_step']


def train_step(run: Run, stream: TokenStream) -> tuple[float, float]:
    """One optimisation step on the windows that `stream` has for `run.step`. Returns what
    `optimise` does."""
    training = run.training
    focus, share = focus_at(run.step, training)
    pair = chord_pair(stream, run.step, run.seed) if training.chord_weight else None
    return optimise(run, stream.batch(run.step, training.batch_size, run.seed, focus, share), pair)


def optimise(run: Run, batch: tuple[np.ndarray, np.ndarray], pair=None) -> tuple[float, float]:
    """One optimisation step on a batch (inputs, targets), and with a `pair` (see `chord_pair`) on
    its margin. Returns (loss of the batch in nats per token, gradient norm before clipping).

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
    if pair is not None: _add_contrast(run, pair)
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


_WANTED_MARGIN = 1.2  # nats a pitch


def chord_margin(model: nn.Module, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """How many nats a pitch is dearer under the wrong chords than under its own, of a pair
    (2, time) as `chord_pair` draws it."""
    logits = model(inputs).float().transpose(1, 2)
    nats = F.cross_entropy(logits, targets, ignore_index=IGNORED, reduction="none").sum(1)
    own, wrong = nats / (targets[0] != IGNORED).sum().clamp(min=1)
    return wrong - own


def _add_contrast(run: Run, pair: tuple[np.ndarray, np.ndarray]) -> None:
    """Add the gradient of what the margin of a pair falls short of `_WANTED_MARGIN`, times the
    weight of the settings (after Shu et al., MuseBarControl, 2024)."""
    inputs, targets = (torch.from_numpy(x).to(run.accelerator.device) for x in pair)
    with run.autocast():
        short = F.relu(_WANTED_MARGIN - chord_margin(run.model, inputs, targets))
    run.accelerator.backward(run.training.chord_weight * short)
