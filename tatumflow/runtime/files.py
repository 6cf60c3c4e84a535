"""Files that are whole or not there: writing, copying, checking."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import errno
import hashlib
import io
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from .errors import korean_reason, TatumError
from .workspaces import workspace

__all__ = [
    'copy_verified', 'discard', 'file_digest', 'is_intact', 'make_folder', 'read_json',
    'save_figure', 'short_name', 'try_folder', 'write_atomic',
]


def write_atomic(path, data: bytes | str) -> Path:
    """Write a whole file or none of it: a temporary file, fsync, rename. Makes the folder.
    Raises `TatumError` where the file cannot be written."""
    path = Path(path)
    temporary = path.with_name(f".{short_name(path.name, 60)}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise TatumError(f"파일을 쓰지 못했습니다: {workspace().show(path)}. "
                         f"{korean_reason(error)}. {_ADVICE.get(error.errno, _CHECK)}") from error
    finally:
        with contextlib.suppress(OSError): temporary.unlink()
    return path


_CHECK = "남은 디스크 공간과 쓰기 권한을 확인하십시오."
_ELSEWHERE = "쓸 수 있는 다른 곳을 고르십시오(명령에서는 --out)."
_ADVICE = {errno.ENAMETOOLONG: "이름을 줄이십시오.",
           **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST,
                            errno.EISDIR), _ELSEWHERE)}  # what helps against an error of writing


def short_name(name: str, limit: int = 200) -> str:
    """The first letters of `name` that fit into `limit` bytes of UTF-8: file systems allow 255."""
    return name.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")


def make_folder(path) -> Path:
    """Make the folder that work will write to, and try it, so that the work is not done in vain.
    Raises `TatumError`."""
    path = Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path): pass
    except OSError as error:
        raise TatumError(f"이 폴더에는 쓸 수 없습니다: {workspace().show(path)}. "
                         f"{korean_reason(error)}. --out으로 다른 폴더를 주십시오.") from error
    return path


def try_folder(path) -> Path:
    """`make_folder`, but folders that were not there are not left behind."""
    new = [folder for folder in (Path(path), *Path(path).parents) if not folder.exists()]
    make_folder(path)
    for folder in new:
        with contextlib.suppress(OSError): folder.rmdir()
    return Path(path)


def file_digest(path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""): digest.update(block)
    return digest.hexdigest()


def is_intact(path, digest: str | None = None) -> bool:
    """Whether a checkpoint is whole: its SHA-256 is `digest` or, where none is known, every part
    of the archive has its CRC."""
    try:
        if digest: return file_digest(path) == digest
        with zipfile.ZipFile(path) as archive: return archive.testzip() is None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return False


def copy_verified(source, target) -> str:
    """Copy under a temporary name, fsync, read back, compare, rename. Returns the SHA-256.
    Raises OSError where the copy is not whole."""
    target, digest = Path(target), hashlib.sha256()
    temporary = target.with_name(f".{target.name}.part")
    try:
        with open(source, "rb") as read, open(temporary, "wb") as write:
            for block in iter(lambda: read.read(1 << 20), b""):
                digest.update(block)
                write.write(block)
            write.flush()
            os.fsync(write.fileno())
        if not is_intact(temporary, digest.hexdigest()):
            raise OSError("복사한 내용이 원본과 다릅니다")
        os.replace(temporary, target)
    except OSError:
        with contextlib.suppress(OSError): discard(temporary)
        raise
    return digest.hexdigest()


def discard(path) -> None:
    """Empty a file, then delete it: Google Drive's trash keeps a deleted file at its full size."""
    os.truncate(path, 0)
    os.unlink(path)


def read_json(path, use: Callable, mend: str):
    """What `use` makes of the content of a JSON file; a byte order mark does not matter.

    Raises `TatumError`, which ends with the Korean sentence `mend`, for a file that cannot be read,
    or whose content is not what `use` expects: it raises, too.
    """
    path = Path(path)
    try:
        return use(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        reason = korean_reason(error)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        reason = "내용이 깨졌습니다"
    raise TatumError(f"{workspace().show(path)}을(를) 읽을 수 없습니다: {reason}. {mend}")


def save_figure(figure, path, dpi: int = 110) -> Path:
    """Write a matplotlib figure as a PNG, whole or not at all. Raises `TatumError`."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=dpi)
    return write_atomic(path, picture.getvalue())
