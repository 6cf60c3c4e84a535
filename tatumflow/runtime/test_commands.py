"""The doctor's command."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import subprocess
import sys

import pytest

from .files import write_atomic


@pytest.fixture(name="stub")
def _folder_of_stubs(tmp_path, monkeypatch):
    """`stub(name, text)` puts a module of that name before the installed ones."""
    def make(name, text):
        write_atomic(tmp_path / "stubs" / f"{name}.py", text)
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'stubs'}:{os.environ.get('PYTHONPATH', '')}")
    return make


def _call(*words):
    return subprocess.run([sys.executable, "-m", "tatumflow", *words], capture_output=True,
                          text=True)


def test_the_doctor_says_what_it_found():
    done = _call("phase0_test_environment")
    assert done.returncode == 0 and not done.stderr
    assert "순전파" in done.stdout and "연주했습니다" in done.stdout


def test_what_is_missing_is_told_and_the_command_fails(monkeypatch):
    monkeypatch.setenv("TATUMFLOW_SOUNDFONT", "none.sf2")
    done = _call("phase0_test_environment")
    assert done.returncode == 1 and "꼭 필요한 것이 빠졌습니다: 사운드폰트, 소리" in done.stderr


@pytest.mark.parametrize("name, failed", [("torch", "PyTorch"), ("symusic", "소리")])
def test_the_doctor_runs_without_a_library_and_says_so(stub, name, failed):
    stub(name, "raise ImportError('blocked')")
    done = _call("phase0_test_environment")
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    assert f"[실패] {failed}" in done.stdout and "blocked" in done.stdout
    assert f"빠졌습니다: {failed}." in done.stderr and len(done.stderr.splitlines()) == 1


def test_fluidsynth_is_installed_only_when_asked(monkeypatch):
    from tatumflow.__main__ import main
    asked = []
    monkeypatch.setattr("tatumflow.runtime.commands.doctor",
                        lambda install: asked.append(install) or [])
    assert main(["phase0_test_environment"]) == main(["phase0_test_environment", "--install"]) == 0
    assert asked == [False, True]
