"""Copies in a repository of the Hub, on an `HfApi` that is a table in memory."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import os
import random
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from ..runtime.checkpoint_files import best_name, checkpoint_files, step_of
from ..runtime.errors import TatumError
from ..runtime.files import is_intact, write_atomic
from .hub_vault import HubVault
from .saving import checkpoint_path
from .vaults import open_vault


REFUSED = SimpleNamespace(status_code=401)


class FakeHub:
    """What `HubFolder` uses of `HfApi`. `files` is what the repository shows, `storage` every
    large file's contents that it still keeps: {SHA-256: name}."""

    def __init__(self):
        self.files, self.storage, self.private = {}, {}, True
        self.uploads, self.refused, self.spoilt, self.short = 0, None, False, False

    def _answer(self):
        if self.refused: raise self.refused

    def create_repo(self, repo, **_): self._answer()

    def repo_info(self, repo, **_): return SimpleNamespace(private=self.private)

    def list_repo_tree(self, repo):
        self._answer()
        for name, data in self.files.items():
            lfs = SimpleNamespace(sha256=sha256(data)) if name.endswith(".pt") else None
            yield SimpleNamespace(path=name, lfs=lfs)

    def upload_file(self, path_or_fileobj, path_in_repo, repo_id):
        self._answer()
        data = Path(path_or_fileobj).read_bytes()
        if path_in_repo.endswith(".pt"):
            if self.spoilt: data = data[:-1] + b"?"
            self.uploads += 1
            self.storage[sha256(data)] = path_in_repo
        self.files[path_in_repo] = data

    def delete_files(self, repo, names):
        self._answer()
        for name in names: del self.files[name]

    def list_lfs_files(self, repo):
        return [SimpleNamespace(filename=name, file_oid=digest)
                for digest, name in self.storage.items()]

    def permanently_delete_lfs_files(self, repo, files):
        shown = {sha256(data) for data in self.files.values()}
        for file in files:
            assert file.file_oid not in shown, "that is a copy in use"
            del self.storage[file.file_oid]

    def hf_hub_download(self, repo, name, local_dir):
        if self.short: raise OSError("the download is cut short")
        return write_atomic(Path(local_dir) / name, self.files[name])


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def hub(monkeypatch):
    hub = FakeHub()
    monkeypatch.setattr("tatumflow.training.hub_vault.open_hub", lambda: hub)
    return hub


@pytest.fixture
def hub_vault(hub, tmp_path):
    """A vault of the folder `local`, which notes in `told` what it says."""
    told = []
    vault = HubVault(tmp_path / "local", "someone/jazz", told.append)
    vault.told = told
    return vault


def save(vault, step, best=None):
    """A new checkpoint, as training leaves it: the best and the two newest stay."""
    vault.local.mkdir(exist_ok=True)
    with zipfile.ZipFile(checkpoint_path(vault.local, step), "w") as archive:
        archive.writestr("weights", os.urandom(3000))
    if best:
        note = {"file": checkpoint_path(vault.local, best).name}
        write_atomic(vault.local / "best.json", json.dumps(note))
    for old in checkpoint_files(vault.local)[:-2]:
        if old.name != best_name(vault.local): old.unlink()


def pushed(vault) -> str:
    vault.push()
    vault.close()
    return vault.status()


def test_the_best_and_the_two_newest_are_copied(hub, hub_vault):
    foreign = {"model.safetensors": b"another's", "another.pt": b"another's"}
    hub.files.update(foreign)
    for step in (100, 200, 300, 400):
        save(hub_vault, step, best=100)
        assert f"{step:06d}.pt까지 복사하고" in pushed(hub_vault), hub_vault.told
    assert hub_vault.names() == {f"tatumflow_{step:06d}.pt" for step in (100, 300, 400)}
    assert json.loads(hub.files["best.json"])["file"] == "tatumflow_000100.pt"
    assert hub.files.items() >= foreign.items() and not hub_vault.told


def test_what_is_there_is_not_sent_again(hub, hub_vault):
    save(hub_vault, 100)
    pushed(hub_vault)
    pushed(hub_vault)
    assert hub.uploads == 1


def test_the_storage_of_deleted_copies_is_freed(hub, hub_vault):
    hub.storage["another's"] = "another.pt"
    for step in (100, 200, 300, 400, 500):
        save(hub_vault, step, best=200)
        pushed(hub_vault)
    assert set(hub.storage.values()) == {*hub_vault.names(), "another.pt"} and not hub_vault.told
    assert len(hub.storage) == 4


def test_the_storage_of_a_replaced_copy_is_freed(hub, hub_vault):
    save(hub_vault, 100)
    pushed(hub_vault)
    save(hub_vault, 100)
    pushed(hub_vault)
    assert list(hub.storage) == [sha256(hub.files["tatumflow_000100.pt"])]


