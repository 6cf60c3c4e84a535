# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from .exam import Exam
from .material import gather_material


def test_passages_are_of_the_style_asked_for(prepared, tokenizer):
    exam = Exam(data=prepared, style="Bebop Etude", count=3, context=4.0, seconds=4.0, sheets=2)
    found = gather_material(exam, tokenizer)
    assert {p.style for p in found.passages} == {"Bebop Etude"} and len(found.passages) == 3
    assert {p.style for p in found.others} == {"Stride Etude"}
    assert list(found.slices) == ["test", "val", "test · Bebop Etude", "val · Bebop Etude"]
    assert {p.style for p in found.slices["val · Bebop Etude"]} == {"Bebop Etude"}
    assert found.styles == ["Bebop Etude", "Stride Etude"] and len(found.sheets) == 2
    assert found.ruler.judge and found.ruler.memory and len(found.others) > 3


def test_a_style_that_is_not_there_is_refused(prepared, tokenizer, refusal):
    with refusal("'Art Tatum'의 것이 없습니다"):
        gather_material(Exam(data=prepared, style="Art Tatum"), tokenizer)


def test_without_a_style_passages_are_of_all(prepared, tokenizer):
    found = gather_material(Exam(data=prepared, context=4.0, seconds=4.0), tokenizer)
    assert {p.style for p in found.passages} == {"Bebop Etude", "Stride Etude"}
    assert list(found.slices) == ["test", "val"]
