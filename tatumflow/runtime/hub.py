"""The Hugging Face Hub, and the secret token that opens it."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import sys
from collections.abc import Callable

from .errors import TatumError
from .platforms import where

__all__ = ['ask_hub', 'check_repo', 'load_secret', 'make_repo', 'open_hub']


def load_secret(name: str) -> str | None:
    """A secret by name from Colab's userdata, Kaggle's UserSecretsClient or the environment, in
    that order; None if absent."""
    vault = {"colab": _colab_secret, "kaggle": _kaggle_secret}.get(where())
    try:
        value = vault(name) if vault else None
    except Exception as error:  # absent, not granted, timed out: each raises its own kind
        value = None
        print(f"{where()} 비밀 보관함에서 {name}을(를) 꺼내지 못했습니다({type(error).__name__}). "
              "보관함에 있는지, 이 노트북에 허락되어 있는지 확인하십시오. "
              "환경 변수를 대신 찾아봅니다.", file=sys.stderr)
    return value or os.environ.get(name) or None


def _colab_secret(name):
    from google.colab import userdata
    return userdata.get(name)


def _kaggle_secret(name):
    from kaggle_secrets import UserSecretsClient
    return UserSecretsClient().get_secret(name)


def check_repo(repo: str) -> None:
    """Raises `TatumError` unless `repo` is a name that the Hub accepts, "user/name"."""
    from huggingface_hub.utils import HFValidationError, validate_repo_id
    try:
        validate_repo_id(repo)
        if "/" in repo: return
    except HFValidationError:
        pass
    raise TatumError(f"저장소 이름 '{repo}'을(를) 쓸 수 없습니다. "
                     "'사용자이름/모델이름'처럼 영문자, 숫자, -, _, .로 적으십시오.")


def open_hub():
    """The Hub with the secret HF_TOKEN, a `huggingface_hub.HfApi`. Raises `TatumError` without
    one."""
    from huggingface_hub import HfApi
    token = (load_secret("HF_TOKEN") or "").strip()
    if token: return HfApi(token=token)
    raise TatumError("HF_TOKEN이 없습니다. https://huggingface.co/settings/tokens 에서 write "
                     "권한의 토큰을 만들어 Colab 보안 비밀, Kaggle Secrets 또는 환경 변수 "
                     "HF_TOKEN에 넣으십시오.")


def make_repo(hub, repo: str, private: bool):
    """The address of the repository, made if absent. Raises `TatumError` if it is to be `private`
    and is public already."""
    place = hub.create_repo(repo, private=private, exist_ok=True)
    if private and not hub.repo_info(repo).private:
        raise TatumError(f"{repo}은(는) 이미 공개된 저장소라 올리지 않았습니다. "
                         "다른 이름을 주거나 Hub에서 비공개로 바꾸십시오.")
    return place


_REFUSALS = {
    401: "HF_TOKEN이 틀렸거나 만료되었습니다. 토큰을 새로 만드십시오.",
    403: "이 토큰으로는 쓸 수 없습니다. write 권한과 저장소의 주인을 확인하십시오.",
    404: "저장소를 찾지 못했습니다. 이름을 확인하십시오.",
}


def ask_hub(action: Callable, failed: str):
    """What `action()` returns. When it fails, a `TatumError` that begins with `failed`.

    Errors of the HTTP library may quote the request's headers, and so the token. The new error is
    therefore raised after the `except`, where it is not chained to the original.
    """
    try:
        return action()
    except TatumError:
        raise
    except Exception as error:  # of httpx or requests, by version
        status = getattr(getattr(error, "response", None), "status_code", None)
        problem = f"인터넷 연결을 확인하고 다시 하십시오({status or type(error).__name__})."
        problem = _REFUSALS.get(status, problem)
    raise TatumError(f"{failed} {problem}")
