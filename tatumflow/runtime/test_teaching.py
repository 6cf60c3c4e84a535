"""Exercises that check themselves."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .teaching import self_check


def _is_four(answer):
    if answer() != 4: raise AssertionError("2 더하기 2여야 합니다.")


@pytest.mark.parametrize("answer, right, words", [
    (lambda: 4, True, "맞았습니다."), (lambda: 5, False, "아직입니다. 2 더하기 2여야 합니다."),
    (lambda: 1 / 0, False, "아직입니다. ZeroDivisionError: division by zero")])
def test_an_answer_is_judged_in_words(capsys, answer, right, words):
    assert bool(self_check(_is_four, answer)) == right
    assert capsys.readouterr().out == words + "\n"


def test_a_notebook_shows_nothing_more():
    from IPython.core.formatters import DisplayFormatter
    formatter = DisplayFormatter()
    assert formatter.format(self_check(_is_four, lambda: 4)) == ({}, {})
