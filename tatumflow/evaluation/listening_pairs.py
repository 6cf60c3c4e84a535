"""Blind listening: which takes are put beside which."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from .baselines import shuffled_notes
from .candidates import Candidate, continue_passage
from .passages import Passage

__all__ = ['PAIRINGS', 'Question', 'choose_questions', 'play_questions']


PAIRINGS = {"model_real": 10, "model_other": 4, "real_real": 3, "real_shuffled": 3}  # questions


@dataclass(frozen=True)
class Question:
    """Two takes to be heard one after the other, each a row and the number of its passage, and the
    style that both should have. `pairing` is one of `PAIRINGS`: the names of the two rows; "other"
    is a second model, or the same with another seed."""
    pairing: str
    takes: tuple[tuple[str, int], tuple[str, int]]
    style: str


def choose_questions(passages: list[Passage], seed: int = 0) -> list[Question]:
    """The questions of `PAIRINGS`, each of its own passage as long as there are enough; both takes
    of "real_real" are of one style where there are two passages of it. Raises `TatumError` when
    there are not two passages."""
    if len(passages) < 2:
        raise TatumError("견주어 들을 조각이 하나뿐입니다. 더 긴 연주나 더 많은 곡을 주십시오.")
    order, questions = _without_end(np.random.default_rng(seed).permutation(len(passages))), []
    for pairing, count in PAIRINGS.items():
        for place in islice(order, count):
            partner = _partner(passages, place) if pairing == "real_real" else place
            takes = tuple(zip(pairing.split("_"), (place, partner)))
            questions.append(Question(pairing, takes, passages[place].style))
    return questions


def _without_end(order: np.ndarray) -> Iterator[int]:
    while True: yield from order.tolist()


def _partner(passages: list[Passage], place: int) -> int:
    """The next passage of another piece of the same style; else the next of all."""
    others = [(place + n) % len(passages) for n in range(1, len(passages))]
    alike = [n for n in others if passages[n].style == passages[place].style
             and passages[n].piece != passages[place].piece]
    return (alike or others)[0]


def play_questions(questions: list[Question], passages: list[Passage], models: list[Candidate],
                   seed: int = 0) -> dict[tuple[str, int], np.ndarray]:
    """{(row, passage): notes (s)} of every take that the questions ask for; `models` are one or
    two."""
    takes = {}
    for row, place in progress(sorted({take for q in questions for take in q.takes}), desc="연주",
                               unit="조각"):
        passage, number = passages[place], 10_000 * seed + place
        if row == "real": notes = passage.real
        elif row == "shuffled": notes = shuffled_notes(passage, np.random.default_rng(number))
        else:
            model = models[-1] if row == "other" else models[0]
            again = 10_000 if row == "other" and len(models) == 1 else 0
            notes = continue_passage(model.model, model.tokenizer, passage, number + again)
        takes[row, place] = notes
    return takes
