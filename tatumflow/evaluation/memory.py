"""What a take shares with the training set: runs of the same notes, in any transposition."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .grouping import note_moves

__all__ = ['Memory']


_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_CODES = np.random.default_rng(0).integers(2**63, size=2**13, dtype=np.uint64)


class Memory:
    """An index of performances for finding the runs of `note_moves` that a take shares with them
    (polynomial hashes modulo 2^64)."""

    def __init__(self, performances: list[np.ndarray]):
        moves = [note_moves(notes) for notes in performances]
        # How many moves there are from here on in the piece, and which piece it is.
        self.room = np.concatenate([np.arange(len(m), -1, -1) for m in moves])
        self.owner = np.repeat(np.arange(len(moves)), [len(m) + 1 for m in moves])
        power = np.multiply.accumulate(np.full(len(self.room), _BASE, np.uint64))
        codes = _CODES[np.concatenate([np.append(m, 0) for m in moves])]
        self.prefix = np.append(np.uint64(0), np.cumsum(codes * power, dtype=np.uint64))
        inverse = np.full(len(self.room), pow(_BASE, -1, 2**64), np.uint64)
        self.inverse = np.multiply.accumulate(inverse)

    def hashes(self, places: np.ndarray, length: int) -> np.ndarray:
        """A number for the `length` moves from each place on; equal runs have equal numbers."""
        return (self.prefix[places + length] - self.prefix[places]) * self.inverse[places]

    def longest_runs(self, takes: list[np.ndarray]) -> np.ndarray:
        """Of every take, how many consecutive notes it shares with some performance, in any
        transposition, (takes,); 0 when silent."""
        own = Memory(takes)
        longest, length = np.array([min(len(take), 1) for take in takes]), 1
        ours, theirs = np.flatnonzero(own.room >= 1), np.flatnonzero(self.room >= 1)
        while len(ours) and len(theirs):
            wanted, found = own.hashes(ours, length), self.hashes(theirs, length)
            known = np.unique(wanted)
            kept = known[np.searchsorted(known, found).clip(max=len(known) - 1)] == found
            theirs, ours = theirs[kept], ours[np.isin(wanted, found[kept])]
            length += 1
            longest[own.owner[ours]] = length
            ours = ours[own.room[ours] >= length]
            theirs = theirs[self.room[theirs] >= length]
        return longest
