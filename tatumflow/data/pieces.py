"""Encoded pieces, and windows cut from them at bar lines."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

import numpy as np
from miditok import REMI

from .token_files import read_split, read_tokenizer

__all__ = ['Pieces', 'walk']


class Pieces:
    """Encoded pieces one after another in `tokens`; `pieces` gives `start` and `length` of each.

    `bars` are the places of all bar lines, `piece_of_bar` the number of each one's piece. A bar is
    called by its number among all bars.
    """

    def __init__(self, tokens: np.ndarray, pieces: list[dict], tokenizer: REMI, context: int):
        self.tokens, self.pieces, self.tokenizer = tokens, pieces, tokenizer
        self.context = context
        self.bars = np.flatnonzero(tokens == tokenizer.vocab["Bar_None"])
        starts = [piece["start"] for piece in pieces]
        self.piece_of_bar = np.searchsorted(starts, self.bars, side="right") - 1

    @classmethod
    def open(cls, folder: Path, split: str, context: int):
        """The split that `prepare` wrote to `folder`. Raises `TatumError` as `read_split` does."""
        tokens, pieces = read_split(folder, split)
        return cls(tokens, pieces, read_tokenizer(folder), context)

    def window(self, bar: int, end: int | None = None) -> np.ndarray:
        """Up to `context` + 1 tokens from `bar` on (to token `end`), under a header.

        The header is the piece's style, and BOS only at its beginning.
        """
        piece, start = self.pieces[self.piece_of_bar[bar]], self.bars[bar]
        is_first = start == piece["start"] + 2
        header = self.tokens[piece["start"] + (not is_first):piece["start"] + 2]
        stop = end or piece["start"] + piece["length"]
        stop = min(stop, start + self.context + 1 - len(header))
        return np.concatenate([header, self.tokens[start:stop]]).astype(np.int64)

    def with_room(self, bar: int) -> int:
        """`bar`, or its piece's first bar from which a window reaches the end of the piece."""
        piece = self.pieces[self.piece_of_bar[bar]]
        end = piece["start"] + piece["length"]
        reaching = np.searchsorted(self.bars, max(piece["start"], end - self.context))
        last = np.searchsorted(self.bars, end) - 1
        return int(min(bar, reaching, last))


def walk(pieces: Pieces) -> list[tuple[int, int | None]]:
    """(bar, end token or None for the piece's) of windows that together cover everything once."""
    cuts, bar, bars = [], 0, pieces.bars
    while bar < len(bars):
        piece = pieces.piece_of_bar[bar]
        last = np.searchsorted(pieces.piece_of_bar, piece, side="right")
        reach = np.searchsorted(bars, bars[bar] + pieces.context - 1, side="right") - 1
        after = int(min(last, max(reach, bar + 1)))
        cuts.append((bar, bars[after] if after < last else None))
        bar = after
    return cuts
