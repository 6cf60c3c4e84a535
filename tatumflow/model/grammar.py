# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.frames import FRAME, token_kinds

__all__ = ['BODY', 'Grammar', 'START']


START, _HEADER, _SLOT = 0, 1, 2
BODY = _SLOT + len(FRAME)  # after the frame, before the bar's first position
_POSITION, _PITCH, _VELOCITY, _NOTE = range(BODY + 1, BODY + 5)
_FOLLOWS = {START: ["Style"], _HEADER: ["Bar"], **{_SLOT + n: [kind, "Frame"] for n, kind in enumerate(FRAME)},
            BODY: ["Position", "Bar", "EOS"], _POSITION: ["Pitch"], _PITCH: ["Velocity"], _VELOCITY: ["Duration"],
            _NOTE: ["Pitch", "Position", "Bar", "EOS"]}  # which kinds may follow in each state
_LEADS = {"BOS": START, "Style": _HEADER, "Bar": _SLOT, "Position": _POSITION, "Pitch": _PITCH, "Velocity": _VELOCITY,
          "Duration": _NOTE, "EOS": _NOTE}  # the state each kind leads to
_SAME = -2  # of the latest position and pitch: a token changes nothing


class Grammar:
    """Which tokens may follow, for a batch of sequences; every sequence that keeps to it decodes.

    `BOS Style (Bar slot×14 (Position (Pitch Velocity Duration)+)*)* EOS`, positions ascending in a bar, pitches ascending in a
    position; a slot of the frame holds its kind or is hidden (`?`). Feed tokens with `take`, ask with `allowed`.
    """

    def __init__(self, tokenizer: REMI, batch: int, device="cpu"):
        kinds = token_kinds(tokenizer)
        states, ids = sorted(_FOLLOWS), torch.arange(len(kinds.kind), dtype=torch.int32)
        self.table = torch.tensor(np.stack([np.isin(kinds.kind, _FOLLOWS[state]) for state in states]), device=device)
        self.leads = torch.tensor([[_LEADS.get(kind, state + 1) for kind in kinds.kind] for state in states], device=device)  # a frame slot to the next
        self.state, self.bars = torch.full((batch,), START, device=device), torch.zeros(batch, dtype=torch.long, device=device)
        self.slots = torch.tensor([state - _SLOT if _SLOT <= state < BODY else -1 for state in states], device=device)
        bar, position, pitch = (torch.from_numpy(kinds.kind == kind) for kind in ("Bar", "Position", "Pitch"))
        after = torch.full((len(ids), 2), _SAME, dtype=torch.int32)  # the latest position in the bar and pitch in the position, -1 before the first
        after[bar], after[position, 0], after[position, 1], after[pitch, 1] = -1, ids[position], -1, ids[pitch]
        self.after, self.last = after.to(device), torch.full((batch, 2), -1, dtype=torch.int32, device=device)
        self.ranks = [ids.where(kind, 1 << 30).to(device) for kind in (position, pitch)]  # other kinds come after any limit

    def take(self, ids: Tensor) -> None:
        """The next token of every sequence, shape (batch,)."""
        self.state, after = self.leads[self.state, ids], self.after[ids]
        self.bars += self.state == _SLOT
        self.last = after.where(after != _SAME, self.last)

    def slot(self) -> Tensor:
        """Which slot of the frame comes next, shape (batch,); -1 outside of frames."""
        return self.slots[self.state]

    def allowed(self, first: int = 0) -> Tensor:
        """Boolean (batch, vocabulary − first): which tokens from the id `first` on may come next."""
        position, pitch = (rank[first:] > last[:, None] for rank, last in zip(self.ranks, self.last.unbind(1)))
        return self.table[:, first:].index_select(0, self.state) & position & pitch

    def keep(self, rows: list[int]) -> None:
        """Only these sequences of the batch go on, in this order."""
        self.state, self.bars, self.last = self.state[rows], self.bars[rows], self.last[rows]
