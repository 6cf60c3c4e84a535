"""Carrying the files of a lesson without Google Drive."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil
import types
from pathlib import Path

import pytest

from .errors import TatumError
from .files import write_atomic
from .handover import hand_over, take_over
from .parcels import fetch, PARCEL, send
from .workspaces import Workspace


@pytest.fixture(name="left")
def _left(ws, make_checkpoint):
    """What lessons left in the workspace: their names."""
    write_atomic(ws.tokens / "train.json", "[]")
    write_atomic(ws.root / "presentation.pdf", "pdf")
    for step in (100, 200, 300): make_checkpoint(ws.checkpoints, step)
    write_atomic(ws.checkpoints / "best.json", '{"file": "tatumflow_000100.pt"}')
    return {"data/tokens/train.json", "presentation.pdf", "checkpoints/best.json",
            "checkpoints/tatumflow_000100.pt", "checkpoints/tatumflow_000300.pt"}


def _files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


class _Hub:
    """A Hub in a folder."""
    def __init__(self, folder): self.folder = folder
    def create_repo(self, repo, private, **_): assert private
    def repo_info(self, repo, **_): return types.SimpleNamespace(private=True)

    def upload_file(self, path_or_fileobj, path_in_repo, repo_id):
        shutil.copy(path_or_fileobj, self.folder / path_in_repo)

    def hf_hub_download(self, repo, name): return str(self.folder / name)


def test_a_zip_carries_all_but_the_checkpoints_between(ws, left, pretend, tmp_path, capsys):
    with pretend("local"):
        hand_over("zip")
        assert 'source="zip"' in capsys.readouterr().out
        shutil.copy(ws.root / PARCEL, tmp_path / PARCEL)
        assert fetch(Workspace(tmp_path / "next"), str(tmp_path / PARCEL)) == len(left)
        assert _files(tmp_path / "next") == left
        assert fetch(Workspace(tmp_path / "third"), "zip") == len(left), "not found beside us"


def test_colab_downloads_and_uploads_it(ws, left, pretend, tmp_path):
    carried = {}

    def download(path): carried[Path(path).name] = Path(path).read_bytes()

    files = types.SimpleNamespace(download=download, upload=lambda: carried)
    with pretend("colab", google={}, google__colab={"files": files}):
        hand_over("zip")
        assert fetch(Workspace(tmp_path / "next"), "zip") == len(left)
    assert _files(tmp_path / "next") == left


def test_the_hub_carries_it(ws, left, pretend, tmp_path, monkeypatch):
    monkeypatch.setattr("tatumflow.runtime.parcels.open_hub", lambda: _Hub(tmp_path))
    with pretend("local"): hand_over("hub:someone/jazz")
    assert fetch(Workspace(tmp_path / "next"), "hub:someone/jazz") == len(left)
    assert _files(tmp_path / "next") == left


def test_taking_over_takes_a_source(left, ws, pretend, tmp_path, monkeypatch, capsys):
    with pretend("local"):
        hand_over("zip")
        parcel = shutil.move(ws.root / PARCEL, tmp_path / PARCEL)
        monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / "next"))
        take_over("quick", make=False, source=str(parcel))
    assert f"이어받은 파일: {len(left)}개" in capsys.readouterr().out


@pytest.mark.parametrize("to", ["drop", "zipp", "hubby:a/b"])
def test_an_unknown_place_names_the_known_ones(ws, to):
    with pytest.raises(TatumError, match="drive, zip, hub"): send(ws, to)


def test_nothing_to_carry_is_told(ws, pretend):
    with pytest.raises(TatumError, match="아직 없습니다"): send(ws, "zip")
    with pretend("local"), pytest.raises(TatumError, match="이어받을 파일이 없습니다"):
        fetch(ws, "zip")
