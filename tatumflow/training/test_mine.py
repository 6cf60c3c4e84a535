# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import shutil
import zipfile

import pytest

from ..model.checkpoints import save_checkpoint
from ..runtime.errors import TatumError
from .copying import Copies, refuse_copies
from .mine import tune_on
from .saving import checkpoint_path
from .training import Training


@pytest.fixture
def own_midi(token_folder):
    """A folder of ten MIDI files."""
    return token_folder.parent


@pytest.fixture
def parent(tiny_run, tokenizer, tmp_path):
    """The checkpoint of a tiny model to start from."""
    return save_checkpoint(tmp_path / "parent.pt", tiny_run(shape={"dropout": 0.0}).model,
                           tokenizer)


def test_ones_own_files_are_prepared_and_tuned_on(own_midi, parent, tmp_path, capsys):
    run = tune_on(own_midi, Training(out=tmp_path / "mine", start=parent, max_steps=25))
    said = capsys.readouterr().out
    assert "훈련 8곡 · 검증 1곡 · 시험 1곡" in said and "내트/음 (-" in said
    assert run.config.hidden == 32 and run.step == 25
    assert run.data["pieces"] == 8
    note = json.loads((tmp_path / "mine/checkpoints/copies.json").read_text(encoding="utf-8"))
    assert note["takes"] <= note["allowed"] and "외우지 않았습니다" in said


def test_a_model_that_copies_is_not_to_be_published(own_midi, parent, tmp_path, monkeypatch,
                                                    capsys):
    monkeypatch.setattr("tatumflow.training.mine.find_copies", lambda *_: Copies(99, 12))
    run = tune_on(own_midi, Training(out=tmp_path / "mine", start=parent, max_steps=1))
    assert "공개하지 마십시오" in capsys.readouterr().out
    refuse_copies(parent)  # nobody has looked at that one
    with pytest.raises(TatumError, match="99음까지 그대로 되풀이하는"):
        refuse_copies(checkpoint_path(tmp_path / "mine/checkpoints", run.step))


def test_an_archive_of_tunes_by_one_player_is_tuned_on(own_midi, parent, tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as archive:
        for file in own_midi.glob("*.mid"): archive.write(file, f"Me - tune {file.stem}.mid")
        archive.writestr("Me - broken.mid", b"MThd")
    request = Training(out=tmp_path / "mine", start=parent, max_steps=1)
    assert tune_on(tmp_path / "mine.zip", request).data["pieces"] == 8
    said = capsys.readouterr().out
    assert "받은 파일 10개, 따로 둔 파일 1개" in said and "Me - broken.mid" in said


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(TatumError, match="그런 파일이나 폴더가 없습니다"):
        tune_on(tmp_path / "nowhere", Training(out=tmp_path / "mine"))


def test_too_few_files_are_refused(own_midi, tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    for name in ("0.mid", "1.mid"): shutil.copy(own_midi / name, few)
    with pytest.raises(TatumError, match="3곡 이상"): tune_on(few, Training(out=tmp_path / "mine"))
