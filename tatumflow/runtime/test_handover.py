"""From lesson to lesson."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import os
import time
import types
from pathlib import Path
from unittest import mock

import pytest

from .errors import TatumError
from .files import is_intact, write_atomic
from .handover import hand_over, take_over
from .workspaces import FULL_COURSE, workspace


@pytest.fixture(name="lesson")
def _lesson(tmp_path, pretend, monkeypatch, capsys):
    """`lesson(platform, computer, files, lane, work)`: one notebook on a computer of its own, which
    leaves `files` and does `work(workspace)`. Returns what it said, and the root."""
    monkeypatch.setattr("tatumflow.runtime.drive._MOUNT", str(tmp_path / "drive"))
    monkeypatch.setattr("tatumflow.runtime.handover._INPUTS", str(tmp_path / "input"))
    monkeypatch.setattr("tatumflow.runtime.handover.fill_gaps", lambda ws: None)

    def mount(path): Path(path, "MyDrive").mkdir(parents=True, exist_ok=True)

    drive = {"google": {}, "google__colab": {"drive": types.SimpleNamespace(mount=mount)}}

    def run(platform, computer, files=(), lane="quick", work=lambda ws: None):
        monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / computer))
        with pretend(platform, **(drive if platform == "colab" else {})):
            take_over(lane)
            root = workspace().root
            for name, text in dict(files).items(): write_atomic(root / name, text)
            work(workspace())
            hand_over()
        return "".join(capsys.readouterr()), root
    return run


def test_drive_carries_files_to_the_next_computer(lesson):
    lesson("colab", "1", {"data/notes": "notes", "outputs/old": "old", "presentation.pdf": "pdf"})
    said, root = lesson("colab", "2", {"outputs/new": "new", "results/table": "table"})
    assert "이어받은 파일: 3개" in said and (root / "data/notes").read_text() == "notes"
    assert "새로 넘긴 것: results, outputs." in said
    _, root = lesson("colab", "3")
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert found == {"data/notes", "outputs/old", "outputs/new", "results/table",
                     "presentation.pdf"}


def test_drive_carries_checkpoints(lesson, make_checkpoint):
    said, _ = lesson("colab", "1", work=lambda ws: make_checkpoint(ws.checkpoints, 100))
    assert "tatumflow_000100.pt까지 복사하고 확인" in said
    _, root = lesson("colab", "2")
    assert is_intact(root / "checkpoints/tatumflow_000100.pt")


def test_what_a_computer_has_is_not_written_over(lesson, tmp_path):
    lesson("colab", "1", {"results/table": "theirs"})
    write_atomic(tmp_path / "2/results/table", "mine")
    _, root = lesson("colab", "2")
    assert (root / "results/table").read_text() == "mine"


def test_what_another_notebook_hands_over_later_comes_here(lesson):
    def later(ws): os.utime(ws.root / "data/split", 2 * (time.time() + 10,))
    lesson("colab", "1", {"data/split": "old"})
    lesson("colab", "2", {"data/split": "new"}, work=later)
    _, root = lesson("colab", "1")
    assert (root / "data/split").read_text() == "new"


def test_a_damaged_bundle_is_told(lesson, tmp_path):
    lesson("colab", "1", {"data/notes": "notes"})
    archive = tmp_path / "drive/MyDrive/tatumflow/data.zip"
    archive.write_bytes(archive.read_bytes()[:-30])
    said, _ = lesson("colab", "2", {"data/notes": "again"})
    assert "주의" in said and "data.zip" in said
    assert (lesson("colab", "3")[1] / "data/notes").read_text() == "again"


def test_the_lanes_are_kept_apart(lesson, make_checkpoint):
    lesson("colab", "1", {"data/notes": "quick"},
           work=lambda ws: make_checkpoint(ws.checkpoints, 100))
    _, root = lesson("colab", "2", lane="full")
    assert root.name == FULL_COURSE and not [*root.rglob("*.pt")] and not (root / "data").exists()
    lesson("colab", "2", {"data/notes": "full"}, lane="full")
    assert (lesson("colab", "3")[1] / "data/notes").read_text() == "quick"
    assert (lesson("colab", "3", lane="full")[1] / "data/notes").read_text() == "full"


def test_the_lane_can_be_changed_in_a_lesson(lesson, tmp_path):
    def change(ws):
        take_over("quick")
        assert workspace().root == tmp_path / "1"
        take_over("full")
        assert workspace().root == tmp_path / "1" / FULL_COURSE
    lesson("local", "1", lane="full", work=change)


def test_kaggle_takes_the_outputs_of_other_notebooks(lesson, tmp_path, make_checkpoint):
    inputs = tmp_path / "input"
    write_atomic(inputs / "notebooks/someone/lesson-2/data/tokens/train", "quick")
    write_atomic(inputs / "notebooks/someone/lesson-2/presentation.pdf", "slides")
    make_checkpoint(inputs / "notebooks/someone/lesson-2/checkpoints", 100)
    write_atomic(inputs / "lesson-6" / FULL_COURSE / "data/tokens/train", "full")
    write_atomic(inputs / "someone else/data/photo", "not ours")
    for lane in ("quick", "full"):
        said, root = lesson("kaggle", "kaggle", lane=lane)
        assert (root / "data/tokens/train").read_text() == lane and "Add Input" in said
    assert "이어받은 파일: 1개" in said and not (tmp_path / "kaggle/data/photo").exists()
    assert (tmp_path / "kaggle/checkpoints/tatumflow_000100.pt").is_file()
    assert (tmp_path / "kaggle/presentation.pdf").read_text() == "slides"


def test_kaggle_leaves_what_is_there_and_what_lies_inside_of_another(lesson, tmp_path):
    write_atomic(tmp_path / "input/lesson/data/tokens/train", "theirs")
    write_atomic(tmp_path / "input/lesson/backup/data/tokens/valid", "older")
    write_atomic(tmp_path / "kaggle/data/tokens/train", "mine")
    said, root = lesson("kaggle", "kaggle")
    assert "이어받은 파일: 0개" in said and (root / "data/tokens/train").read_text() == "mine"
    assert not (root / "data/tokens/valid").exists()


def test_a_full_disk_on_kaggle_is_an_error_for_the_learner(lesson, tmp_path):
    write_atomic(tmp_path / "input/lesson/data/tokens/train", "quick")
    full = mock.patch("tatumflow.runtime.handover.copy_verified", side_effect=OSError(28, "full"))
    with full, pytest.raises(TatumError, match="남은 자리"): lesson("kaggle", "kaggle")


def test_without_drive_colab_says_that_nothing_was_handed_over(pretend, capsys):
    with pretend("colab"): hand_over()
    assert "넘기지 못했습니다" in capsys.readouterr().err


def test_a_full_drive_is_told(lesson):
    full = mock.patch("tatumflow.runtime.handover.pack", side_effect=OSError(errno.ENOSPC, "full"))
    with full: assert "휴지통도 비우십시오" in lesson("colab", "1", {"data/notes": "notes"})[0]


def test_at_home_nothing_has_to_be_carried(lesson):
    said, _ = lesson("local", "1")
    assert "남긴 것은 작업 폴더에 있습니다" in said and len(said.splitlines()) == 2
