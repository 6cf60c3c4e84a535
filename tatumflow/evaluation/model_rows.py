"""The rows of models; each is kept, so that an evaluation that was cut short can go on."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..model.saved_models import weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import read_json, write_atomic
from ..runtime.workspaces import workspace
from .candidates import Candidate, continue_passage
from .clip_measures import NUMBERS
from .conditioning import adherence_scores, ASKED, plan_and_play, style_token_scores
from .material import Material
from .metrics import METRICS
from .results import Row, row_from_json
from .rows import make_row, measure_losses, measure_takes

__all__ = ['model_row']


_FORM = 8  # of a kept row: raise it with every change, so that old ones are measured anew


def model_row(material: Material, candidate: Candidate, tick: Callable[[int], None]) -> Row:
    """The row of a model; `tick` is told of every passage that is done. What an earlier call with
    the same material and weights has kept is not measured again."""
    kept = material.exam.results / "takes" / candidate.name / "row.json"
    weights = weights_digest(candidate.model)
    mark = _mark(material, candidate, weights)
    row = _kept_row(kept, mark)
    if row:
        tick(len(material.passages))
    else:
        row = _measure_model(material, candidate, tick)
        text = json.dumps({"mark": mark, "row": row.as_json()}, ensure_ascii=False)
        write_atomic(kept, text)
    return replace(row, checkpoint=workspace().show(candidate.path), weights=weights)


def _kept_row(kept: Path, mark: str) -> Row | None:
    """The row in the file `kept`, if it is there and of this `mark`; a damaged one is told and
    measured anew."""
    def use(found): return row_from_json(found["row"]) if found["mark"] == mark else None
    try:
        return read_json(kept, use, "이 모델을 다시 잽니다.") if kept.is_file() else None
    except TatumError as error:
        print(error)
        return None


def _mark(material: Material, candidate: Candidate, weights: str) -> str:
    """A digest of all that a model's row depends on."""
    exam = material.exam
    asked = (_FORM, list(ASKED.items()), exam.seed, exam.windows, exam.bars, exam.long,
             list(METRICS), list(NUMBERS), list(material.slices), material.styles,
             candidate.model.config, weights)
    digest = hashlib.sha256(repr(asked).encode())
    for passage in material.passages:
        digest.update(passage.prompt.tobytes() + passage.real.tobytes())
    for pieces in (*material.slices.values(), material.training):
        for piece in pieces:
            digest.update(piece.ids.tobytes())
    for sheet in material.sheets:
        digest.update(sheet.tobytes())
    return digest.hexdigest()


def _measure_model(material: Material, candidate: Candidate, tick: Callable[[int], None]) -> Row:
    exam, model, tokenizer = material.exam, candidate.model, candidate.tokenizer
    passages, judge, style_token = material.passages, material.ruler.judge, None
    long = plan_and_play(model, tokenizer, passages[0].style, exam)
    losses = measure_losses(material, model, model.config.context)
    shares = adherence_scores(model, tokenizer, passages[0].style, material.sheets, exam.seed)
    if judge:
        style_token = style_token_scores(model, tokenizer, judge, material.styles,
                                      passages[0].seconds, exam.seed)
    takes = []
    for i, passage in enumerate(passages):
        takes.append(continue_passage(model, tokenizer, passage, exam.seed * 10_000 + i))
        tick(1)
    played = measure_takes(material, candidate.name, "model", takes, long)
    return make_row(material, played, losses, adherence=shares, style_token=style_token)
