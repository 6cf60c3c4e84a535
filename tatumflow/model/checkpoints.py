# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from miditok import REMI

from ..runtime.checkpoint_files import best_name
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .config import CONFIGS, ModelConfig
from .transformer import Transformer

__all__ = [
    'PRETRAINED', 'best_checkpoint', 'find_model', 'load_checkpoint', 'load_model',
    'load_pretrained', 'newest_checkpoints', 'save_checkpoint', 'weights_digest',
]


def save_checkpoint(path, model: Transformer, tokenizer: REMI, **extra) -> Path:
    """Write weights, shape and tokenizer, with whatever `extra` tensors and plain values training needs, atomically to `path`."""
    import io
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save(Path(folder) / "tokenizer.json")
        text = (Path(folder) / "tokenizer.json").read_text(encoding="utf-8")
    buffer = io.BytesIO()
    torch.save({"config": asdict(model.config), "tokenizer": text, "model": model.state_dict(), **extra}, buffer)
    return write_atomic(path, buffer.getvalue())


def load_checkpoint(path) -> dict:
    """The contents of a checkpoint, on the CPU. Raises `TatumError` when it is missing, damaged, or holds anything but data."""
    path = Path(path)
    if not path.is_file():
        raise TatumError(f"체크포인트가 없습니다: {path}. 경로를 확인하거나 `03_training.ipynb`에서 먼저 훈련하십시오.")
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
        return {**found, "config": ModelConfig(**found["config"]), "tokenizer": found["tokenizer"]}
    except Exception as error:  # zip, pickle and key errors of many kinds
        raise TatumError(f"체크포인트를 읽을 수 없습니다: {path} ({type(error).__name__}). 손상되었거나 믿을 수 없는 파일입니다. "
                         "하나 앞의 체크포인트를 쓰십시오.") from None


def find_model(path) -> Path:
    """A checkpoint or model folder by its path, from the current folder or the workspace; "pretrained" is the package's own. Raises
    `TatumError` when there is none."""
    for place in (Path(path), workspace().root / path, *([PRETRAINED] if str(path) == PRETRAINED.name else [])):
        if place.exists(): return place
    raise TatumError(f"체크포인트가 없습니다: {workspace().show(path)}. 경로를 확인하십시오. 아직 훈련하지 않았다면 `03_training.ipynb`부터 실행하십시오.")


def load_model(path) -> tuple[Transformer, REMI]:
    """The model (EMA weights where there are any, in evaluation mode, on the best device) and its tokenizer.

    `path` is a checkpoint, a folder in Hugging Face's layout (`config.json`, `model.safetensors`, `tokenizer.json`) or "pretrained", the
    package's own model. Raises `TatumError` when it cannot be read.
    """
    path = find_model(path)
    if path.is_dir():
        config, weights, text = _load_folder(path)
    else:
        found = load_checkpoint(path)
        config, weights, text = found["config"], found.get("ema", found["model"]), found["tokenizer"]
    model = Transformer(config)
    try:
        model.load_state_dict(weights)
    except RuntimeError:
        raise TatumError(f"가중치의 모양이 설정과 다릅니다: {path}. 다른 모델의 파일이 섞였는지 확인하십시오.") from None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tokenizer.json").write_text(text, encoding="utf-8")
        return model.to(pick_device().kind).eval(), REMI(params=Path(folder) / "tokenizer.json")


def _load_folder(path: Path) -> tuple[ModelConfig, dict, str]:
    from safetensors.torch import load_file
    try:
        found = json.loads((path / "config.json").read_text(encoding="utf-8"))
        config = ModelConfig(**found) if found.pop("model_type") == "tatumflow" else ModelConfig(
            found["vocab_size"], found["hidden_size"], found["num_hidden_layers"], found["num_attention_heads"], found["max_position_embeddings"])
        weights = {name: weight.float() for name, weight in load_file(path / "model.safetensors").items()}
        return config, weights, (path / "tokenizer.json").read_text(encoding="utf-8")
    except Exception as error:  # missing files, JSON, key and safetensors errors
        raise TatumError(f"모델 폴더를 읽을 수 없습니다: {path} ({type(error).__name__}: {error}). "
                         "config.json, model.safetensors, tokenizer.json이 온전한지 확인하십시오.") from None


PRETRAINED = CONFIGS.parent / "pretrained"


def load_pretrained() -> tuple[Transformer, REMI]:
    """The model that comes with this package, and its tokenizer; no internet needed. Its card is `pretrained/README.md`."""
    return load_model(PRETRAINED)


def weights_digest(model: Transformer) -> str:
    """SHA-256 (hex) of a model's weights: the same for one model in any file or folder of full precision, another after every step of training."""
    digest = hashlib.sha256()
    for name, weight in sorted(model.state_dict().items()):
        digest.update(name.encode() + weight.float().cpu().numpy().tobytes())
    return digest.hexdigest()


def newest_checkpoints(folder: Path | None = None, count: int = 1) -> list[Path]:
    """The `count` newest `tatumflow_*.pt` of a folder, the newest last. Raises `TatumError` when there is none."""
    folder = Path(folder or workspace().checkpoints)
    found = sorted(folder.glob("tatumflow_*.pt"), key=lambda path: path.stat().st_mtime_ns)
    if not found:
        raise TatumError(f"체크포인트가 없습니다: {folder}. `03_training.ipynb`나 `tatumflow phase3_train_production`으로 먼저 훈련하십시오.")
    return found[-count:]


def best_checkpoint(folder: Path | None = None) -> Path:
    """The checkpoint with the lowest validation loss, as training noted it in `best.json`; without a note the newest. Raises `TatumError`
    when there is none."""
    (newest,) = newest_checkpoints(folder)
    best = newest.with_name(best_name(newest.parent) or newest.name)
    return best if best.is_file() else newest
