"""Google Drive on Colab."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import types

from .drive import find_drive, mount_drive
from .workspaces import FULL_COURSE


def _drive(mount):
    return {"google": {}, "google__colab": {"drive": types.SimpleNamespace(mount=mount)}}


def test_a_refused_drive_is_told(pretend, capsys):
    def refuse(path): raise ValueError("mount failed")
    with pretend("colab", **_drive(refuse)): assert mount_drive() is None
    said = capsys.readouterr().err
    assert "ValueError" in said and "내려받으십시오" in said


def test_the_folder_is_found_once_it_is_mounted(pretend, monkeypatch, tmp_path):
    monkeypatch.setattr("tatumflow.runtime.drive._MOUNT", str(tmp_path))
    mounted = []
    with pretend("colab", **_drive(mounted.append)):
        assert find_drive() is None
        folder = mount_drive()
        assert find_drive() == folder and folder.is_dir() and folder.is_relative_to(tmp_path)
    assert mounted == [str(tmp_path)]
    with pretend("local"): assert find_drive() is None


def test_the_full_course_has_a_folder_of_its_own(pretend, monkeypatch, tmp_path):
    monkeypatch.setattr("tatumflow.runtime.drive._MOUNT", str(tmp_path))
    with pretend("colab", **_drive(len)):
        quick = mount_drive()
        monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / FULL_COURSE))
        assert mount_drive() == quick.parent / FULL_COURSE / "checkpoints"
