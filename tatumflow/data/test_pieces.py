# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .pieces import Pieces, walk
from .vocabulary import BOS, EOS


def _music(pieces, bar):
    """The first token and the one after the last that the window from a bar holds, and the window
    itself."""
    window, start = pieces.window(bar), pieces.bars[bar]
    is_first = pieces.pieces[pieces.piece_of_bar[bar]]["start"] + 2 == start
    return start, start + len(window) - (2 if is_first else 1), window


def test_a_window_is_the_music_under_its_header(etude_stream):
    for bar in range(len(etude_stream.bars)):
        piece = etude_stream.pieces[etude_stream.piece_of_bar[bar]]
        start, end, window = _music(etude_stream, bar)
        assert np.array_equal(window[start - end:], etude_stream.tokens[start:end])
        style = etude_stream.tokens[piece["start"] + 1]
        is_first = start == piece["start"] + 2
        assert window[:start - end].tolist() == ([BOS, style] if is_first else [style])
        is_full = len(window) == etude_stream.context + 1
        assert is_full or end == piece["start"] + piece["length"]


def test_training_begins_no_later_than_a_window_needs_to_reach_the_end(etude_stream):
    """A window that is drawn is full, or it is the first that reaches the end of its piece."""
    bars, context = etude_stream.bars, etude_stream.context
    for bar in range(len(bars)):
        piece = etude_stream.pieces[etude_stream.piece_of_bar[bar]]
        end, drawn = piece["start"] + piece["length"], etude_stream.with_room(bar)
        assert piece["length"] > context + 50  # these études are long
        if len(etude_stream.window(drawn)) <= context:
            assert bars[drawn] + context >= end > bars[drawn - 1] + context
        if drawn != bar: assert bars[drawn] + context >= end


def test_a_short_piece_is_learnt_to_its_end(etude_tokens):
    pieces = Pieces.open(etude_tokens, "train", 4096)
    for bar in range(len(pieces.bars)):
        piece = pieces.pieces[pieces.piece_of_bar[bar]]
        start, end, window = _music(pieces, pieces.with_room(bar))
        assert start == piece["start"] + 2 and end == piece["start"] + piece["length"]
        assert window[0] == BOS and window[-1] == EOS


def test_every_token_of_a_long_piece_is_in_some_window(etude_stream):
    seen = np.zeros(len(etude_stream.tokens), bool)
    for bar in range(len(etude_stream.bars)):
        start, end, _ = _music(etude_stream, etude_stream.with_room(bar))
        seen[start:end] = True
    for piece in etude_stream.pieces:
        assert seen[piece["start"] + 2:piece["start"] + piece["length"]].all()


@pytest.mark.parametrize("context", [40, 256, 4096])
def test_a_walk_cuts_at_bar_lines_and_misses_nothing(etude_tokens, context):
    pieces, covered = Pieces.open(etude_tokens, "val", context), []
    for bar, end in walk(pieces):
        window = pieces.window(bar, end)
        assert len(window) <= context + 1
        piece = pieces.pieces[pieces.piece_of_bar[bar]]
        stop = end or piece["start"] + piece["length"]
        covered += range(pieces.bars[bar], min(stop, pieces.bars[bar] + context))
        following = pieces.bars[pieces.bars > stop]
        if end and len(following):  # one bar more has no room
            assert following[0] - pieces.bars[bar] >= context
    expected = [place for piece in pieces.pieces
                for place in range(piece["start"] + 2, piece["start"] + piece["length"])]
    if context > 40:
        assert covered == expected  # in a context of 40 some bars have no room
    assert len(covered) == len(set(covered)) and set(covered) <= set(expected)
