"""Models in files: checkpoints, folders in Hugging Face's layout, and the package's own."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from miditok import REMI
from safetensors.torch import load_file
from torch import Tensor

from ..runtime.checkpoint_files import checkpoint_files
from ..runtime.errors import TatumError
from ..runtime.files import read_json
from ..runtime.hub import ask_hub
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .checkpoints import (
    best_checkpoint, check_tokens, list_checkpoints, load_checkpoint, newest_checkpoints,
)
from .config import CONFIGS, ModelConfig
from .llama import config_of_folder
from .transformer import Transformer

__all__ = [
    'PRETRAINED', 'RECORD', 'SavedModel', 'choose_model', 'choose_models', 'find_model',
    'load_model', 'load_pretrained', 'open_model', 'weights_digest',
]


PRETRAINED = CONFIGS.parent / "pretrained"


def _is_on_hub(path) -> bool:
    """Whether `path` looks like "user/name": not like a file, nor like one in a folder we have."""
    return (bool(re.fullmatch(r"[\w-]+/[\w.-]+", str(path))) and Path(path).suffix != ".pt"
            and not any((root / path).parent.exists() for root in (Path(), workspace().root)))


def _download(repo: str) -> Path:
    """The folder of a model of the Hub; only weights and texts are fetched, no code."""
    from huggingface_hub import snapshot_download
    files = ["*.json", "*.safetensors", "README.md"]
    return Path(ask_hub(lambda: snapshot_download(repo, allow_patterns=files),
                        f"체크포인트 {repo}가 여기에 없어 Hugging Face에서 찾았지만 "
                        "받지 못했습니다."))


def find_model(path) -> Path:
    """A checkpoint or model folder by its path, from the current folder or the workspace;
    "pretrained" is the package's own, "user/name" a repository of the Hub, which is downloaded.
    Raises `TatumError` when there is none."""
    places = [Path(path), workspace().root / path]
    if str(path) == PRETRAINED.name: places.append(PRETRAINED)
    for place in places:
        if place.exists(): return place
    if _is_on_hub(path): return _download(str(path))
    raise TatumError(f"체크포인트가 없습니다: {workspace().show(path)}. 경로를 확인하십시오. "
                     "아직 훈련하지 않았다면 `03_training.ipynb`부터 실행하십시오.")


@dataclass(frozen=True)
class SavedModel:
    """What a checkpoint or a model folder holds: shape, weights (the averaged ones where there are
    any), the text of `tokenizer.json`, the path it was found at, and what training noted of the
    `data` that it learnt from, if that is known."""
    path: Path
    config: ModelConfig
    weights: dict[str, Tensor]
    tokenizer: str
    data: dict = field(default_factory=dict)

    def read_tokenizer(self) -> REMI:
        """The tokenizer, also one of another layout than ours."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "tokenizer.json"
            file.write_text(self.tokenizer, encoding="utf-8")
            try:
                return REMI(params=file)
            except Exception as error:  # json and MidiTok raise several kinds
                raise TatumError(f"{self.path}의 토크나이저(tokenizer.json)가 깨져 읽을 수 없습니다"
                                 f"({type(error).__name__}). 다른 사본을 구하십시오.") from None

    def build(self) -> tuple[Transformer, REMI]:
        """The model, in evaluation mode on the best device, and its tokenizer. Raises `TatumError`
        when the weights have other shapes than the config says."""
        model = Transformer(self.config)
        try:
            model.load_state_dict(self.weights)
        except (RuntimeError, TypeError, AttributeError):
            raise TatumError(f"가중치의 모양이 설정과 다릅니다: {self.path}. "
                             "다른 모델의 파일이 섞였는지 확인하십시오.") from None
        return model.to(pick_device().kind).eval(), self.read_tokenizer()


def choose_model(which: str = "mine") -> Path:
    """What a lesson's `which_model` stands for. "mine" is the best checkpoint of the workspace or,
    where nothing has been trained yet, the package's own model, which is told; for other names see
    `find_model`."""
    if which != "mine": return find_model(which)
    if checkpoint_files(workspace().checkpoints): return best_checkpoint()
    print("훈련한 모델이 아직 없어 패키지에 든 모델을 씁니다. 여러분의 모델은 "
          "03_training.ipynb에서 훈련합니다.")
    return PRETRAINED


def choose_models(count: int) -> list[Path]:
    """The newest `count` checkpoints of the workspace, the newest last, or as `choose_model` the
    package's own model."""
    if checkpoint_files(workspace().checkpoints): return newest_checkpoints(count=count)
    return [choose_model()]


def open_model(path, any_tokens: bool = False) -> SavedModel:
    """What is saved at `path` (see `find_model`): a checkpoint, or a folder with `config.json`,
    `model.safetensors` and `tokenizer.json`. Raises `TatumError` when it cannot be read, or speaks
    other tokens than ours (unless `any_tokens`)."""
    path = find_model(path)
    if path.is_dir() and not (path / "config.json").is_file():
        raise TatumError(f"모델 폴더가 아닙니다(config.json이 없습니다): {path}."
                         f"{list_checkpoints(path)}")
    if path.is_dir(): return _open_folder(path, any_tokens)
    found = load_checkpoint(path, any_tokens)
    weights = found.get("ema", found["model"])
    return SavedModel(path, found["config"], weights, found["tokenizer"], found.get("data", {}))


RECORD = "record.json"  # in a model folder: what is known of the model there


def _recorded_data(folder: Path) -> dict:
    """What the record in a model folder says of the training data; {} without one."""
    path = folder / RECORD
    if not path.is_file(): return {}
    return read_json(path, lambda found: dict(found.get("data") or {}),
                     "모델 폴더를 다시 만드십시오(phase6_export_huggingface).")


def _open_folder(path: Path, any_tokens: bool) -> SavedModel:
    try:
        entries = json.loads((path / "config.json").read_text(encoding="utf-8"))
        weights = load_file(path / "model.safetensors")
        text = (path / "tokenizer.json").read_text(encoding="utf-8")
        config = config_of_folder(entries)
        if not any_tokens: check_tokens(text, path)
    except TatumError:
        raise
    except Exception as error:  # missing files, JSON, key and safetensors errors
        raise TatumError(f"모델 폴더를 읽을 수 없습니다: {path} ({type(error).__name__}: {error}). "
                         "config.json, model.safetensors, tokenizer.json이 온전한지 "
                         "확인하십시오.") from None
    weights = {name: weight.float() for name, weight in weights.items()}
    return SavedModel(path, config, weights, text, _recorded_data(path))


def load_model(path) -> tuple[Transformer, REMI]:
    """The model at `path` (see `open_model`), in evaluation mode on the best device, and its
    tokenizer. Raises `TatumError` when it cannot be read."""
    return open_model(path).build()


def load_pretrained() -> tuple[Transformer, REMI]:
    """The model that comes with this package, and its tokenizer; no internet needed. Its card is
    `pretrained/README.md`."""
    return load_model(PRETRAINED)


def weights_digest(model: Transformer) -> str:
    """SHA-256 (hex) of a model's weights: the same for one model in any file or folder of full
    precision, another after every step of training."""
    digest = hashlib.sha256()
    for name, weight in sorted(model.state_dict().items()):
        digest.update(name.encode() + weight.float().cpu().numpy().tobytes())
    return digest.hexdigest()
