"""What is not music, or not this music: the baselines that scores are read against."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Callable

import numpy as np
import torch
from miditok import REMI

from ..data.etudes import make_etude
from ..data.notes import clip, make_notes
from ..data.vocabulary import token_kinds
from ..model.sampling import choose
from .chains import MarkovChain
from .passages import Passage
from .pieces import Piece

__all__ = ['copied_prompt', 'markov_player', 'other_style', 'shuffled_pitches', 'uniform_pitches']


def uniform_pitches(passage: Passage, rng) -> np.ndarray:
    """The real rhythm with pitches drawn evenly from the prompt's range."""
    low, high = passage.prompt["pitch"].min(), passage.prompt["pitch"].max()
    return _repitched(passage.real, rng.integers(low, high + 1, len(passage.real)))


def shuffled_pitches(passage: Passage, rng) -> np.ndarray:
    """The real notes, their pitches in random order."""
    return _repitched(passage.real, rng.permutation(passage.real["pitch"]))


def copied_prompt(passage: Passage, rng=None) -> np.ndarray:
    """The last seconds of the prompt once more."""
    return clip(passage.prompt, passage.context - passage.seconds, passage.context)


def _repitched(notes: np.ndarray, pitch) -> np.ndarray:
    return make_notes(notes["onset"], notes["duration"], pitch, notes["velocity"])


def markov_player(training: list[Piece], tokenizer: REMI) -> Callable:
    """A baseline that plays the real rhythm with pitches drawn from a `MarkovChain` of order 3 over
    the pitches of `training`; it starts from the prompt's last notes."""
    kinds = token_kinds(tokenizer)
    pitches = [kinds.value[piece.ids[kinds.kind[piece.ids] == "Pitch"]] for piece in training]
    chain = MarkovChain([played.astype(int) for played in pitches], 128, 3)

    def markov(passage: Passage, rng) -> np.ndarray:
        past = passage.prompt["pitch"].tolist()
        for draw in rng.random(len(passage.real), np.float32):
            logits = chain(torch.tensor([past[-3:]]))[:, -1]
            past.append(int(choose(logits, torch.tensor([draw]))))
        return _repitched(passage.real, past[len(passage.prompt):])
    return markov


def other_style(others: list[Passage]) -> Callable:
    """A baseline that plays a real clip of another style: one of `others`, else of an étude."""
    def other(passage: Passage, rng) -> np.ndarray:
        clips = [p.real for p in others if p.style != passage.style]
        if clips:
            return clips[rng.integers(len(clips))]
        style = "stride" if passage.style == "Bebop Etude" else "bebop"
        etude = make_etude(style, seed=int(rng.integers(1000)))
        return clip(etude.notes, 0, passage.seconds)
    return other
