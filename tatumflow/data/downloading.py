"""Downloads that can be resumed."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
from pathlib import Path

import requests

from ..runtime.bars import progress
from ..runtime.errors import korean_reason, TatumError

__all__ = ['download']


_AGAIN = "다시 실행하면 받은 데부터 이어받습니다."


def download(url: str, path: Path, md5: str | None = None) -> Path:
    """Download `url` to `path`; what an earlier, broken attempt left in `path`.part is resumed.

    `md5` (hexadecimal) is verified if given. Raises `TatumError`. Returns the path.
    """
    path = Path(path)
    if path.exists(): return path
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _fetch(url, part)
    except requests.RequestException as error:
        raise TatumError(f"내려받지 못했습니다: {url} ({type(error).__name__}). {_AGAIN} "
                         "인터넷이 없다면 다른 곳에서 받은 파일을 --path로 주십시오.") from None
    except OSError as error:
        raise TatumError(f"받은 것을 디스크에 쓰지 못했습니다: {part} ({korean_reason(error)}). "
                         f"디스크의 남은 자리를 확인하십시오. {_AGAIN}") from None
    _verify(part, md5)
    return part.replace(path)


def _fetch(url: str, part: Path) -> None:
    """Append to the file `part` what it lacks of `url`. Raises what requests raises."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"}  # compressed bytes cannot be resumed
    if have:
        headers["Range"] = f"bytes={have}-"
    with requests.get(url, headers=headers, stream=True, timeout=30) as reply:
        if reply.status_code == 416:  # nothing is left to fetch
            if reply.headers.get("Content-Range") == f"bytes */{have}": return
            part.unlink()
            raise requests.ConnectionError("the file has changed")
        reply.raise_for_status()
        if reply.status_code != 206:  # the server begins anew
            have = 0
        _save(reply, part, have)


def _save(reply: requests.Response, part: Path, have: int) -> None:
    """Write a reply's body behind the first `have` bytes of the file `part`."""
    size = int(reply.headers.get("Content-Length", 0)) + have
    with (open(part, "ab" if have else "wb") as file,
          progress(total=size, desc=part.stem, unit="B") as bar):
        bar.update(have)
        for chunk in reply.iter_content(1 << 16):
            file.write(chunk)
            bar.update(len(chunk))
    if part.stat().st_size < size:
        raise requests.ConnectionError("closed early")


def _verify(part: Path, md5: str | None) -> None:
    """Delete a file whose digest is not `md5`, and raise `TatumError`."""
    if md5 and hashlib.md5(part.read_bytes()).hexdigest() != md5:
        part.unlink()
        raise TatumError(f"받은 파일이 배포자의 지문(md5)과 다릅니다: {part.stem}. "
                         "지웠으니 다시 실행하십시오.")
