# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import zipfile

import pytest

from ..runtime.errors import TatumError
from .collecting import collect
from .index import load_index
from .pijama import _download_pijama, from_pijama
from .sources import from_etudes


@pytest.fixture
def small_pijama(tmp_path):
    """PiJAMA's layout with four études in it: three by Art Tatum, one by Bud Powell."""
    path, who = tmp_path / "midi_kong.zip", ["Art Tatum"] * 3 + ["Bud Powell"]
    with zipfile.ZipFile(path, "w") as archive:
        for n, (name, tune) in enumerate(zip(who, from_etudes(4))):
            archive.writestr(f"midi_kong/studio/{name}/Album/Tune {n}.midi", tune.data)
    rows = ["midi_filepath,split", "data/midi/studio/Art Tatum/Album/Tune 0.midi,train",
            "data/midi/studio/Art Tatum/Album/Tune 1.midi,val"]
    (tmp_path / "pijama.csv").write_text("\n".join(rows), encoding="utf-8")
    return path


def test_one_artist_with_the_official_splits(small_pijama, tmp_path):
    got = collect("pijama", path=small_pijama, artist="art tatum", out=tmp_path / "midi")
    index = load_index(tmp_path / "midi")
    assert [index[name]["split"] for name in got.kept] == ["train", "val", None]
    assert {info["artist"] for info in index.values()} == {"Art Tatum"}
    assert {info["album"] for info in index.values()} == {"Album"}


def test_without_the_table_there_are_no_splits(small_pijama, capsys):
    (small_pijama.parent / "pijama.csv").unlink()
    assert {one.info["split"] for one in from_pijama(small_pijama)} == {None}
    assert "공식 분할을 알 수 없습니다" in capsys.readouterr().out


def test_an_unknown_artist_is_told_who_there_is(small_pijama):
    with pytest.raises(TatumError, match="Bud Powell"):
        list(from_pijama(small_pijama, artist="No One"))


def test_both_files_are_downloaded_and_verified(small_pijama, file_server, ws):
    data = small_pijama.read_bytes()
    (file_server.folder / "midi_kong.zip").write_bytes(data)
    (file_server.folder / "pijama.csv").write_text("midi_filepath,split\n")
    entry = {"key": "midi_kong.zip", "checksum": "md5:" + hashlib.md5(data).hexdigest(),
             "links": {"self": f"{file_server.url}/midi_kong.zip"}}
    (file_server.folder / "record.json").write_text(json.dumps({"files": [entry]}))
    archive, table = _download_pijama(f"{file_server.url}/record.json",
                                      f"{file_server.url}/pijama.csv")
    assert archive.read_bytes() == data and table.exists()
    assert archive == ws.root / "data/downloads/midi_kong.zip"
