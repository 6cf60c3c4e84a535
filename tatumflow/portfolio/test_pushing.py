# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import traceback
from unittest import mock

import huggingface_hub
import pytest

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .export import _MODEL_CODE, export_hub, HUB_FILES, hub_files, push_hub
from .test_hub_server import hub_at
from .texts import subject_of


SECRET = "hf_this_must_never_be_seen"


@pytest.fixture
def parcel(checkpoint, tmp_path):
    """An exported folder whose card is fit to be sent."""
    return export_hub(checkpoint, tmp_path / "parcel", "someone/jazz")


def _push(hub, folder, repo="someone/jazz", token=SECRET, private=True):
    """Push to a local Hub, or to an address where there is none."""
    with hub_at(getattr(hub, "address", hub), token): return push_hub(folder, repo, private)


def _refusal(hub, folder, **how) -> str:
    """What a push that must fail says, after a look that neither token nor original error can be
    reached from it."""
    with pytest.raises(TatumError) as caught: _push(hub, folder, **how)
    assert caught.value.__context__ is None and caught.value.__cause__ is None
    shown = "".join(traceback.format_exception(caught.value))
    assert SECRET not in shown and "During handling" not in shown
    return str(caught.value)


def test_a_pasted_address_is_a_repository(make_hub, checkpoint, tmp_path):
    hub, pasted = make_hub(), " https://huggingface.co/someone/jazz/tree/main "
    assert _push(hub, export_hub(checkpoint, tmp_path, pasted), pasted).endswith("someone/jazz")
    assert set(hub.repo.files) == set(HUB_FILES) - {_MODEL_CODE}


def test_a_push_sends_the_models_files_and_nothing_else(make_hub, parcel):
    hub = make_hub()
    (parcel / "notes.txt").write_text("private", encoding="utf-8")
    assert _push(hub, parcel) == f"{hub.address}/someone/jazz"
    assert hub.repo.files == {name: (parcel / name).read_bytes() for name in hub_files(parcel)}
    assert hub.repo.private is True


@pytest.mark.parametrize("status, word", [
    (401, "만료"), (403, "권한"), (404, "이름"), (418, "418"), (429, "기다렸다가"),
    (503, "기다렸다가")])
def test_a_refusal_is_told_without_the_token(make_hub, parcel, status, word):
    assert word in _refusal(make_hub(status=status), parcel)


def test_without_token_or_net_or_name_nothing_is_sent(make_hub, parcel):
    hub = make_hub()
    assert "HF_TOKEN이 없습니다" in _refusal(hub, parcel, token="")
    assert "인터넷" in _refusal("http://127.0.0.1:9", parcel)
    assert "쓸 수 없습니다" in _refusal(hub, parcel, repo="나의 모델")
    assert "쓸 수 없습니다" in _refusal(hub, parcel, repo="no-owner")
    assert not hub.seen


def test_an_error_that_quotes_the_token_is_not_passed_on(make_hub, parcel):
    error = ConnectionError(f"Bearer {SECRET}")
    with mock.patch.object(huggingface_hub.HfApi, "create_repo", side_effect=error):
        _refusal(make_hub(), parcel)


def test_a_public_repository_is_not_taken_for_a_private_one(make_hub, parcel):
    hub = make_hub(private=False)
    assert "이미 공개된" in _refusal(hub, parcel) and not hub.repo.files


def test_a_push_that_was_cut_goes_on_without_sending_large_files_again(make_hub, parcel):
    hub = make_hub(cuts=["PUT /lfs", "/commit/"])
    _refusal(hub, parcel)
    assert not hub.repo.files
    _push(hub, parcel)
    assert hub.repo.files == {name: (parcel / name).read_bytes() for name in hub_files(parcel)}
    assert sum(verb == "PUT" for verb, _ in hub.seen) == 1


def test_a_card_with_open_questions_is_not_sent(make_hub, parcel):
    hub, card = make_hub(), parcel / "README.md"
    write_atomic(card, card.read_text(encoding="utf-8") + "**[확인하십시오: 권리]**")
    assert "`[확인하십시오`가 남아" in _refusal(hub, parcel) and not hub.seen


def test_a_card_that_fetches_another_model_is_not_sent(make_hub, parcel):
    hub = make_hub()
    assert "모델을 받지 않아" in _refusal(hub, parcel, repo="someone/else") and not hub.seen


def test_a_card_of_another_model_is_not_sent(make_hub, parcel):
    hub, record = make_hub(), parcel / ".written.json"
    weights = subject_of(parcel / "README.md")
    write_atomic(record, record.read_text(encoding="utf-8").replace(weights, "another"))
    assert "기록이 없어" in _refusal(hub, parcel) and not hub.seen


def test_a_card_that_a_person_edited_is_sent(make_hub, parcel):
    hub, card = make_hub(), parcel / "README.md"
    write_atomic(card, card.read_text(encoding="utf-8") + "\n내 말")
    _push(hub, parcel)
    assert hub.repo.files["README.md"].endswith("내 말".encode())
