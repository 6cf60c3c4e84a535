# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Iterator

import numpy as np
from miditok import REMI

from ..runtime.errors import TatumError
from .frames import HIDDEN, PAD, style_token, token_kinds
from .tokens import transposition_table, vary

__all__ = [
    'IGNORED', 'Pieces', 'STRETCH', 'TokenStream', 'VELOCITY_STEP', 'draw_bars', 'hide_frames',
    'varied_window',
]


IGNORED = -100  # the target of what is not learnt
STRETCH, VELOCITY_STEP = 0.1, 8  # of windows played otherwise: how much slower or faster at most, the unit of louder and softer


class Pieces:
    """Encoded pieces one after another in `tokens`; `pieces` gives the `start` and `length` of each. Windows begin at bar lines."""

    def __init__(self, tokens: np.ndarray, pieces: list[dict], tokenizer: REMI, context: int):
        self.tokens, self.pieces, self.tokenizer, self.context = tokens, pieces, tokenizer, context
        self.bars = np.flatnonzero(tokens == tokenizer.vocab["Bar_None"])
        self.piece_of_bar = np.searchsorted([piece["start"] for piece in pieces], self.bars, side="right") - 1

    @classmethod
    def open(cls, folder, split: str, context: int):
        """The split that `prepare` wrote to `folder`, memory-mapped where the system allows. Raises `TatumError` when it is missing or empty."""
        folder = Path(folder)
        if not (folder / f"{split}.tokens.npy").exists():
            raise TatumError(f"토큰이 없습니다: {folder}. `01_data.ipynb`나 `tatumflow phase1_prepare_dataset`으로 먼저 만드십시오.")
        pieces = json.loads((folder / f"{split}.json").read_text(encoding="utf-8"))
        if not pieces:
            raise TatumError(f"분할 '{split}'이 비어 있습니다. 곡을 더 모아 다시 준비하십시오.")
        tokens = np.load(folder / f"{split}.tokens.npy", mmap_mode=None if os.name == "nt" else "r")  # Windows cannot replace a file that is mapped
        return cls(tokens, pieces, REMI(params=folder / "tokenizer.json"), context)

    def window(self, bar: int, end: int | None = None, spare: int = 0) -> np.ndarray:
        """Up to `context` + 1 + `spare` tokens from bar number `bar` on (to token `end`), under the piece's header; BOS only at its start."""
        piece, start = self.pieces[self.piece_of_bar[bar]], self.bars[bar]
        head = piece["start"] if start == piece["start"] + 2 else piece["start"] + 1
        header = self.tokens[head:piece["start"] + 2]
        end = min(end or piece["start"] + piece["length"], start + self.context + 1 + spare - len(header))
        return np.concatenate([header, self.tokens[start:end]]).astype(np.int64)

    def with_room(self, bar: int) -> int:
        """`bar`, or the last bar of its piece that leaves a full window, or the first one of a short piece."""
        piece = self.pieces[self.piece_of_bar[bar]]
        first = np.searchsorted(self.bars, piece["start"])
        latest = np.searchsorted(self.bars, piece["start"] + piece["length"] - self.context, side="right") - 1
        return int(min(bar, max(first, latest)))


def draw_bars(pieces: Pieces, rng, size: int, focus: Sequence[str] = (), share: float = 0.0) -> np.ndarray:
    """Numbers of `size` random bars, about the `share` of them (0 to 1) only from pieces in the styles of `focus`."""
    bars = rng.integers(len(pieces.bars), size=size)
    if not share: return bars
    favoured = np.array([piece.get("style") in focus for piece in pieces.pieces])[pieces.piece_of_bar]
    return np.where(rng.random(size) < share, rng.choice(np.flatnonzero(favoured), size), bars)


def varied_window(pieces: Pieces, bar: int, rng) -> np.ndarray:
    """The window from bar number `bar` on as if played otherwise (see `vary`): up to `STRETCH` slower or faster, up to 2 `VELOCITY_STEP` louder or softer."""
    longer = pieces.window(bar, spare=256)  # a bar more: the last one goes, and faster playing has fewer bar lines
    return vary(longer, 1 + rng.uniform(-STRETCH, STRETCH), VELOCITY_STEP * int(rng.integers(-2, 3)), pieces.tokenizer)[:pieces.context + 1]


