# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .downloading import download


@pytest.fixture
def blob(file_server):
    """300,000 random bytes that are served as blob.bin, and their MD5."""
    data = np.random.default_rng(0).bytes(300_000)
    (file_server.folder / "blob.bin").write_bytes(data)
    return data, hashlib.md5(data).hexdigest()


def test_a_broken_download_is_resumed(file_server, blob, tmp_path):
    data, md5 = blob
    url, target = f"{file_server.url}/blob.bin", tmp_path / "got/blob.bin"
    file_server.drops.add("/blob.bin")
    with pytest.raises(TatumError, match="이어받"):
        download(url, target, md5)
    assert 0 < target.with_name("blob.bin.part").stat().st_size < len(data)
    assert download(url, target, md5) == target and target.read_bytes() == data
    assert not target.with_name("blob.bin.part").exists()
    assert set(file_server.encodings) == {"identity"}


def test_a_wrong_digest_is_refused(file_server, blob, tmp_path):
    with pytest.raises(TatumError, match="지문"):
        download(f"{file_server.url}/blob.bin", tmp_path / "wrong.bin", "0" * 32)
    assert not list(tmp_path.glob("wrong.bin*"))


def test_a_part_that_is_whole_already_is_taken(file_server, blob, tmp_path):
    (tmp_path / "left.bin.part").write_bytes(blob[0])
    assert download(f"{file_server.url}/blob.bin", tmp_path / "left.bin").read_bytes() == blob[0]


def test_a_part_longer_than_the_file_is_thrown_away(file_server, blob, tmp_path):
    (tmp_path / "left.bin.part").write_bytes(blob[0] + bytes(5))
    with pytest.raises(TatumError):
        download(f"{file_server.url}/blob.bin", tmp_path / "left.bin")
    assert not list(tmp_path.glob("left.bin*"))


def test_a_server_that_cannot_resume_is_heard_from_the_beginning(file_server, blob, tmp_path):
    (tmp_path / "left.bin.part").write_bytes(bytes(1000))
    file_server.resumes = False
    assert download(f"{file_server.url}/blob.bin", tmp_path / "left.bin").read_bytes() == blob[0]


def test_a_server_out_of_reach_is_said(tmp_path):
    with pytest.raises(TatumError, match="--path로"):
        download("http://127.0.0.1:9/x", tmp_path / "x")


def test_what_is_there_is_not_fetched(tmp_path):
    (tmp_path / "x").write_bytes(b"x")
    assert download("http://127.0.0.1:9/x", tmp_path / "x").read_bytes() == b"x"
