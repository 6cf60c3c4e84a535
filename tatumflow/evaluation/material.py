"""What every row of the table is measured on."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections import Counter
from dataclasses import dataclass

import numpy as np
from miditok import REMI

from ..data.memory import Memory
from .adherence import chord_sheets
from .coherence import real_band
from .exam import Exam
from .form import cut_excerpts, Excerpt
from .held_out import asked_pieces, find_held_out, HeldOut
from .judge_choice import find_judge, Judging
from .passages import cut_passages, Passage
from .pieces import Piece
from .scores import Ruler

__all__ = ['Material', 'gather_material']


@dataclass(frozen=True, eq=False)
class Material:
    """What every row of the table is measured on.

    `slices`: {name: pieces}, the first is the main one. `styles`: the one that is measured, and
    another that is asked for. `sheets`: chords to play over. `others`: passages of other styles.
    `long` and `long_others`: excerpts in which form is heard, none where pieces are too short or
    without a pulse. `held_out` and `judging` say where it all is from.
    """
    exam: Exam
    tokenizer: REMI
    ruler: Ruler
    slices: dict[str, list[Piece]]
    styles: list[str]
    sheets: list[np.ndarray]
    others: list[Passage]
    long: list[Excerpt]
    long_others: list[Excerpt]
    held_out: HeldOut
    judging: Judging

    @property
    def passages(self) -> list[Passage]:
        """The passages that are continued."""
        return self.ruler.passages

    @property
    def training(self) -> list[Piece]:
        """The training pieces; none where no data were prepared."""
        return self.held_out.training


def gather_material(exam: Exam, tokenizer: REMI) -> Material:
    """Choose the music, cut the passages, and make all that rows are measured on. Raises
    `TatumError`."""
    held_out = find_held_out(exam, tokenizer)
    asked = asked_pieces(held_out, exam.style)
    size = (exam.context, exam.seconds, exam.seed)
    passages = cut_passages(asked, tokenizer, exam.count, *size)
    rest = [p for p in held_out.pieces if exam.style not in (None, p.style)]
    slices = _slices(held_out, exam.style)
    every = [piece for part in slices.values() for piece in part]
    others = cut_passages(rest or every, tokenizer, 4 * exam.count, *size)
    judging = find_judge(held_out, {p.style for p in passages}, exam, tokenizer)
    known = [piece.notes(tokenizer) for piece in held_out.training]
    ruler = Ruler(passages, real_band(passages), judging.judge, Memory(known) if known else None)
    return Material(exam, tokenizer, ruler, {name: part for name, part in slices.items() if part},
                    _styles(passages[0].style, held_out.training), chord_sheets(exam.sheets, 4),
                    others, *(cut_excerpts(part, tokenizer, exam.bars, exam.count, exam.seed)
                              for part in (asked, rest or every)), held_out, judging)


def _slices(held_out: HeldOut, style: str | None) -> dict[str, list[Piece]]:
    """{name: pieces}: the slices, and of each the pieces of `style` alone, if one is given."""
    slices = dict(held_out.slices)
    if style is not None:
        for name, part in held_out.slices.items():
            slices[f"{name} · {style}"] = [p for p in part if p.style == style]
    return slices


def _styles(own: str, training: list[Piece]) -> list[str]:
    """The style that is measured, and the other one that most training pieces have."""
    ranked = Counter(piece.style for piece in training).most_common()
    return [own, *[name for name, _ in ranked if name not in (own, "Other")][:1]]
