"""The first test of everything: can a small model learn one piece by heart?"""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn, Tensor

from ..data.tokens import transcribe
from ..data.vocabulary import build_tokenizer, PAD, token_kinds
from ..data.windows import IGNORED, TokenStream
from ..runtime.bars import progress
from ..runtime.fonts import use_korean_font
from ..runtime.platforms import pick_device
from .config import ModelConfig, TrainConfig
from .transformer import token_loss, Transformer

__all__ = ['Overfitted', 'overfit', 'plot_losses', 'read_excerpt']


_GOAL = 0.03  # nats per token: by heart to the last note


@dataclass(frozen=True)
class Overfitted:
    """A model that was trained on one excerpt, its loss at every step (nats per token), and the
    excerpt's token ids."""
    model: Transformer
    losses: list[float]
    excerpt: np.ndarray


def overfit(notes: np.ndarray, style: str, config: ModelConfig, training: TrainConfig,
            max_steps: int = 600) -> Overfitted:
    """Train a new model on one excerpt alone until its loss is below 0.03 nats per token.

    The excerpt is as much of `notes` (seconds) as fits the model's context. Where something is
    broken the loss does not get there in `max_steps`: look at the returned losses.
    """
    device = pick_device().kind
    batch = read_excerpt(notes, style, config.context)
    inputs, targets = (torch.from_numpy(x).to(device) for x in batch)
    model = Transformer(config).to(device).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=training.learning_rate,
                                  betas=(0.9, 0.95), weight_decay=0.0)
    losses = []
    with progress(total=max_steps, desc="외우는 중", unit="스텝") as bar:
        while len(losses) < max_steps and (not losses or losses[-1] >= _GOAL):
            losses.append(_step(model, optimizer, inputs, targets, training.grad_clip))
            bar.update()
            bar.set_postfix(loss=f"{losses[-1]:.3f}")
    return Overfitted(model.eval(), losses, inputs[0][inputs[0] != PAD].cpu().numpy())


def _step(model, optimizer, inputs: Tensor, targets: Tensor, grad_clip: float) -> float:
    loss = token_loss(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), grad_clip)
    optimizer.step()
    return loss.item()


def read_excerpt(notes: np.ndarray, style: str, context: int) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets (1, context) of the beginning of `notes` (seconds). Of the frames only the
    tempo is shown and learnt, as it is the only slot that a model writes without a plan."""
    tokenizer, notes = build_tokenizer(), notes.copy()
    notes["onset"] -= notes["onset"][0]
    ids = transcribe(notes, style, tokenizer)
    stream = TokenStream(ids, [{"start": 0, "length": len(ids)}], tokenizer, context)
    inputs, targets, _ = next(stream.windows(1, frames=True))
    hidden = stream.in_frame & (token_kinds(tokenizer).kind != "Tempo")
    return (np.where(hidden[inputs], stream.hidden, inputs),
            np.where(hidden[targets], IGNORED, targets))


def plot_losses(losses, goal: float | None = None):
    """Draw a loss curve (nats per token against steps), and a line at `goal`. Returns the Axes."""
    from matplotlib import pyplot as plt
    use_korean_font()
    _, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    ax.semilogy(losses, color="tab:blue")
    if goal:
        ax.axhline(goal, color="tab:red", ls="--", lw=1)
    ax.set(xlabel="스텝", ylabel="손실(내트/토큰)")
    ax.grid(alpha=0.3, which="both")
    return ax
