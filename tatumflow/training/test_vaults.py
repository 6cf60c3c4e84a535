# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

import pytest

from ..runtime.vault import Vault
from ..runtime.workspaces import workspace
from .vaults import find_vault, open_vault


@pytest.fixture
def place(monkeypatch):
    """A function that pretends a platform, and a folder on Google Drive."""
    def pretend(platform, drive):
        monkeypatch.setattr("tatumflow.training.vaults.where", lambda: platform)
        monkeypatch.setattr("tatumflow.training.vaults.find_drive", lambda: drive)
    return pretend


def test_on_colab_copies_go_to_the_drive(place, capsys):
    place("colab", Path("drive"))
    assert find_vault() == find_vault(workspace().root) == Path("drive")
    assert not capsys.readouterr().out


def test_a_run_in_a_folder_of_its_own_is_not_copied(place, capsys):
    place("colab", Path("drive"))
    assert find_vault(Path("another")) is None and "--vault" in capsys.readouterr().out


def test_colab_without_a_drive_warns(place, capsys):
    place("colab", None)
    assert find_vault() is None and "take_over()" in capsys.readouterr().out


def test_kaggle_warns_that_nothing_is_copied(place, capsys):
    place("kaggle", None)
    assert find_vault() is None and "hub:" in capsys.readouterr().out


def test_a_vault_is_a_folder_or_a_repository(tmp_path, monkeypatch):
    monkeypatch.setattr("tatumflow.training.hub_vault.HubFolder", lambda repo: repo)
    assert type(open_vault(tmp_path, tmp_path / "drive")) is Vault
    assert open_vault(tmp_path, Path("hub:someone/jazz")).hub == "someone/jazz"
