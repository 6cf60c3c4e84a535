# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .excerpts import bridge_window, sheet_window
from .notes import make_notes
from .pieces import Pieces
from .tokens import encode
from .vocabulary import BOS, EOS, SHEET, token_kinds


@pytest.fixture(scope="module")
def one_piece(tokenizer):
    """Twelve bars in windows of 256, the second of two pieces."""
    notes = make_notes(np.arange(48), 0.9, 60 + np.arange(48) % 12, 70)
    ids = encode(notes, "Art Tatum", tokenizer)
    places = [{"start": n * len(ids), "length": len(ids)} for n in range(2)]
    return Pieces(np.tile(ids, 2), places, tokenizer, 256)


def test_a_sheet_is_the_frames_of_the_bars_that_fit(one_piece, tokenizer):
    vocab, ids = tokenizer.vocab, one_piece.tokens[len(one_piece.tokens) // 2:]
    frames = [ids[line:line + 16] for line in np.flatnonzero(ids == vocab["Bar_None"])]
    from_first, later = sheet_window(one_piece, 12), sheet_window(one_piece, 15)
    assert from_first.tolist() == [BOS, ids[1], vocab[SHEET], *np.concatenate(frames), EOS]
    assert later.tolist() == [ids[1], vocab[SHEET], *np.concatenate(frames[3:]), EOS]
    last = sheet_window(one_piece, 23)
    assert last.tolist() == [ids[1], vocab[SHEET], *frames[-1], EOS]


@pytest.mark.parametrize("context", [40, 100, 256])
def test_a_sheet_has_whole_bars_and_ends_only_with_its_piece(context, one_piece, tokenizer):
    short = Pieces(one_piece.tokens, one_piece.pieces, tokenizer, context)
    for bar in range(24):
        window = sheet_window(short, bar)
        bars = np.count_nonzero(window == tokenizer.vocab["Bar_None"])
        assert len(window) <= context + 1 and bars == min(12 - bar % 12, (context - 2) // 16)
        assert (window[-1] == EOS) == (bar % 12 + bars == 12)
        assert "Pitch" not in token_kinds(tokenizer).kind[window]


def test_a_bridge_shows_both_sides_and_ends_with_the_middle(one_piece, tokenizer):
    vocab, tokens = tokenizer.vocab, one_piece.tokens
    edges = np.append(one_piece.bars, len(tokens))
    seen = set()
    for seed in range(40):
        window = bridge_window(one_piece, 16, np.random.default_rng(seed))
        if window is None: continue
        kinds = token_kinds(tokenizer).kind[window]
        gap_at, middle_at = np.flatnonzero((kinds == "Gap") | (kinds == "Middle"))
        gap = int(tokenizer[int(window[gap_at])].split("_")[1])
        after, before = window[1:gap_at], window[gap_at + 1:middle_at]
        assert window[0] == vocab["Style_ArtTatum"] and window[-1] == EOS
        assert np.array_equal(window[middle_at + 1:-1], tokens[edges[16]:edges[16 + gap]])
        assert np.array_equal(before, tokens[edges[16] - len(before):edges[16]])
        back = edges[16 + gap]
        assert len(after) and np.array_equal(after, tokens[back:back + len(after)])
        assert before[0] == vocab["Bar_None"] and len(window) <= 257
        seen.add(gap)
    assert len(seen) > 2


def test_without_room_there_is_no_bridge(one_piece, tokenizer):
    short = Pieces(one_piece.tokens, one_piece.pieces, tokenizer, 60)  # two bars
    for seed in range(20):
        rng = np.random.default_rng(seed)
        assert bridge_window(one_piece, 12, rng) is None  # nothing comes before
        assert bridge_window(one_piece, 23, rng) is None  # nothing comes after
        assert bridge_window(one_piece, 11, rng) is None  # what comes after is another piece
        assert bridge_window(short, 16, rng) is None


def test_a_short_context_has_short_bridges(one_piece, tokenizer):
    short = Pieces(one_piece.tokens, one_piece.pieces, tokenizer, 180)  # five bars
    for seed in range(20):
        window = bridge_window(short, 16, np.random.default_rng(seed))
        kinds = token_kinds(tokenizer).kind[window]
        assert 100 < len(window) <= 181 and "Gap" in kinds and window[-1] == EOS