def hide_frames(window: np.ndarray, slots: list[np.ndarray], hidden: int, rng) -> np.ndarray:
    """`window` (token ids, changed in place) with `hidden` in some slots, drawn apart for each kind (`slots`: which ids are of it).

    All are hidden (p = 0.4), or all after some place (0.25), or each with one chance (0.2), or none (0.15).
    """
    for kind in slots:
        places, way = np.flatnonzero(kind[window]), rng.random()
        share = 0.0 if way < 0.4 else rng.random() if way < 0.85 else 1.0
        visible = np.arange(len(places)) < share * len(places) if way < 0.65 else rng.random(len(places)) < share
        window[places[~visible]] = hidden
    return window


class TokenStream(Pieces):
    """Batches of windows: inputs and targets, int64 (batch, context). A target is the next token, or `IGNORED` of padding, header, hidden slot."""

    def __init__(self, tokens: np.ndarray, pieces: list[dict], tokenizer: REMI, context: int):
        super().__init__(tokens, pieces, tokenizer, context)
        self.hidden = tokenizer.vocab[HIDDEN]
        self.learnt = ~np.isin(np.arange(len(tokenizer)), [PAD, self.hidden, *token_kinds(tokenizer).ids("Style")])
        self.slots = [np.char.startswith(token_kinds(tokenizer).kind, kind) for kind in ("Chord", "Melody", "Density", "Dynamics")]
        self.nobody = np.where(token_kinds(tokenizer).kind == "Style", tokenizer.vocab[style_token(None)], np.arange(len(tokenizer)))  # no style
        self.keys = np.stack([transposition_table(tokenizer, shift) for shift in range(-5, 7)])

    def batch(self, step: int, size: int, seed: int = 0, focus: Sequence[str] = (), share: float = 0.0, varied: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
        """`size` random windows (see `draw_bars`), the share `varied` of them varied, in random keys, frames and (p = 0.1) style hidden; the arguments decide."""
        rng = np.random.default_rng([seed, step])
        def made(bar): return varied_window(self, bar, rng) if varied and rng.random() < varied else self.window(bar)
        windows = [made(self.with_room(bar)) for bar in draw_bars(self, rng, size, focus, share)]
        moved = [self.keys[key][window] for key, window in zip(rng.integers(len(self.keys), size=size), windows)]
        windows = [m if (m >= 0).all() else window for m, window in zip(moved, windows)]  # never off the keyboard
        return self._pair([hide_frames(self.nobody[window] if nobody else window, self.slots, self.hidden, rng)
                           for nobody, window in zip(rng.random(size) < 0.1, windows)])

    def windows(self, size: int, frames: bool = False, most: int | None = None) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Batches of up to `size` windows that walk through everything once, cut at bar lines, and the number of each window's piece; no
        token is learnt twice. With `most`, only about so many of these windows, evenly spread. Frames are all hidden, or with `frames` all visible."""
        cuts, bar = [], 0
        while bar < len(self.bars):
            last = np.searchsorted(self.piece_of_bar, self.piece_of_bar[bar], side="right")
            reach = np.searchsorted(self.bars, self.bars[bar] + self.context - 1, side="right") - 1
            after = int(min(last, max(reach, bar + 1)))
            cuts.append((bar, self.bars[after] if after < last else None))
            bar = after
        cuts = cuts[::math.ceil(len(cuts) / (most or len(cuts)))]
        for i in range(0, len(cuts), size):
            shown = [w if frames else np.where(np.any(self.slots, 0)[w], self.hidden, w) for cut in cuts[i:i + size] for w in [self.window(*cut)]]
            yield *self._pair(shown), self.piece_of_bar[[bar for bar, _ in cuts[i:i + size]]]

    def _pair(self, windows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        sheet = np.stack([np.pad(window, (0, self.context + 1 - len(window)), constant_values=PAD) for window in windows])
        return sheet[:, :-1], np.where(self.learnt[sheet[:, 1:]], sheet[:, 1:], IGNORED)
