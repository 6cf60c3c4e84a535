"""The batches that a model is trained and examined on."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections.abc import Iterator, Sequence

import numpy as np
from miditok import REMI

from .excerpts import bridge_window, sheet_window
from .pieces import Pieces, walk
from .tokens import tempo_table, transposition_table
from .vocabulary import HIDDEN, PAD, style_token, token_kinds

__all__ = ['IGNORED', 'TokenStream', 'hide_frames']


IGNORED = -100  # the target of what is not to be predicted
_SHEETS, _BRIDGES = 0.1, 0.1  # shares of the windows of training


def _draw_bars(pieces: Pieces, rng, size: int, focus: Sequence[str] = (),
              share: float = 0.0) -> np.ndarray:
    """Numbers of `size` random bars; a `share` (0 to 1) of them only from the styles of `focus`."""
    bars = rng.integers(len(pieces.bars), size=size)
    if not share: return bars
    wanted = np.array([piece.get("style") in focus for piece in pieces.pieces])
    favoured = np.flatnonzero(wanted[pieces.piece_of_bar])
    return np.where(rng.random(size) < share, rng.choice(favoured, size), bars)


def hide_frames(window: np.ndarray, slots: list[np.ndarray], hidden: int, rng) -> np.ndarray:
    """`window` (token ids, changed in place) with the token `hidden` in some of its frame slots.

    Drawn apart for each kind of slot; `slots` tells of each kind which ids are of it. All slots of
    a kind are hidden (p = 0.4), or all after some place (0.25), or each with one chance (0.2), or
    none (0.15).
    """
    for kind in slots:
        places = np.flatnonzero(kind[window])
        window[places[~_draw_visible(len(places), rng)]] = hidden
    return window


def _draw_visible(count: int, rng) -> np.ndarray:
    """Which of `count` slots of a kind stay visible, boolean (count,)."""
    way = rng.random()
    if way < 0.4: return np.zeros(count, bool)
    if way < 0.65: return np.arange(count) < rng.random() * count
    chance = rng.random() if way < 0.85 else 1.0
    return rng.random(count) < chance


class _Augmentation:
    """What changes in a window each time it is learnt: its key, its style token and its frames."""

    def __init__(self, tokenizer: REMI):
        kinds, every = token_kinds(tokenizer), np.arange(len(tokenizer))
        other = tokenizer.vocab[style_token(None)]
        self.hidden = tokenizer.vocab[HIDDEN]
        self.slots = [np.char.startswith(kinds.kind, kind)
                      for kind in ("Tempo", "Chord", "Melody", "Density", "Dynamics")]
        self.without_style = np.where(kinds.kind == "Style", other, every)
        self.transpositions = np.stack([transposition_table(tokenizer, shift)
                                        for shift in range(-5, 7)])
        self.tempi = np.stack([tempo_table(tokenizer, steps) for steps in range(-4, 5)])

    def move(self, window: np.ndarray, rng) -> np.ndarray:
        """A window in another key and tempo; one that would leave the keyboard keeps its key."""
        moved = self.transpositions[rng.integers(len(self.transpositions))][window]
        return self.tempi[rng.integers(len(self.tempi))][moved if min(moved) >= 0 else window]

    def apply(self, window: np.ndarray, rng) -> np.ndarray:
        """A window changed in all of this."""
        window = self.move(window, rng)
        if rng.random() < 0.1: window = self.without_style[window]
        return hide_frames(window, self.slots, self.hidden, rng)


class TokenStream(Pieces):
    """Batches of windows: inputs and targets, int64 (batch, context).

    A target is the next token, or `IGNORED` for padding, the header and hidden slots. `hidden` is
    the id of a hidden slot, `in_frame` says of every id whether it is a slot's, `in_sheet` whether
    it is one other than the tempo's.
    """

    def __init__(self, tokens: np.ndarray, pieces: list[dict], tokenizer: REMI, context: int):
        super().__init__(tokens, pieces, tokenizer, context)
        self.augmentation = _Augmentation(tokenizer)
        self.hidden = self.augmentation.hidden
        self.in_frame = np.any(self.augmentation.slots, axis=0)
        self.in_sheet = np.any(self.augmentation.slots[1:], axis=0)
        header = ["Style", "Sheet", "Gap", "Middle"]
        self.is_target = ~np.isin(token_kinds(tokenizer).kind, header)
        self.is_target[[PAD, self.hidden]] = False

    def batch(self, step: int, size: int, seed: int = 0, focus: Sequence[str] = (),
              share: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
        """`size` random windows (see `_draw_bars`); the arguments alone decide which.

        One in ten has frames alone, one in ten is a bridge (see `sheet_window`, `bridge_window`).
        Keys are random, tempi up to a tenth slower or faster, frames partly hidden, the style
        hidden with p = 0.1.
        """
        rng = np.random.default_rng([seed, step])
        return self._pair([self.augmentation.apply(self._draw_window(bar, rng), rng)
                           for bar in _draw_bars(self, rng, size, focus, share)])

    def _draw_window(self, bar: int, rng) -> np.ndarray:
        """A window of one of the three kinds near a bar."""
        way, bar = rng.random(), int(bar)
        if way < _SHEETS: return sheet_window(self, bar)
        bridge = bridge_window(self, bar, rng) if way < _SHEETS + _BRIDGES else None
        return self.window(self.with_room(bar)) if bridge is None else bridge

    def windows(self, size: int, frames: bool = False, most: int | None = None
                ) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Walk once through everything: batches of up to `size`, and each window's piece number.

        Windows are cut at bar lines; no token is a target twice. With `most`, only about so many
        windows, evenly spread. Of the frames only the tempo is visible, or with `frames` all.
        """
        cuts = walk(self)
        if most:
            cuts = cuts[::math.ceil(len(cuts) / most)]
        for i in range(0, len(cuts), size):
            shown = [self.window(*cut) for cut in cuts[i:i + size]]
            if not frames:
                shown = [np.where(self.in_sheet[ids], self.hidden, ids) for ids in shown]
            yield *self._pair(shown), self.piece_of_bar[[bar for bar, _ in cuts[i:i + size]]]

    def _pair(self, windows: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Padded inputs, and targets: the tokens one place on."""
        length = self.context + 1
        sheet = np.stack([np.pad(window, (0, length - len(window)), constant_values=PAD)
                          for window in windows])
        return sheet[:, :-1], np.where(self.is_target[sheet[:, 1:]], sheet[:, 1:], IGNORED)
