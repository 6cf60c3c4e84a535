"""What a performance shares with others: runs of the same notes, in any transposition."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = ['Memory', 'note_moves']


def note_moves(notes: np.ndarray) -> np.ndarray:
    """From each note to the next (in order of onset, then pitch): interval in semitones and time
    between onsets, as one number, (n - 1,).

    Times: 0 below 35 ms, else half-octave classes around 50 ms, so that transposing or a slightly
    different tempo changes nothing.
    """
    gap = np.diff(notes["onset"])
    octaves = np.log2(np.maximum(gap, 0.035) / 0.05)
    rhythm = np.where(gap < 0.035, 0, np.clip(np.round(2 * octaves) + 2, 1, 15)).astype(int)
    return 16 * (np.diff(notes["pitch"].astype(int)) + 128) + rhythm


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
