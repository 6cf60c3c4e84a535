# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from .platforms import TatumError, where

__all__ = [
    'Workspace', 'copy_verified', 'discard', 'file_digest', 'is_intact', 'workspace',
    'write_atomic',
]


@dataclass(frozen=True)
class Workspace:
    "Where everything lives on disk. Nothing is created until it is written."
    root: Path

    @property
    def midi(self): return self.root / "data/art_tatum_midi"
    @property
    def set_aside(self): return self.root / "data/set_aside"
    @property
    def tokens(self): return self.root / "data/tokens"
    @property
    def metadata(self): return self.root / "data/metadata.json"
    @property
    def checkpoints(self): return self.root / "checkpoints"
    @property
    def logs(self): return self.root / "logs/tensorboard"
    @property
    def outputs(self): return self.root / "outputs"
    @property
    def generation(self): return self.root / "outputs/generation"
    @property
    def hub(self): return self.root / "outputs/huggingface"
    @property
    def results(self): return self.root / "results"

    def show(self, path) -> str:
        "`path` as a learner should read it: relative to the root where it lies inside."
        path = Path(path)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def need(self, path, notebook: str) -> Path:
        "`path` if it exists (a folder must hold something); TatumError naming the notebook that makes it."
        path = Path(path)
        if path.is_file() or (path.is_dir() and any(path.iterdir())): return path
        hosted = (" Colab과 Kaggle은 노트북마다 새 컴퓨터를 쓰므로, 그 끝의 hand_over()와 이 노트북 앞머리의 take_over()가 파일을 옮깁니다. "
                  f"빠른 코스라면 새 칸에서 !tatumflow quickstart --out {self.root}를 실행해도 됩니다(5분쯤)." if where() != "local" else "")
        raise TatumError(f"필요한 파일이 없습니다: {self.show(path)}. 먼저 {notebook} 노트북을 처음부터 끝까지 실행하십시오.{hosted}")


def workspace() -> Workspace:
    "$TATUMFLOW_WORKSPACE, else Colab's or Kaggle's folder, else the checkout around the current folder, else that folder."
    if chosen := os.environ.get("TATUMFLOW_WORKSPACE"): return Workspace(Path(chosen).expanduser().resolve())
    if where() == "colab": return Workspace(Path("/content/tatumflow_work"))
    if where() == "kaggle": return Workspace(Path("/kaggle/working"))
    here = Path.cwd()
    checkouts = [folder for folder in (here, *here.parents) if (folder / "notebooks/00_setup.ipynb").is_file()]
    return Workspace(checkouts[0] if checkouts else here)


def write_atomic(path, data: bytes | str) -> Path:
    "Write a whole file or none of it: a temporary file, fsync, rename. Makes the folder; TatumError if it cannot."
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                file.write(data.encode() if isinstance(data, str) else data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise TatumError(f"파일을 쓰지 못했습니다: {workspace().show(path)} ({error.strerror}). "
                         "남은 디스크 공간과 쓰기 권한을 확인하십시오.") from error
    return path


def file_digest(path) -> str:
    "SHA-256 of a file in hexadecimal."
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20): digest.update(block)
    return digest.hexdigest()


def is_intact(path, digest: str | None = None) -> bool:
    "Whether a checkpoint is whole: its SHA-256 is `digest` or, where none is known, every part of the archive has its CRC."
    try:
        if digest: return file_digest(path) == digest
        with zipfile.ZipFile(path) as archive: return archive.testzip() is None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return False


def copy_verified(source, target) -> str:
    "Copy under a temporary name, fsync, read back, compare SHA-256, rename. Returns the digest; OSError if the copy is not whole."
    target, digest = Path(target), hashlib.sha256()
    temporary = target.with_name(f".{target.name}.part")
    try:
        with open(source, "rb") as read, open(temporary, "wb") as write:
            while block := read.read(1 << 20):
                digest.update(block)
                write.write(block)
            write.flush()
            os.fsync(write.fileno())
        if not is_intact(temporary, digest.hexdigest()): raise OSError("복사한 내용이 원본과 다릅니다")
        os.replace(temporary, target)
    except OSError:
        with contextlib.suppress(OSError): discard(temporary)
        raise
    return digest.hexdigest()


def discard(path) -> None:
    "Empty a file, then delete it: on Google Drive a deleted file fills the trash with its full size."
    os.truncate(path, 0)
    os.unlink(path)
