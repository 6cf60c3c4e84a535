# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

import pytest

from ..model.saved_models import weights_digest
from .candidates import continue_passage, load_candidates
from .exam import Exam
from .material import gather_material
from .model_rows import _mark, model_row


@pytest.fixture
def candidate(checkpoints):
    """A model to be measured."""
    return load_candidates(checkpoints[:1])[0]


@pytest.fixture
def material(prepared, tokenizer, tmp_path):
    """One short passage to measure it on."""
    exam = Exam(data=prepared, out=tmp_path, count=1, context=4.0, seconds=2.0, sheets=1, windows=1,
                bars=4, long=1)
    return gather_material(exam, tokenizer)


@contextmanager
def _counted():
    """Counts the takes that models play."""
    with mock.patch("tatumflow.evaluation.model_rows.continue_passage",
                    wraps=continue_passage) as played:
        yield played


def test_a_row_that_was_kept_is_not_measured_again(material, candidate):
    ticks = []
    with _counted() as played:
        rows = [model_row(material, candidate, ticks.append) for _ in range(2)]
    assert played.call_count == 1 and ticks == [1, 1]
    assert rows[0] == rows[1] and rows[0].kind == "model"
    assert rows[0].weights == weights_digest(candidate.model)


def test_every_take_has_a_seed_of_its_own(material, candidate):
    asked = replace(material, exam=replace(material.exam, seed=3))
    asked = replace(asked, ruler=replace(asked.ruler, passages=2 * asked.ruler.passages))
    with _counted() as played:
        model_row(asked, candidate, lambda n: None)
    assert [call.args[3] for call in played.call_args_list] == [30_000, 30_001]


def test_a_row_of_other_weights_is_measured_again(material, candidate, checkpoints):
    other = replace(load_candidates(checkpoints)[1], name=candidate.name)
    with _counted() as played:
        rows = [model_row(material, each, lambda n: None) for each in (candidate, other)]
    assert played.call_count == 2 and rows[0].weights != rows[1].weights


@pytest.mark.parametrize("changed", ["seed", "windows", "sheets", "passages", "slices", "style"])
def test_a_row_of_another_exam_has_another_mark(changed, material, candidate):
    exam, ruler = material.exam, material.ruler
    passage = ruler.passages[0]
    shorter, sheet = replace(passage, prompt=passage.prompt[1:]), material.sheets[0] + 1
    again = {"seed": replace(material, exam=replace(exam, seed=2)),
             "windows": replace(material, exam=replace(exam, windows=2)),
             "sheets": replace(material, sheets=[sheet]),
             "passages": replace(material, ruler=replace(ruler, passages=[shorter])),
             "slices": replace(material, slices={"test": material.slices["test"][:1]}),
             "style": replace(material, styles=["Other"])}
    marks = {_mark(each, candidate, "weights") for each in (material, again[changed])}
    assert len(marks) == 2 and _mark(material, candidate, "weights") in marks