def test_copies_of_step_1000000_are_newer_than_those_of_999800(hub, hub_vault):
    for step in (999_800, 999_900, 1_000_000):
        save(hub_vault, step)
        pushed(hub_vault)
    assert hub_vault.names() == {"tatumflow_999900.pt", "tatumflow_1000000.pt"}
    shutil.rmtree(hub_vault.local)
    assert hub_vault.restore().name == "tatumflow_1000000.pt"


def test_a_lost_machine_gets_the_newest_and_the_best_back(hub, hub_vault):
    assert hub_vault.restore() is None and not hub_vault.names()
    for step in (100, 200, 300):
        save(hub_vault, step, best=100)
        pushed(hub_vault)
    whole = {path.name: path.read_bytes() for path in hub_vault.local.iterdir()}
    shutil.rmtree(hub_vault.local)
    assert hub_vault.restore().name == "tatumflow_000300.pt"
    back = {path.name: path.read_bytes() for path in hub_vault.local.iterdir()}
    del whole["tatumflow_000200.pt"]
    assert back == whole


def test_a_checkpoint_that_is_damaged_here_is_told_and_restored(hub, hub_vault):
    save(hub_vault, 400)
    pushed(hub_vault)
    path = checkpoint_path(hub_vault.local, 400)
    whole = path.read_bytes()
    path.write_bytes(b"PK half")
    pushed(hub_vault)
    assert "손상되어 복사하지" in hub_vault.told.pop() and hub.files[path.name] == whole
    assert hub_vault.restore() == path and path.read_bytes() == whole


@pytest.mark.parametrize("trouble, word", [
    ({"refused": type("Refusal", (Exception,), {"response": REFUSED})()}, "만료"),
    ({"refused": ConnectionError("no route")}, "인터넷"), ({"spoilt": True}, "원본과 달라 지웠")])
def test_a_failed_copy_is_told_and_made_later(hub, hub_vault, trouble, word):
    save(hub_vault, 400)
    pushed(hub_vault)
    save(hub_vault, 500)
    vars(hub).update(trouble)
    assert word in pushed(hub_vault) and "훈련은 계속하고" in hub_vault.told.pop()
    assert hub_vault.newest == "tatumflow_000400.pt"
    vars(hub).update(refused=None, spoilt=False)
    assert "000500.pt까지" in pushed(hub_vault) and "주의" not in hub_vault.status()
    assert not hub_vault.told


def test_a_checkpoint_that_training_deletes_meanwhile_is_no_trouble(hub, hub_vault, monkeypatch):
    save(hub_vault, 100)
    save(hub_vault, 200)
    upload = hub.upload_file

    def lose(path_or_fileobj, **rest):
        if "000200" in str(path_or_fileobj): Path(path_or_fileobj).unlink()
        return upload(path_or_fileobj, **rest)

    monkeypatch.setattr(hub, "upload_file", lose)
    assert "000100.pt까지" in pushed(hub_vault) and not hub_vault.told


def test_a_download_that_fails_says_so(hub, hub_vault):
    save(hub_vault, 100)
    pushed(hub_vault)
    shutil.rmtree(hub_vault.local)
    hub.short = True
    with pytest.raises(TatumError, match="받지 못했습니다"): hub_vault.restore()


def test_a_public_repository_is_refused(hub, tmp_path):
    hub.private = False
    with pytest.raises(TatumError, match="이미 공개된"): open_vault(tmp_path, "hub:someone/jazz")


def test_a_repository_needs_an_owner(tmp_path):
    with pytest.raises(TatumError, match="저장소 이름"): open_vault(tmp_path, "hub:no-owner")


def test_the_hub_needs_a_token(tmp_path, monkeypatch):
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    with pytest.raises(TatumError, match="HF_TOKEN이 없습니다"):
        open_vault(tmp_path, "hub:someone/jazz")


@pytest.mark.parametrize("seed", range(20))
def test_what_was_verified_last_can_be_brought_back_after_any_faults(seed, hub, hub_vault):
    dice = random.Random(seed)
    faults = [{}, {}, {"refused": ConnectionError()}, {"spoilt": True}]
    for step in range(1, 7):
        save(hub_vault, step, best=dice.choice([None, step]))
        vars(hub).update(dice.choice(faults))
        pushed(hub_vault)
        vars(hub).update(refused=None, spoilt=False)
        if hub_vault.newest and dice.random() < 0.3:
            shutil.rmtree(hub_vault.local)
            found = hub_vault.restore()
            assert found and is_intact(found) and step_of(found) >= step_of(hub_vault.newest)
