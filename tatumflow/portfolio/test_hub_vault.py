"""The vault of lesson 03 on the Hub, with the local Hub of this package."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import random
import shutil
import zipfile
from pathlib import Path
from unittest import mock

import pytest

from ..runtime.checkpoint_files import best_name
from ..runtime.errors import TatumError
from ..runtime.files import is_intact, write_atomic
from ..training.hub_vault import HubVault
from ..training.vaults import open_vault
from .test_hub_server import hub_at


SECRET = "hf_this_must_never_be_seen"


def _save(folder, step, best=None):
    """A checkpoint of 3 kB; like training, keep the two newest and the best."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"tatumflow_{step:06d}.pt", "w") as archive:
        archive.writestr("weights", random.Random(step).randbytes(3000))
    note = json.dumps({"file": f"tatumflow_{best:06d}.pt"}) if best else None
    if note: write_atomic(folder / "best.json", note)
    for old in sorted(folder.glob("*.pt"))[:-2]:
        if old.name != best_name(folder): old.unlink()


def _pushed(vault) -> str:
    vault.push()
    vault.close()
    return vault.status()


def _refusal(action) -> str:
    with pytest.raises(TatumError) as caught: action()
    assert SECRET not in str(caught.value) and caught.value.__context__ is None
    return str(caught.value)


def _bytes_of(folder) -> dict:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def hub(make_hub):
    hub = make_hub()
    with hub_at(hub.address, SECRET): yield hub


@pytest.fixture
def local(tmp_path):
    return tmp_path / "local"


@pytest.fixture
def vault(hub, local):
    """A vault with the copies of four checkpoints, and what it told."""
    vault = open_vault(local, Path("hub:someone/jazz"))
    vault.told = []
    vault.tell = vault.told.append
    for step in (100, 200, 300, 400):
        _save(local, step, best=100)
        assert f"{step:06d}.pt까지 복사하고" in _pushed(vault), vault.told
    return vault


def test_a_new_vault_is_private_and_empty(hub, local):
    vault = open_vault(local, Path("hub:someone/jazz"))
    assert type(vault) is HubVault and hub.repo.private
    assert vault.restore() is None and not vault.names()


def test_the_vault_keeps_the_best_and_the_two_newest(hub, vault):
    assert vault.names() == {f"tatumflow_{step:06d}.pt" for step in (100, 300, 400)}
    assert json.loads(hub.repo.files["best.json"])["file"] == "tatumflow_000100.pt"


def test_the_vault_frees_the_storage_of_what_it_deletes(hub, vault):
    assert sorted(hub.repo.stored.values()) == sorted(vault.names())
    assert len(hub.repo.objects) == 3


def test_a_copy_that_is_there_is_not_sent_again(hub, vault):
    def sent(): return sum(verb == "PUT" for verb, _ in hub.seen)
    before = sent()
    _pushed(vault)
    assert before == sent() == 4 and not vault.told


def test_files_of_others_are_left_alone(hub, local):
    foreign = {"model.safetensors": b"another's", "another.pt": b"another's"}
    hub.repo.files.update(foreign)
    vault = open_vault(local, "hub:someone/jazz")
    for step in (100, 200, 300, 400):
        _save(local, step)
        _pushed(vault)
    assert hub.repo.files.items() >= foreign.items()


def test_a_lost_machine_gets_best_and_newest_back(vault, local):
    kept = _bytes_of(local)
    shutil.rmtree(local)
    assert vault.restore().name == "tatumflow_000400.pt"
    assert best_name(local) == "tatumflow_000100.pt"
    assert _bytes_of(local) == {name: kept[name] for name in kept if "300" not in name}


def test_a_damaged_checkpoint_is_not_copied_but_restored(hub, vault, local):
    good = (local / "tatumflow_000400.pt").read_bytes()
    (local / "tatumflow_000400.pt").write_bytes(b"PK half")
    assert "000400.pt" in _pushed(vault) and "손상되어 복사하지" in vault.told[-1]
    assert hub.repo.files["tatumflow_000400.pt"] == good
    assert vault.restore().read_bytes() == good


@pytest.mark.parametrize("trouble, word", [
    ({"status": 401}, "만료"), ({"status": 500}, "500"), ({"cuts": ["/commit/"] * 9}, "인터넷"),
    ({"spoilt": True}, "원본과 달라 지웠습니다")])
def test_trouble_is_told_and_training_goes_on(hub, vault, local, trouble, word):
    _save(local, 500)
    vars(hub).update(trouble)
    assert word in _pushed(vault) and "훈련은 계속하고" in vault.told[-1]
    assert vault.newest == "tatumflow_000400.pt"
    hub.mend()
    hub.repo.objects.clear()
    vault.told.clear()
    assert "000500.pt까지" in _pushed(vault)
    assert "주의" not in vault.status() and not vault.told


def test_a_download_that_breaks_off_is_not_taken(hub, vault, local):
    shutil.rmtree(local)
    hub.short = True
    assert "받지 못했습니다" in _refusal(vault.restore)
    hub.short = False
    assert vault.restore().name == "tatumflow_000400.pt"


def test_bad_places_are_refused(hub, local):
    with (mock.patch.dict(os.environ, {"HF_TOKEN": ""}),
          mock.patch("huggingface_hub.get_token", return_value=None)):
        assert "HF_TOKEN이 없습니다" in _refusal(lambda: open_vault(local, "hub:someone/jazz"))
    assert "저장소 이름" in _refusal(lambda: open_vault(local, "hub:no-owner"))
    hub.repo.private = False
    assert "이미 공개된" in _refusal(lambda: open_vault(local, "hub:someone/jazz"))


_TROUBLES = ({}, {}, {"status": 503}, {"cuts": ["PUT /lfs"] * 9}, {"cuts": ["/commit/"] * 9},
             {"spoilt": True})


@pytest.mark.parametrize("seed", range(20))
def test_what_was_verified_can_always_be_brought_back(hub, local, seed):
    dice = random.Random(seed)
    vault = HubVault(local, "someone/jazz", lambda text: None)
    for step in range(1, 7):
        _save(local, step, best=dice.choice([None, step]))
        vars(hub).update(dice.choice(_TROUBLES))
        _pushed(vault)
        hub.mend()
        hub.repo.objects.clear()
        if vault.newest and dice.random() < 0.3:
            shutil.rmtree(local)
            found = vault.restore()
            assert found and found.name >= vault.newest and is_intact(found), (step, found)
