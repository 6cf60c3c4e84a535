"""The Hub and its secret."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import types
from unittest import mock

import pytest

from .errors import TatumError
from .hub import ask_hub, load_secret, make_repo, open_hub, repo_name


class _Secrets:
    def __init__(self, **values): self.values = values

    def get(self, name): return self.values[name]

    get_secret = get


def _modules(platform, secrets):
    if platform == "colab": return {"google": {}, "google__colab": {"userdata": secrets}}
    return {"kaggle_secrets": {"UserSecretsClient": lambda: secrets}}


@pytest.mark.parametrize("platform", ["colab", "kaggle"])
@pytest.mark.parametrize("there", [True, False])
def test_a_secret_comes_from_the_vault_and_else_from_the_environment(
        pretend, monkeypatch, capsys, platform, there):
    monkeypatch.setenv("TATUM_TEST", "from the environment")
    secrets = _Secrets(TATUM_TEST="from the vault") if there else _Secrets()
    with pretend(platform, **_modules(platform, secrets)): found = load_secret("TATUM_TEST")
    assert found == ("from the vault" if there else "from the environment")
    said = "".join(capsys.readouterr())
    assert "from the" not in said and ("KeyError" in said) == (not there)


def test_at_home_a_secret_comes_from_the_environment(pretend, monkeypatch):
    monkeypatch.setenv("TATUM_TEST", "from the environment")
    with pretend("local"):
        assert load_secret("TATUM_TEST") == "from the environment"
        assert load_secret("TATUM_NO_SUCH_SECRET") is None


def test_without_a_token_there_is_no_hub(pretend, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "  ")
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    with pretend("local"), pytest.raises(TatumError, match="HF_TOKEN이 없습니다"): open_hub()


def test_the_login_that_is_stored_opens_the_hub_where_there_is_no_secret(pretend, monkeypatch):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: "of the login")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with pretend("local"):
        assert open_hub().token == "of the login"
        monkeypatch.setenv("HF_TOKEN", "of the secret")
        assert open_hub().token == "of the secret"


@pytest.mark.parametrize("name, rule", [
    ("jazz", "하나씩"), ("a/b/c", "하나씩"), ("", "하나씩"), ("/jazz", "하나씩"),
    ("some one/jazz", "빈칸"), ("나/jazz", r"글자가 있습니다\(나\)"), ("a/b--c", "잇달아"),
    ("a/-b", "앞이나 끝"), ("a./b", "앞이나 끝"), ("a/b.git", "git"), ("a/" + "b" * 95, "97자"),
    ("https://huggingface.co/datasets/a/b", "모델의 저장소가")])
def test_a_name_that_the_hub_refuses_is_told_the_rule_it_breaks(name, rule):
    with pytest.raises(TatumError, match=f"{rule}.*사용자이름/모델이름"): repo_name(name)


@pytest.mark.parametrize("text", [
    "Some-one_1/jazz.v2", " Some-one_1/jazz.v2\n", "@Some-one_1/jazz.v2",
    "https://huggingface.co/Some-one_1/jazz.v2", "huggingface.co/Some-one_1/jazz.v2/",
    "https:/huggingface.co/Some-one_1/jazz.v2",  # as Path writes it
    "https://hf.co/Some-one_1/jazz.v2/tree/main", "HTTPS://HuggingFace.co/Some-one_1/jazz.v2?a=b"])
def test_a_name_is_taken_from_a_pasted_address(text):
    assert repo_name(text) == "Some-one_1/jazz.v2"


def test_a_public_repository_is_not_taken_for_a_private_one():
    hub = mock.Mock(create_repo=lambda *a, **k: "address",
                    repo_info=lambda *a, **k: types.SimpleNamespace(private=False))
    assert make_repo(hub, "someone/jazz", private=False) == "address"
    with pytest.raises(TatumError, match="이미 공개된"):
        make_repo(hub, "someone/jazz", private=True)


class _Refused(Exception):
    def __init__(self, status): self.response = types.SimpleNamespace(status_code=status)


@pytest.mark.parametrize("status, words",
                         [(401, "만료"), (403, "write"), (404, "찾지"), (418, "인터넷.*418"),
                          (429, "429.*기다렸다가"), (500, "500.*기다렸다가"),
                          (503, "503.*기다렸다가")])
def test_a_refusal_of_the_hub_says_what_to_do(status, words):
    def action(): raise _Refused(status)

    def download():
        try: action()
        except _Refused as error: raise FileNotFoundError("no copy is here") from error

    for failing in (action, download):
        with pytest.raises(TatumError, match=f"올리지 못했습니다.*{words}"):
            ask_hub(failing, "올리지 못했습니다.")


def test_the_token_cannot_be_reached_from_the_error():
    def action(): raise ValueError("Bearer hf_secret")
    with pytest.raises(TatumError) as caught: ask_hub(action, "못했습니다.")
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert "hf_secret" not in str(caught.value)


def test_what_succeeds_or_speaks_korean_comes_through():
    assert ask_hub(lambda: 3, "") == 3
    with pytest.raises(TatumError, match="^고치십시오$"):
        ask_hub(mock.Mock(side_effect=TatumError("고치십시오")), "못했습니다.")
