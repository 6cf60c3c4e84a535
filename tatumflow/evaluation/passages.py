"""Places in real performances: what a model hears, and what was really played next."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.notes import clip
from ..data.tokens import decode
from ..runtime.errors import TatumError
from .pieces import Piece
from .pitch import transition_matrix

__all__ = ['FEWEST_NOTES', 'Passage', 'cut_passages']


FEWEST_NOTES = 8  # with fewer there is nothing to measure


@dataclass(frozen=True)
class Passage:
    """A place in a real performance: the `context` seconds before it (`prompt`) and the `seconds`
    after it (`real`), each from 0."""
    piece: str
    style: str
    prompt: np.ndarray
    real: np.ndarray
    context: float
    seconds: float

    @property
    def is_measurable(self) -> bool:
        """Whether both parts have notes enough, and notes that follow one another."""
        return all(len(part) >= FEWEST_NOTES and transition_matrix(part).any()
                   for part in (self.prompt, self.real))


def cut_passages(pieces: list[Piece], tokenizer: REMI, count: int = 24, context: float = 20.0,
                 seconds: float = 10.0, seed: int = 0) -> list[Passage]:
    """Up to `count` passages drawn from `pieces`, their `real` parts not overlapping, in the order
    of the pieces.

    Notes are decoded from tokens, so that real and generated music have the same 10 ms grid. Raises
    `TatumError` when no piece is long enough.
    """
    notes = [decode(piece.ids, tokenizer) for piece in pieces]
    places = [(n, start) for n, part in enumerate(notes) if len(part)
              for start in np.arange(0, part["onset"][-1] - context - seconds + 1e-9, seconds)]
    passages = {}
    for place in np.random.default_rng(seed).permutation(len(places)):
        if len(passages) == count: break
        n, start = places[place]
        middle = start + context
        passage = Passage(pieces[n].name, pieces[n].style, clip(notes[n], start, middle),
                          clip(notes[n], middle, middle + seconds), context, seconds)
        if passage.is_measurable: passages[n, start] = passage
    if not passages:
        raise TatumError(f"{context + seconds:.0f}초보다 긴 연주가 없어 평가할 조각을 자르지 "
                         "못했습니다. 더 긴 연주를 모으십시오.")
    return [passages[place] for place in sorted(passages)]
