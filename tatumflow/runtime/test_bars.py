"""Progress bars."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import io
import subprocess
import sys
import threading
from unittest import mock

import pytest

from .bars import progress


class _Terminal(io.StringIO):
    def isatty(self): return True


def _on_a_terminal():
    """A terminal in place of stderr. (A fixture would not last: pytest replaces stderr too.)"""
    return mock.patch("sys.stderr", _Terminal())


@pytest.fixture(name="clock")
def _clock(monkeypatch):
    """The time that tqdm sees, [seconds]."""
    clock = [1000.0]
    monkeypatch.setattr("tqdm.std.time", lambda: clock[0])
    return clock


def test_bars_start_no_threads():
    before = threading.active_count()
    for _ in range(500): list(progress(range(3)))
    assert threading.active_count() <= before


def test_a_bar_gives_what_it_was_given():
    assert list(progress(range(3), desc="세기")) == [0, 1, 2]


def test_a_bar_that_ends_early_is_full():
    with progress(total=5) as bar: bar.update(2)
    assert (bar.n, bar.total) == (2, 2)


def test_a_bar_that_an_error_ends_is_not():
    with pytest.raises(KeyError), progress(total=5) as bar:
        bar.update(2)
        raise KeyError
    assert (bar.n, bar.total) == (2, 5)


def test_a_bar_within_another_is_not_shown():
    with _on_a_terminal() as terminal, progress(total=2, desc="outer") as bar:
        for _ in range(2):
            assert list(progress(range(3), desc="inner")) == [0, 1, 2]
            bar.update()
    assert "outer" in terminal.getvalue() and "inner" not in terminal.getvalue()


def _give_up(how):
    for _ in progress(range(3), desc="outer"):
        if how == "break": break
        if how == "return": return
        raise ValueError


@pytest.mark.parametrize("how", ["break", "return", "error"])
def test_after_a_loop_that_was_left_bars_are_shown_again(how):
    with _on_a_terminal() as terminal:
        with contextlib.suppress(ValueError): _give_up(how)
        list(progress(range(3), desc="next"))
    assert "next" in terminal.getvalue()


def test_in_a_log_a_bar_writes_a_line_every_ten_seconds(clock, capsys):
    for _ in progress(range(60), desc="세기"): clock[0] += 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 6 and all(line.startswith("세기") for line in lines)
    assert "60/60" in lines[-1]


def test_in_a_log_a_short_bar_writes_nothing(clock, capsys):
    for _ in progress(range(100_000)): clock[0] += 0.00009
    assert capsys.readouterr().err == ""


def test_a_bar_moves_on_when_the_work_gets_slower(clock):
    with _on_a_terminal() as terminal:
        for i in progress(range(95_020)): clock[0] += 1e-5 if i < 95_000 else 1
    assert "95010/95020" in terminal.getvalue()


def test_a_closed_bar_hides_no_other():
    with _on_a_terminal() as terminal:
        with progress(total=1, desc="first") as first: first.update()
        list(progress(range(3), desc="next"))
    assert "next" in terminal.getvalue() and first.n == 1


def test_in_a_terminal_a_bar_moves_in_its_line(clock):
    with _on_a_terminal() as terminal:
        for _ in progress(range(60)): clock[0] += 1
    assert terminal.getvalue().count("\r") > 30 and terminal.getvalue().count("\n") == 1


_IN_A_NOTEBOOK = """
import sys, threading, tqdm.notebook
sys.modules["tqdm.autonotebook"] = tqdm.notebook  # what tqdm chooses in a notebook
from tatumflow.runtime import progress
with progress(total=5) as bar: bar.update(2)
for _ in range(50): list(progress(range(3)))
widget = bar.container.children[1]
print(bar.total, widget.max, widget.bar_style, threading.active_count())
"""


def test_in_a_notebook_an_early_end_is_green_and_bars_start_no_threads():
    done = subprocess.run([sys.executable, "-c", _IN_A_NOTEBOOK], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "2 2.0 success 1", done.stdout + done.stderr
