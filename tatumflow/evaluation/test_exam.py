# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .exam import Exam


@pytest.mark.parametrize("asked, word", [
    ({"count": 0}, "조각의 수: 1 이상"), ({"windows": 0}, "창의 수: 1 이상"),
    ({"sheets": 0}, "시트의 수: 1 이상"), ({"long": 0}, "긴 연주의 수: 1 이상"),
    ({"seed": -1}, "시드는 0 이상"),
    ({"context": 0.0}, "0초보다"), ({"seconds": 1.0}, "2초 이상")])
def test_what_cannot_be_measured_is_refused(asked, word, refusal):
    with refusal(word):
        Exam(**asked)


def test_folders_are_the_workspaces_unless_given(ws, tmp_path):
    assert Exam().tokens == ws.tokens and Exam().results == ws.results
    assert Exam(data=tmp_path, out=str(tmp_path)).tokens == tmp_path
    assert Exam(data=tmp_path, out=str(tmp_path)).results == tmp_path
