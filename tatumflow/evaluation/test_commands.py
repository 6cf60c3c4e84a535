# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from unittest import mock

import pytest

from ..__main__ import main
from .exam import Exam


@pytest.fixture
def evaluated(small_results):
    """What `evaluate` is called with by the command, which gets the small results."""
    with mock.patch("tatumflow.evaluation.commands.evaluate",
                    return_value=small_results) as called:
        yield called


def test_the_command_asks_for_an_exam(evaluated, tmp_path, capsys):
    words = ["--checkpoint", "a.pt", "b.pt", "--midi", "m", "--data", "d", "--out", str(tmp_path),
             "--style", "Art Tatum", "--count", "5", "--windows", "6", "--seed", "7"]
    assert main(["phase4_evaluate_model", *words]) == 0
    asked, = evaluated.call_args.args
    assert asked == Exam([Path("a.pt"), Path("b.pt")], Path("m"), Path("d"), tmp_path, seed=7,
                         count=5, style="Art Tatum", windows=6)
    said = capsys.readouterr().out
    assert "가장 나은 체크포인트: tatumflow_same" in said and "KL 조각마다 < 0.3: " in said
    assert "손실(내트/음)" in said and "판정: " in said and "섞은 연주" in said
    assert str(tmp_path / "metrics.json") in said and "권합니다" in said


def test_the_command_asks_for_an_exam_of_the_workspace_by_default(evaluated, ws, capsys):
    assert main(["phase4_evaluate_model"]) == 0
    assert evaluated.call_args.args == (Exam(),)
    assert str(ws.results / "comparison.md") in capsys.readouterr().out


@pytest.mark.parametrize("words, code, said", [
    (["--count", "0"], 1, "조각의 수: 1 이상"), (["--windows", "x"], 2, "정수"),
    (["--checkpoint", "none.pt"], 1, "체크포인트가 없습니다")])
def test_a_wrong_option_is_one_sentence(words, code, said, capsys):
    assert main(["phase4_evaluate_model", *words]) == code
    shown = capsys.readouterr().err
    assert said in shown and "Traceback" not in shown


def test_the_help_is_in_korean_with_an_example(capsys):
    assert main(["phase4_evaluate_model", "--help"]) == 0
    shown = capsys.readouterr().out
    options = ("checkpoint", "midi", "data", "out", "style", "count", "windows", "seed")
    assert all(f"--{name}" in shown for name in options)
    assert '--style "Art Tatum"' in shown


def test_the_commands_make_a_listening_page_and_read_its_answers(tmp_path, capsys):
    page, key = tmp_path / "listening.html", {"questions": {"q00": 1}, "styles": ["Bebop Etude"],
                                              "left_out": 0}
    page.write_text("page")
    with mock.patch("tatumflow.evaluation.commands.make_listening_page",
                    return_value=(page, key)) as made:
        words = ["--checkpoint", "a", "b", "--style", "x", "--out", str(tmp_path), "--seed", "3"]
        assert main(["phase4_make_listening_page", *words]) == 0
    assert made.call_args.args == (Exam([Path("a"), Path("b")], out=tmp_path, seed=3, style="x"),)
    said = capsys.readouterr().out
    assert str(page) in said and "연습곡" in said and "| 65% |" in said
    assert main(["phase4_read_listening", "--folder", str(tmp_path)]) == 1
    assert "phase4_make_listening_page" in capsys.readouterr().err
