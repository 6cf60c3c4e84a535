# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import nullcontext

import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset

from ..data.frames import FRAME, token_kinds
from ..data.windows import IGNORED, TokenStream
from .runs import Run
from .schedule import focus_at, learning_rate

__all__ = ['Batches', 'PARTS', 'loss_by_kind', 'train_step', 'validation_loss']


class Batches(Dataset):
    """The training batches of a run by step, as `stream` makes them."""

    def __init__(self, stream: TokenStream, run: Run): self.stream, self.training, self.seed = stream, run.training, run.seed

    def __getitem__(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        return self.stream.batch(step, self.training.batch_size, self.seed, *focus_at(step, self.training), self.training.varied)


def train_step(run: Run, stream: TokenStream) -> tuple[float, float]:
    """One optimisation step on the windows of `run.step`. Returns (loss in nats per token, gradient norm before clipping).

    Of several processes each takes its rows of the same batch, and computes them in `accumulate` parts; the loss and its
    gradient are those of the whole batch (with dropout, in expectation: every part drops its own).
    """
    world, rank = run.accelerator.num_processes, run.accelerator.process_index
    batch = Batches(stream, run)[run.step]
    learnt, total = int((batch[1] != IGNORED).sum()), 0.0
    for group in run.optimizer.param_groups:
        group["lr"] = learning_rate(run.step, run.training)
    torch.manual_seed(np.random.default_rng([run.seed, run.step, rank]).integers(2**62))  # dropout depends on the step alone
    run.model.train()
    run.optimizer.zero_grad()
    for part in range(run.training.accumulate):
        rows = slice(rank + part * world, None, world * run.training.accumulate)
        inputs, targets = (torch.from_numpy(x[rows]).to(run.accelerator.device) for x in batch)
        share = world * int((targets != IGNORED).sum()) / learnt  # gradients are averaged over processes
        last = part == run.training.accumulate - 1
        with nullcontext() if last else run.accelerator.no_sync(run.model):
            with run.accelerator.autocast():
                loss = run.model(inputs, targets=targets) * share
            run.accelerator.backward(loss)
        total = total + loss.detach()
    norm = run.accelerator.clip_grad_norm_(run.model.parameters(), run.training.grad_clip)
    with run.accelerator.autocast():  # for the matrix products of Muon
        run.optimizer.step()
    run.ema.update_parameters(run.accelerator.unwrap_model(run.model))
    run.step += 1
    return run.accelerator.reduce(total, "mean").item(), float(norm)


PARTS = ("position", "pitch", "velocity", "duration", "frame")


@torch.inference_mode()
def loss_by_kind(model: nn.Module, stream: TokenStream, most: int | None = None, frames: bool = False) -> dict:
    """Mean loss of `model` (nats per token) over the learnt tokens of `stream`, or of about `most` windows spread evenly over it, as
    "all" and by kind (`PARTS`; bar lines and the end count as positions). Frames are hidden, or with `frames` visible and learnt."""
    model.eval()
    device, names = next(model.parameters()).device, {**dict.fromkeys(FRAME, "frame"), "Pitch": "pitch", "Velocity": "velocity", "Duration": "duration"}
    part = torch.tensor([PARTS.index(names.get(kind, "position")) for kind in token_kinds(stream.tokenizer).kind])
    total, count = torch.zeros(2, len(PARTS), dtype=torch.float64)  # on the CPU: Apple's GPUs have no float64
    for inputs, targets, _ in stream.windows(8, frames, most):
        targets = torch.from_numpy(targets).flatten()
        logits = model(torch.from_numpy(inputs).to(device)).float().flatten(0, 1)
        losses = nn.functional.cross_entropy(logits, targets.to(device), ignore_index=IGNORED, reduction="none").cpu().double()
        learnt = targets != IGNORED
        total.index_add_(0, part[targets[learnt]], losses[learnt])
        count += torch.bincount(part[targets[learnt]], minlength=len(PARTS))
    means = {name: t / c for name, t, c in zip(PARTS, total.tolist(), count.tolist()) if c}
    return {"all": float(total.sum() / count.sum()), **means}


def validation_loss(model: nn.Module, stream: TokenStream, most: int | None = None) -> float:
    """The mean of `loss_by_kind` over all tokens, frames hidden."""
    return loss_by_kind(model, stream, most=most)["all"]
