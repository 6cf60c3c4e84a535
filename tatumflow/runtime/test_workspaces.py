"""The folders of the lessons."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

import pytest

from .errors import TatumError
from .workspaces import FULL_COURSE, Workspace, workspace


@pytest.mark.parametrize("platform, root", [("colab", "/content/tatumflow_work"),
                                            ("kaggle", "/kaggle/working")])
def test_hosts_have_folders_of_their_own(pretend, monkeypatch, platform, root):
    monkeypatch.delenv("TATUMFLOW_WORKSPACE")
    with pretend(platform): assert workspace().root == Path(root)


def test_here_it_is_the_checkout_or_the_current_folder(pretend, monkeypatch, tmp_path):
    inside = tmp_path / "notebooks"
    inside.mkdir()
    monkeypatch.delenv("TATUMFLOW_WORKSPACE")
    monkeypatch.chdir(inside)
    with pretend("local"):
        assert workspace().root == inside
        (inside / "00_setup.ipynb").touch()
        assert workspace().root == tmp_path


def test_paths_are_shown_relative_to_the_root(ws, tmp_path):
    assert ws.show(ws.hub) == "outputs/huggingface" and ws.show(tmp_path) == str(tmp_path)


def test_a_missing_file_names_the_notebook_that_makes_it(ws, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (empty, ws.tokens):
        with pytest.raises(TatumError, match="01_data.ipynb"): ws.need(path, "01_data.ipynb")
    assert ws.need(tmp_path, "01_data.ipynb") == tmp_path


def test_on_a_host_a_missing_file_also_names_the_ways_to_bring_it(ws, pretend):
    with pretend("colab"), pytest.raises(TatumError, match=f"quickstart --out {ws.root}"):
        ws.need(ws.tokens, "01_data.ipynb")


def test_the_full_course_is_known_by_its_folder(tmp_path):
    assert Workspace(tmp_path / FULL_COURSE).is_full_course
    assert not Workspace(tmp_path).is_full_course
