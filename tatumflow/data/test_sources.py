# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

import pytest

from ..runtime.errors import TatumError
from .collecting import collect
from .index import load_index
from .sources import from_etudes


@pytest.mark.parametrize("wrong, word", [
    ({"source": "napster"}, "napster"), ({"source": "folder"}, "--path"),
    ({"source": "folder", "path": Path("/nowhere")}, "폴더가 없습니다"),
    ({"source": "folder", "path": Path("."), "artist": "x"}, "--artist"),
    ({"source": "etudes", "path": Path(".")}, "--path"),
    ({"source": "etudes", "artist": "x"}, "--artist"),
    ({"source": "pijama", "path": Path("/nowhere.zip")}, "ZIP"),
    ({"source": "weimar", "path": Path("/nowhere.db")}, "파일이 없습니다")])
def test_a_source_that_cannot_be_read_is_said(wrong, word, tmp_path):
    with pytest.raises(TatumError, match=word):
        collect(**wrong, out=tmp_path / "midi")


def test_what_was_known_of_collected_files_goes_along(tmp_path):
    first = collect("etudes", out=tmp_path / "first/midi")
    second = collect("folder", first.folder, out=tmp_path / "second/midi")
    before, after = load_index(first.folder), load_index(second.folder)
    assert after.keys() == before.keys() and not second.set_aside
    for name, info in after.items():
        assert {**info, "source": "etudes", "origin": before[name]["origin"]} == before[name]


def test_etudes_know_their_piece():
    info = [one.info for one in from_etudes(4)]
    assert [one["artist"] for one in info] == ["Stride Etude", "Bebop Etude"] * 2
    assert all(one["piece"] in one["title"] and one["tempo"] > 60 for one in info)
