"""Installing FluidSynth."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import subprocess
import types
from unittest import mock

import pytest

from .checks import check_fluidsynth
from .errors import TatumError
from .installing import bring_fluidsynth, can_install, install_with_apt


@pytest.fixture(name="machine")
def _machine(monkeypatch):
    """`machine(works, root)`: one whose apt-get installs FluidSynth or does not; the list of
    commands that are run there."""
    def make(works, root=True):
        commands = []

        def run(command, **_):
            commands.append(command)
            return types.SimpleNamespace(stderr="" if works else "E: no internet", returncode=0)

        def which(name):
            installed = works and any("install" in command for command in commands)
            return f"/usr/bin/{name}" if name == "apt-get" or installed else None

        monkeypatch.setattr("shutil.which", which)
        monkeypatch.setattr("subprocess.run", run)
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000, raising=False)
        return commands
    return make


def test_nothing_is_installed_unasked(machine):
    commands = machine(works=True)
    assert "--install" in check_fluidsynth().fix and not commands


def test_it_is_installed_where_that_was_asked_for(machine):
    commands = machine(works=True)
    check = check_fluidsynth(install=True)
    assert check.status == "ok" and "방금" in check.message and "fluidsynth" in commands[-1]


def test_a_failure_tells_the_words_of_apt(machine):
    commands = machine(works=False)
    check = check_fluidsynth(install=True)
    assert check.status == "warn" and "E: no internet" in check.fix and len(commands) == 2


def test_it_does_not_wait_forever(machine, monkeypatch):
    machine(works=False)
    late = subprocess.TimeoutExpired("apt-get", 300)
    monkeypatch.setattr("subprocess.run", mock.Mock(side_effect=late))
    with pytest.raises(TatumError, match="300초"): install_with_apt()


def test_only_root_may_install(machine):
    commands = machine(works=True, root=False)
    check = check_fluidsynth(install=True)
    assert check.status == "warn" and not commands and not can_install()


def test_fluidsynth_is_brought_where_it_is_missing(machine, capsys):
    commands = machine(works=True)
    bring_fluidsynth()
    assert any("fluidsynth" in command for command in commands) and not capsys.readouterr().err
    count = len(commands)
    bring_fluidsynth()
    assert len(commands) == count, "installed twice"


def test_where_it_cannot_be_brought_that_is_told(machine, capsys):
    machine(works=False)
    bring_fluidsynth()
    assert "symusic이 소리를 냅니다" in capsys.readouterr().err


def test_without_rights_nothing_is_brought(machine):
    commands = machine(works=True, root=False)
    bring_fluidsynth()
    assert not commands
