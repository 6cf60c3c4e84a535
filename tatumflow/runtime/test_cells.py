"""Cells that are run out of order."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest
from IPython.core.interactiveshell import InteractiveShell

from .cells import explain_missing_names


@pytest.fixture(name="shell")
def _notebook_shell(monkeypatch, tmp_path):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    shell = InteractiveShell()
    explain_missing_names(shell)
    yield shell
    shell.history_manager.end_session()


@pytest.mark.parametrize("code", ["Studio(mine)", "def f(): return Studio\n\n\nf()"])
def test_a_cell_run_too_early_gets_one_korean_line(shell, capsys, code):
    assert isinstance(shell.run_cell(code).error_in_exec, NameError)
    (line,) = capsys.readouterr().out.strip().splitlines()
    assert line.startswith("'Studio'은(는) 아직 없는 이름입니다. 맨 위부터")


@pytest.mark.parametrize("code", [
    "1 / 0", "import json.tool\njson.tool.main.__globals__.pop('argparse')\njson.tool.main()",
    "def f():\n    print(x)\n    x = 1\n\n\nf()"],
    ids=["no name", "in a package", "before it is set"])
def test_other_errors_are_shown_as_ever(shell, capsys, code):
    assert shell.run_cell(code).error_in_exec
    out = capsys.readouterr().out
    assert "Traceback" in out and "아직 없는 이름" not in out
