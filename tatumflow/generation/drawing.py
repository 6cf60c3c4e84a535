"""Drawing notes after a prompt: what the modes have in common."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.notes import clip
from ..data.old_time import BAR_SECONDS
from ..data.pedal import fold_pedal
from ..data.tokens import decode
from ..model.streaming import sample
from .asking import Ask
from .prompts import plan_after, Prompt

__all__ = ['draw', 'release_struck']


def draw(player, prompt: Prompt, seconds: float, ask: Ask, frames: np.ndarray | None = None):
    """What `player` (a `Player`) plays in the `seconds` after `prompt`, as often and with the seeds
    that `ask` says.

    `frames` (int (new bars, 14), see `read_frames`) are kept to, `OPEN` slots hidden; without them
    all is hidden. Returns a list of notes (see `tatumflow.data.NOTE`); time 0 is the end of the
    prompt.
    """
    seam, plan = prompt.bars * BAR_SECONDS, None
    if frames is not None: plan = plan_after(prompt, frames, player.tokenizer)
    ids = np.append(prompt.ids, player.tokenizer.vocab["Bar_None"])  # closes the last bar
    drawn = sample(player.model, player.tokenizer, ids, seam + seconds, ask.sampling, plan)
    parts = [clip(decode(one, player.tokenizer), seam, seam + seconds) for one in drawn]
    return [release_struck(part) for part in parts]


def release_struck(notes: np.ndarray) -> np.ndarray:
    """`notes` in which a key that is struck again while it is down is let go."""
    notes, ends = notes.copy(), notes["onset"] + notes["duration"]
    notes["duration"] = fold_pedal(notes["onset"], ends, notes["pitch"], [], []) - notes["onset"]
    return notes
