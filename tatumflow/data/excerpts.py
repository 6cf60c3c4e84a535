"""Windows of other kinds: frames alone, and bridges."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .pieces import Pieces
from .vocabulary import EOS, FRAME, LONGEST_GAP, MIDDLE, SHEET

__all__ = ['LONGEST_BRIDGE', 'MOST_AFTER', 'bridge_window', 'sheet_window']


def sheet_window(pieces: Pieces, bar: int) -> np.ndarray:
    """The frames of as many bars from `bar` on as fit, without notes, at most `context` + 1 ids.

    `(BOS) Style Sheet (Bar, 15 frame slots)…`, EOS at the end of the piece.
    """
    piece = pieces.piece_of_bar[bar]
    begin, length = pieces.pieces[piece]["start"], 1 + len(FRAME)
    first, last = np.searchsorted(pieces.piece_of_bar, [piece, piece + 1])
    head = pieces.tokens[begin + (bar != first):begin + 2]
    fit = (pieces.context + 1 - len(head) - 1) // length
    lines = pieces.bars[bar:min(last, bar + fit)]
    frames = pieces.tokens[lines[:, None] + np.arange(length)].ravel()
    whole = np.concatenate([head, [pieces.tokenizer.vocab[SHEET]], frames,
                            [EOS] * int(bar + len(lines) == last)])
    return whole[:pieces.context + 1].astype(np.int64)


LONGEST_BRIDGE = LONGEST_GAP // 2   # bars that are left out at most
MOST_AFTER = 4                 # bars that are shown after the gap, at most


def bridge_window(pieces: Pieces, bar: int, rng) -> np.ndarray | None:
    """The bars after a gap of up to `LONGEST_BRIDGE` bars, those before it, and last the gap's.

    `Style after… Gap_n before… Middle middle… EOS`, at most `context` + 1 ids: fill in the middle,
    what comes after first, so that the middle goes on from what stands before it (Bavarian et al.,
    Efficient training of language models to fill in the middle, 2022: suffix, prefix, middle). The
    gap and what comes after are no longer than leaves room for a bar before. None where there is
    none.
    """
    piece = pieces.piece_of_bar[bar]
    first, last = np.searchsorted(pieces.piece_of_bar, [piece, piece + 1])
    if bar == first: return None
    edges, room = np.append(pieces.bars, len(pieces.tokens)), pieces.context + 1 - 4
    most = int(np.searchsorted(edges[:last], edges[bar - 1] + room, "right")) - 1 - bar  # bars
    if most < 2: return None
    gap = int(rng.integers(1, min(LONGEST_BRIDGE, most - 1) + 1))
    after = int(rng.integers(1, min(MOST_AFTER, most - gap) + 1))
    line, back, end = edges[[bar, bar + gap, bar + gap + after]]
    fitting = first + np.flatnonzero(end - pieces.bars[first:bar] <= room)
    vocab, tokens = pieces.tokenizer.vocab, pieces.tokens
    before, style = tokens[pieces.bars[fitting[0]]:line], tokens[pieces.pieces[piece]["start"] + 1]
    return np.concatenate([[style], tokens[back:end], [vocab[f"Gap_{gap}"]], before,
                           [vocab[MIDDLE]], tokens[line:back], [EOS]]).astype(np.int64)
