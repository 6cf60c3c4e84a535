"""Which tokens may follow which, so that whatever is drawn decodes to music."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from miditok import REMI
from torch import Tensor

from ..data.tempo import bar_seconds, FREE
from ..data.vocabulary import FRAME, token_kinds

__all__ = ['Grammar']


# Where a sequence is: what was read last.
_START, _HEADER = 0, 1  # nothing or BOS; the Style token, or another mark that a bar follows
_SLOT = 2  # the bar line; then each slot of the frame has a state, up to
_BODY = _SLOT + len(FRAME)  # the whole frame, and no position yet
_POSITION, _PITCH, _VELOCITY, _NOTE = range(_BODY + 1, _BODY + 5)

_FOLLOWS = {
    _START: ["Style"],
    _HEADER: ["Bar"],
    **{_SLOT + n: [kind, "Frame"] for n, kind in enumerate(FRAME)},  # "Frame" is the hidden slot
    _BODY: ["Position", "Bar", "EOS"],
    _POSITION: ["Pitch"],
    _PITCH: ["Velocity"],
    _VELOCITY: ["Duration"],
    _NOTE: ["Pitch", "Position", "Bar", "EOS"],
}  # {state: the kinds of token that may come next}
_LEADS = {"BOS": _START, **dict.fromkeys(["Style", "Sheet", "Gap", "Middle"], _HEADER),
          "Bar": _SLOT, "Position": _POSITION, "Pitch": _PITCH, "Velocity": _VELOCITY,
          "Duration": _NOTE, "EOS": _NOTE}  # {kind: the state after it}


class Grammar:
    """Which tokens may come next in a batch of sequences. One that keeps to it decodes:
    `BOS Style (Bar slot×15 (Position (Pitch Velocity Duration)+)*)* EOS`, positions ascending in
    a bar, pitches ascending at a position, each slot of the frame of its own kind or hidden.

    `bars` (batch,) counts the bar lines so far, `seconds` (batch,) how long the bars last whose
    tempo was read; one whose tempo is hidden is as long as the one before. Feed tokens with `take`,
    ask with `allowed`.
    """

    def __init__(self, tokenizer: REMI, batch: int, device="cpu"):
        kind = token_kinds(tokenizer).kind
        self._table = _follow_table(kind).to(device)  # (states, vocabulary)
        self._leads = _lead_table(kind).to(device)  # (states, vocabulary)
        slots = [state - _SLOT if _SLOT <= state < _BODY else -1 for state in sorted(_FOLLOWS)]
        self._slots = torch.tensor(slots, device=device)
        self._latest_after = _latest_table(kind).to(device)  # (vocabulary, 2)
        ids = torch.arange(len(kind), dtype=torch.int32)  # other kinds come after any limit
        self._ranks = [ids.where(torch.from_numpy(kind == name), 1 << 30).to(device)
                       for name in ("Position", "Pitch")]
        self._state = torch.full((batch,), _START, device=device)
        self._latest = torch.full((batch, 2), -1, dtype=torch.int32, device=device)
        self.bars = torch.zeros(batch, dtype=torch.long, device=device)
        self.seconds = torch.zeros(batch, device=device)
        self._lengths = _length_table(token_kinds(tokenizer)).to(device)  # (vocabulary,)
        self._length = torch.full((batch,), float(bar_seconds(FREE)), device=device)  # of a bar

    def take(self, ids: Tensor) -> None:
        """The next token of every sequence, (batch,)."""
        in_tempo, told = self._state == _SLOT, self._lengths[ids]
        self._length = told.where(told > 0, self._length)
        self.seconds += self._length * in_tempo
        self._state = self._leads[self._state, ids]
        self.bars += self._state == _SLOT
        latest = self._latest_after[ids]
        self._latest = latest.where(latest != _SAME, self._latest)

    def allowed(self, first: int = 0) -> Tensor:
        """Which tokens from the id `first` on may come next: bool (batch, vocabulary - first)."""
        kinds = self._table[:, first:].index_select(0, self._state)
        position, pitch = (ranks[first:] > latest[:, None]
                           for ranks, latest in zip(self._ranks, self._latest.unbind(1)))
        return kinds & position & pitch

    def complete(self) -> tuple[Tensor, Tensor]:
        """How many bars are complete and how long (s) they last, (batch,) each."""
        begun = self.slot() != 0  # the tempo of the last bar has been read
        return (self.bars - 1).clamp(min=0), (self.seconds - begun * self._length).clamp(min=0)

    def slot(self) -> Tensor:
        """Which slot of the frame comes next, (batch,); -1 outside of frames."""
        return self._slots[self._state]

    def forbid(self, ids: list[int]) -> None:
        """These never come."""
        self._table[:, ids] = False

    def lowest(self) -> int:
        """No token below this id may come from here on as a tempo or outside of the frames."""
        if (self._state == _START).any(): return 0
        return int(self._table[[_SLOT, *range(_BODY, len(self._table))]].any(0).nonzero()[0])

    def keep(self, rows: list[int]) -> None:
        """Only these sequences of the batch go on, in this order."""
        for name in ("_state", "_latest", "_length", "bars", "seconds"):
            setattr(self, name, getattr(self, name)[rows])


_SAME = -2  # a token that changes nothing


def _follow_table(kind: np.ndarray) -> Tensor:
    """Whether a token may come in a state, but for the order of positions and pitches."""
    return torch.tensor(np.stack([np.isin(kind, _FOLLOWS[state]) for state in sorted(_FOLLOWS)]))


def _lead_table(kind: np.ndarray) -> Tensor:
    """The state after a token; a slot of the frame leads to the next one."""
    return torch.tensor([[_LEADS.get(name, state + 1) for name in kind]
                         for state in sorted(_FOLLOWS)])


def _length_table(kinds) -> Tensor:
    """How long (s) a bar of each Tempo token is; 0 for other tokens. `kinds` are `TokenKinds`."""
    lengths, tempi = np.zeros(len(kinds.kind), np.float32), kinds.ids("Tempo")
    lengths[tempi] = bar_seconds(np.arange(len(tempi)))
    return torch.from_numpy(lengths)


def _latest_table(kind: np.ndarray) -> Tensor:
    """What a token makes the latest position of the bar and the latest pitch at that position: its
    id, -1 for none yet, or `_SAME`."""
    ids = torch.arange(len(kind), dtype=torch.int32)
    bar, position, pitch = (torch.from_numpy(kind == n) for n in ("Bar", "Position", "Pitch"))
    latest = torch.full((len(kind), 2), _SAME, dtype=torch.int32)
    latest[bar] = -1
    latest[position, 0], latest[position, 1] = ids[position], -1
    latest[pitch, 1] = ids[pitch]
    return latest
