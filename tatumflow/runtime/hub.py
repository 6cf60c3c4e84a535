"""The Hugging Face Hub, and the secret token that opens it."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import re
import sys
from collections.abc import Callable

from .errors import TatumError
from .platforms import where

__all__ = ['ask_hub', 'load_secret', 'make_repo', 'open_hub', 'repo_name']


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


_BEFORE_NAME = r"(https?:/+)?(www\.)?(huggingface\.co|hf\.co)/+(models/+)?"  # in an address
_AFTER_NAME = r"/*([?#].*|/(tree|blob|resolve|commit|commits|discussions|settings)(/.*)?)?$"


def repo_name(text: str) -> str:
    """The name "user/name" of a model's repository on the Hub, from that name, from "@user/name"
    or from the address of one of its pages. Raises `TatumError`, with the rule that it breaks,
    for a name that the Hub refuses."""
    name = re.sub(_BEFORE_NAME, "", text.strip(), flags=re.IGNORECASE).lstrip("@")
    name = re.sub(_AFTER_NAME, "", name).strip()
    broken = _broken_rule(name)
    if not broken: return name
    raise TatumError(f"저장소 이름 '{text}'을(를) 쓸 수 없습니다. {broken} "
                     "'사용자이름/모델이름'처럼 영문자, 숫자, -, _, .로 적으십시오.")


def _broken_rule(name: str) -> str | None:
    """Which of the Hub's rules for names "user/name" is broken; None where all are kept."""
    strange = "".join(sorted(set(re.sub(r"[A-Za-z0-9._/-]", "", name.replace(" ", "")))))
    if name.startswith(("datasets/", "spaces/")): return "모델의 저장소가 아닙니다."
    if not re.fullmatch(r"[^/]+/[^/]+", name): return "/의 앞과 뒤에 이름이 하나씩 있어야 합니다."
    if " " in name: return "이름 안에 빈칸이 있습니다."
    if strange: return f"쓸 수 없는 글자가 있습니다({strange})."
    if "--" in name or ".." in name: return "-나 .은 잇달아 쓸 수 없습니다."
    if re.search(r"(^|/)[-.]|[-.](/|$)", name): return "-나 .이 이름의 앞이나 끝에 있습니다."
    if name.endswith(".git"): return "이름은 .git으로 끝날 수 없습니다."
    if len(name) > 96: return f"이름이 깁니다({len(name)}자, 96자까지)."
    return None


def open_hub():
    """The Hub, a `huggingface_hub.HfApi`, with the secret HF_TOKEN or else the token that
    `hf auth login` stored. Raises `TatumError` without either."""
    import huggingface_hub
    token = (load_secret("HF_TOKEN") or "").strip() or huggingface_hub.get_token()
    if token: return huggingface_hub.HfApi(token=token)
    raise TatumError("HF_TOKEN이 없습니다. https://huggingface.co/settings/tokens 에서 write "
                     "권한의 토큰을 만들어 Colab 보안 비밀, Kaggle Secrets 또는 환경 변수 "
                     "HF_TOKEN에 넣거나, 여러분의 컴퓨터라면 터미널에서 hf auth login으로 "
                     "로그인하십시오.")


def make_repo(hub, repo: str, private: bool, space_sdk: str | None = None):
    """The address of the repository of a model, or with `space_sdk` of a Space, made if absent.
    Raises `TatumError` if it is to be `private` and is public already."""
    kind = "space" if space_sdk else "model"
    place = hub.create_repo(repo, private=private, exist_ok=True, repo_type=kind,
                            space_sdk=space_sdk)
    if private and not hub.repo_info(repo, repo_type=kind).private:
        raise TatumError(f"{repo}은(는) 이미 공개된 저장소라 올리지 않았습니다. "
                         "다른 이름을 주거나 Hub에서 비공개로 바꾸십시오.")
    return place


_REFUSALS = {
    401: "HF_TOKEN이 틀렸거나 만료되었습니다. 토큰을 새로 만드십시오.",
    403: "이 토큰으로는 쓸 수 없습니다. write 권한과 저장소의 주인을 확인하십시오.",
    404: "저장소를 찾지 못했습니다. 이름을 확인하십시오.",
    429: "요청이 너무 잦아 Hub가 쉬라고 합니다(429). 5분 넘게 기다렸다가 다시 하십시오.",
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
        problem = _advice(_status(error), type(error).__name__)
    raise TatumError(f"{failed} {problem}")


def _status(error: BaseException | None) -> int | None:
    """The HTTP status that `error` tells, or what caused it: a download that is refused ends in an
    error of its own."""
    while error:
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status: return status
        error = error.__cause__ or error.__context__
    return None


def _advice(status: int | None, kind: str) -> str:
    """What to do about an HTTP `status`, or without one about an error of this `kind`."""
    if status in _REFUSALS: return _REFUSALS[status]
    if status and status >= 500:
        return f"Hub에 장애가 있습니다({status}). 몇 분 기다렸다가 다시 하십시오."
    return f"인터넷 연결을 확인하고 다시 하십시오({status or kind})."
