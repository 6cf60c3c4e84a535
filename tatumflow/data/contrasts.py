"""A window shown twice: with the chords that it has, and with wrong ones."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .tokens import transposition_table
from .vocabulary import PAD, token_kinds
from .windows import IGNORED, TokenStream

__all__ = ['chord_pair']


def chord_pair(stream: TokenStream, step: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets, int64 (2, half of the context): a random window with its tempi and its
    chords in sight, and the same with all chords moved by one interval, 1 to 11 semitones.

    Pitches alone are targets, the others `IGNORED`. `step` and `seed` decide which window.
    """
    rng, length = np.random.default_rng([seed, step, 1]), stream.context // 2 + 1
    bar = stream.with_room(int(rng.integers(len(stream.bars))))
    kind, every = token_kinds(stream.tokenizer).kind, np.arange(len(stream.tokenizer))
    is_chord = np.char.startswith(kind, "Chord")
    shown = np.where(stream.in_sheet & ~is_chord, stream.hidden, every)
    right = shown[stream.augmentation.move(stream.window(bar), rng)[:length]]
    moved = transposition_table(stream.tokenizer, int(rng.integers(1, 12)))
    both = np.stack([right, np.where(is_chord, moved, every)[right]])
    both = np.pad(both, ((0, 0), (0, length - len(right))), constant_values=PAD)
    return both[:, :-1], np.where(kind[both] == "Pitch", both, IGNORED)[:, 1:]
