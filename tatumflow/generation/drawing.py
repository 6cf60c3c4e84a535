"""Drawing notes after a prompt: what the modes have in common."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import NamedTuple

import numpy as np
from miditok import REMI

from ..data.notes import BEATS_A_BAR, clip
from ..data.pedal import fold_pedal
from ..data.tempo import bar_seconds
from ..data.tokens import decode, written_tempi
from ..model.sampling import Until
from ..model.streaming import sample
from .asking import Ask
from .prompts import plan_after, Prompt

__all__ = ['Drawn', 'draw', 'let_go', 'release_struck']


class Drawn(NamedTuple):
    """What a model played: notes in beats from the end of the prompt on, and the tempo value of
    each bar."""
    notes: np.ndarray
    tempi: np.ndarray


def draw(player, prompt: Prompt, until: Until, ask: Ask, frames: np.ndarray | None = None
         ) -> list[Drawn]:
    """What `player` (a `Player`) plays after `prompt` as far as `until`, as often and with the
    seeds that `ask` says.

    `frames` (int (new bars, 15), see `read_frames`) are kept to, `OPEN` slots hidden; the model
    writes the tempi that they leave open.
    """
    tokenizer, plan = player.tokenizer, None
    if frames is not None: plan = plan_after(prompt, frames, tokenizer)
    ids = np.append(prompt.ids, tokenizer.vocab["Bar_None"])  # closes the last bar
    heard = float(bar_seconds(written_tempi(prompt.ids, tokenizer)).sum())
    until = Until(prompt.bars + until.bars, heard + until.seconds)
    drawn = sample(player.model, tokenizer, ids, until, ask.sampling, plan)
    return [_after(prompt, one, tokenizer) for one in drawn]


def _after(prompt: Prompt, ids: np.ndarray, tokenizer: REMI) -> Drawn:
    """What `ids` hold after the bars of `prompt`."""
    tempi, seam = written_tempi(ids, tokenizer), BEATS_A_BAR * prompt.bars
    notes = clip(decode(ids, tokenizer), seam, BEATS_A_BAR * len(tempi))
    return Drawn(release_struck(notes), tempi[prompt.bars:])


def let_go(notes: np.ndarray, later: np.ndarray) -> np.ndarray:
    """`notes` of which a key that `later` ones strike while it is down is let go."""
    notes = notes.copy()
    for pitch in np.unique(later["pitch"]):
        again = later["onset"][later["pitch"] == pitch].min()
        held = (notes["pitch"] == pitch) & (notes["onset"] + notes["duration"] > again)
        notes["duration"][held] = again - notes["onset"][held]
    return notes


def release_struck(notes: np.ndarray) -> np.ndarray:
    """`notes` in which a key that is struck again while it is down is let go."""
    notes, ends = notes.copy(), notes["onset"] + notes["duration"]
    notes["duration"] = fold_pedal(notes["onset"], ends, notes["pitch"], [], []) - notes["onset"]
    return notes
