"""The error that tells a learner what to do."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno

from .errors import first_line, korean_reason, TatumError


def test_the_first_line_of_an_error():
    assert first_line(ValueError("  one\ntwo")) == "one"
    assert first_line(ValueError()) == "ValueError"


def test_a_notebook_shows_the_message_without_a_traceback():
    assert TatumError("고치십시오.")._render_traceback_() == ["TatumError: 고치십시오."]


def test_the_words_of_the_system_are_told_in_korean():
    assert korean_reason(OSError(errno.ENOSPC, "full")) == "디스크에 남은 자리가 없습니다(full)"
    assert korean_reason(OSError(errno.EBADF, "bad")) == "bad"
    assert korean_reason(OSError("no number")) == "no number"
