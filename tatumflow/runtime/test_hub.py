"""The Hub and its secret."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import types
from unittest import mock

import pytest

from .errors import TatumError
from .hub import ask_hub, check_repo, load_secret, make_repo, open_hub


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
    with pretend("local"), pytest.raises(TatumError, match="HF_TOKEN이 없습니다"): open_hub()


@pytest.mark.parametrize("name", ["jazz", "a/b/c", "some one/jazz", ""])
def test_names_that_the_hub_refuses(name):
    check_repo("someone/jazz")
    with pytest.raises(TatumError, match="사용자이름/모델이름"): check_repo(name)


def test_a_public_repository_is_not_taken_for_a_private_one():
    hub = mock.Mock(create_repo=lambda *a, **k: "address",
                    repo_info=lambda repo: types.SimpleNamespace(private=False))
    assert make_repo(hub, "someone/jazz", private=False) == "address"
    with pytest.raises(TatumError, match="이미 공개된"):
        make_repo(hub, "someone/jazz", private=True)


class _Refused(Exception):
    def __init__(self, status): self.response = types.SimpleNamespace(status_code=status)


@pytest.mark.parametrize("status, words",
                         [(401, "만료"), (403, "write"), (404, "찾지"), (500, "500")])
def test_a_refusal_of_the_hub_says_what_to_do(status, words):
    def action(): raise _Refused(status)
    with pytest.raises(TatumError, match=f"올리지 못했습니다.*{words}"):
        ask_hub(action, "올리지 못했습니다.")


def test_the_token_cannot_be_reached_from_the_error():
    def action(): raise ValueError("Bearer hf_secret")
    with pytest.raises(TatumError) as caught: ask_hub(action, "못했습니다.")
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert "hf_secret" not in str(caught.value)


def test_what_succeeds_or_speaks_korean_comes_through():
    assert ask_hub(lambda: 3, "") == 3
    with pytest.raises(TatumError, match="^고치십시오$"):
        ask_hub(mock.Mock(side_effect=TatumError("고치십시오")), "못했습니다.")
