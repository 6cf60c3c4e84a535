# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from ..__main__ import main
from ..model.saved_models import load_model, weights_digest
from .commands import _LEFT_OUT
from .export import hub_files
from .test_hub_server import hub_at


def test_export_writes_the_folder_and_the_texts(ws, checkpoint, capsys):
    assert main(["phase6_export_huggingface"]) == 0
    said = capsys.readouterr().out
    assert "(라이선스 mit)" in said and "평가하지 않음" in said
    assert len(hub_files(ws.hub)) == 6
    assert (ws.outputs / "portfolio/README_draft.md").is_file()


def test_the_packaged_model_can_be_exported_by_its_name(ws, pretrained):
    assert main(["phase6_export_huggingface", "--checkpoint", "pretrained"]) == 0
    assert weights_digest(load_model(ws.hub)[0]) == weights_digest(pretrained[0])


def test_a_missing_checkpoint_is_told_without_a_traceback(tmp_path, capsys):
    words = ["phase6_export_huggingface", "--checkpoint", str(tmp_path / "none.pt")]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "03_training" in said and "Traceback" not in said


def test_push_without_a_token_leaves_the_exported_folder(checkpoint, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HF_TOKEN", "")
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    words = ["--out", str(tmp_path / "hub"), "--push", "someone/jazz"]
    assert main(["phase6_export_huggingface", *words]) == 1
    assert "HF_TOKEN" in capsys.readouterr().err
    card = (tmp_path / "hub/README.md").read_text(encoding="utf-8")
    assert 'snapshot_download("someone/jazz")' in card


def test_push_sends_the_exported_folder(checkpoint, make_hub, takes, monkeypatch, capsys):
    hub = make_hub()
    monkeypatch.setattr("tatumflow.portfolio.commands.choose_takes", lambda facts: takes)
    with hub_at(hub.address, "hf_token"):
        words = ["phase6_export_huggingface", "--push", "someone/jazz", "--private"]
        assert main(words) == 0
    assert len(hub.repo.files) == 6 + 2 * len(takes) and hub.repo.private
    card = hub.repo.files["README.md"].decode()
    for number in range(1, len(takes) + 1):
        assert f'src="https://huggingface.co/someone/jazz/resolve/main/take_{number}.mp3"' in card
        assert len(hub.repo.files[f"take_{number}.mp3"]) > 10_000
    assert f"올린 곳: {hub.address}/someone/jazz" in capsys.readouterr().out


def test_a_space_is_uploaded_as_one(ws, checkpoint, monkeypatch, capsys):
    hub = mock.MagicMock()
    hub.create_repo.return_value = "https://huggingface.co/spaces/someone/jazz"
    monkeypatch.setattr("tatumflow.portfolio.space.open_hub", lambda: hub)
    assert main(["phase6_export_huggingface", "--space", "spaces/someone/jazz"]) == 0
    assert hub.create_repo.call_args.kwargs["space_sdk"] == "gradio"
    sent = hub.upload_folder.call_args.kwargs
    assert sent["repo_type"] == "space" and sent["repo_id"] == "someone/jazz"
    assert (sent["folder_path"] / "app.py").is_file()
    assert "웹 데모: https://huggingface.co/spaces/someone/jazz" in capsys.readouterr().out


def test_the_portfolio_says_what_lacks_and_who_makes_it(
        ws, checkpoint, takes, monkeypatch, capsys):
    written, seeds = [], []
    commands = "tatumflow.portfolio.commands"
    monkeypatch.setattr(f"{commands}.choose_takes",
                        lambda facts, seed: seeds.append(seed) or takes)
    for name in ("make_slides", "make_video"):
        monkeypatch.setattr(f"{commands}.{name}",
                            lambda facts, takes: written.append(takes) or ws.root)
    assert main(["phase6_make_portfolio", "--seed", "5"]) == 0
    said = capsys.readouterr().out
    assert all(f"없음: {path}. {told}" in said for path, told in _LEFT_OUT.items())
    assert written == [takes] * 2 and seeds == [5]
    assert (ws.hub / "take_1.mp3").is_file()
    assert "평가하지 않았습니다" in (ws.hub / "README.md").read_text(encoding="utf-8")
    assert (ws.outputs / "space/app.py").is_file()


@pytest.mark.parametrize("name", [
    "phase6_export_huggingface", "phase6_make_portfolio", "quickstart"])
def test_help_shows_an_example(name, capsys):
    assert main([name, "--help"]) == 0
    assert f"예:\n  tatumflow {name}" in capsys.readouterr().out
