"""Checkpoints of training: one file with everything that a model needs to play or to go on."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from miditok import REMI

from ..data.vocabulary import FRAME
from ..runtime.checkpoint_files import best_name, checkpoint_files
from ..runtime.errors import TatumError
from ..runtime.files import is_intact, write_atomic
from ..runtime.workspaces import workspace
from .config import ModelConfig, typed
from .transformer import Transformer

__all__ = [
    'best_checkpoint', 'check_tokens', 'list_checkpoints', 'load_checkpoint', 'newest_checkpoints',
    'save_checkpoint',
]


def save_checkpoint(path, model: Transformer, tokenizer: REMI, **extra) -> Path:
    """Write weights, shape and tokenizer, with whatever `extra` tensors and plain values training
    needs, atomically to `path`."""
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save(Path(folder) / "tokenizer.json")
        text = (Path(folder) / "tokenizer.json").read_text(encoding="utf-8")
    buffer = io.BytesIO()
    torch.save({"config": asdict(model.config), "tokenizer": text, "model": model.state_dict(),
                **extra}, buffer)
    return write_atomic(path, buffer.getvalue())


def load_checkpoint(path, any_tokens: bool = False) -> dict:
    """The contents of a checkpoint, on the CPU: what `save_checkpoint` was given, "config" as a
    `ModelConfig`, "tokenizer" as the text of its file.

    Raises `TatumError` when it is missing, damaged, holds anything but data, has a config or tokens
    of another version (unless `any_tokens`), or does not fit into memory.
    """
    path = _check_file(Path(path))
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
        config = dict(found["config"])
        missing = {"model", "tokenizer"} - set(found)
        if missing: raise KeyError(missing)
        if not is_intact(path): raise ValueError("checksums")
    except Exception as error:  # zip, pickle and key errors of many kinds
        if _out_of_memory(error):
            raise TatumError(f"메모리가 모자랍니다. {path} ({path.stat().st_size / 1e6:.0f} MB)를 "
                             "읽으려면 다른 프로그램이나 노트북을 닫고 다시 하십시오.") from None
        raise TatumError(f"체크포인트를 읽을 수 없습니다: {path} ({type(error).__name__}). "
                         "손상되었거나 믿을 수 없는 파일입니다. "
                         "하나 앞의 체크포인트를 쓰십시오.") from None
    found = {**found, "config": typed(ModelConfig, config, path.name)}
    if not any_tokens: check_tokens(found["tokenizer"], path)
    return found


def check_tokens(tokenizer: str, path: Path) -> None:
    """Raises `TatumError` where the text of a model's `tokenizer.json` knows no tempo."""
    if f'"{FRAME[0]}_0"' in tokenizer: return
    raise TatumError(f"이전 토큰으로 훈련한 모델이라 읽을 수 없습니다: {path}. 지금의 토큰은 박을 "
                     "세고 마디마다 빠르기(Tempo)를 적습니다. 01_data.ipynb와 03_training.ipynb를 "
                     "차례로 다시 실행하여 새로 훈련하십시오.")


def _check_file(path: Path) -> Path:
    """`path`. Raises `TatumError` where there is no file."""
    if path.is_dir():
        raise TatumError(f"체크포인트 파일이 아니라 폴더입니다: {path}.{list_checkpoints(path)}")
    if not path.is_file():
        raise TatumError(f"체크포인트가 없습니다: {path}. 경로를 확인하거나 `03_training.ipynb`에서"
                         " 먼저 훈련하십시오.")
    return path


def list_checkpoints(folder: Path) -> str:
    """A Korean sentence on the checkpoints in `folder`, to choose one."""
    found = [path.name for path in checkpoint_files(folder)]
    if not found: return " 그 안에 체크포인트(tatumflow_….pt)도 없습니다. 경로를 확인하십시오."
    return f" 그 안의 체크포인트 하나를 고르십시오: {', '.join(found)}."


def _out_of_memory(error: Exception) -> bool:
    """torch says so of tensors in words only."""
    return isinstance(error, MemoryError) or "DefaultCPUAllocator" in str(error)


def newest_checkpoints(folder: Path | None = None, count: int = 1) -> list[Path]:
    """The `count` checkpoints of the highest steps in `folder` (default: the workspace's), the
    newest last. Raises `TatumError` when there is none."""
    folder = Path(folder or workspace().checkpoints)
    found = checkpoint_files(folder)
    if not found:
        raise TatumError(f"체크포인트가 없습니다: {folder}. `03_training.ipynb`나 "
                         "`tatumflow phase3_train_production`으로 먼저 훈련하십시오.")
    return found[-count:]


def best_checkpoint(folder: Path | None = None) -> Path:
    """The checkpoint with the lowest validation loss, as training noted it in `best.json`; without
    a note the newest. Raises `TatumError` when there is none."""
    (newest,) = newest_checkpoints(folder)
    best = newest.with_name(best_name(newest.parent) or newest.name)
    return best if best.is_file() else newest
