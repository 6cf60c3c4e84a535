# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
import math
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from ..data.frames import build_tokenizer
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace

__all__ = ['CONFIGS', 'ModelConfig', 'TrainConfig', 'load_config', 'typed']


@dataclass(frozen=True)
class ModelConfig:
    """The shape of a `Transformer`: vocabulary size, width, layers, attention heads, context (tokens), dropout, how attention knows
    positions: "rotary" (Su et al. 2021) or "relative" (Music Transformer: Huang et al. 2018), the rival of lesson 04, and how many of
    the tokens before it attention mixes into each one (`taps`, see `ShortConvolution`)."""
    vocab_size: int
    hidden: int = 128
    layers: int = 2
    heads: int = 4
    context: int = 512
    dropout: float = 0.0
    positions: str = "rotary"
    taps: int = 0

    def __post_init__(self):
        if self.positions not in ("rotary", "relative"):
            raise TatumError(f"positions는 rotary나 relative여야 하는데 {self.positions!r}입니다.")
        if not 0 <= self.dropout < 1: raise TatumError(f"dropout은 0 이상 1 미만이어야 하는데 {self.dropout!r}입니다.")

    @property
    def is_llama(self) -> bool:
        """Whether this is the shape of Hugging Face's Llama."""
        return self.positions == "rotary" and not self.taps

    @property
    def intermediate(self) -> int:
        """Width of the feed-forward layer: 8/3 of the model's, rounded up to a multiple of 32."""
        return math.ceil(self.hidden * 8 / 3 / 32) * 32


@dataclass(frozen=True)
class TrainConfig:
    """How to train: sizes and counts are in windows and steps; a batch is computed in `accumulate` parts, to the same result in less
    memory; `patience` counts validations without improvement; with `compile` the model is compiled first (a minute; needs a C++ compiler).
    About the share `varied` of the windows is played a little faster or slower, softer or louder. In the last `focus_steps` steps about
    the share `focus_share` of them comes from the styles of `focus` ("Art Tatum, Charlie Parker")."""
    batch_size: int = 4
    accumulate: int = 1
    learning_rate: float = 3e-3
    warmup_steps: int = 20
    max_steps: int = 400
    weight_decay: float = 0.01
    grad_clip: float = 1.0
    ema_decay: float = 0.98
    validate_every: int = 100
    checkpoint_every: int = 200
    patience: int = 10
    compile: bool = False
    varied: float = 0.0
    focus: str = ""
    focus_share: float = 0.5
    focus_steps: int = 0

    def __post_init__(self):
        for name in ("varied", "focus_share"):
            if not 0 <= getattr(self, name) <= 1: raise TatumError(f"{name}은(는) 0에서 1까지인데 {getattr(self, name)!r}입니다.")


CONFIGS = Path(importlib.util.find_spec("tatumflow").origin).parent / "configs"


def load_config(path: Path | None = None, vocab_size: int | None = None) -> tuple[ModelConfig, TrainConfig]:
    """Read a YAML file with the sections `model` and `training`: a path, or the name of one of the package's; without, the workspace's
    `config_mini.yaml`, or where there is none the package's.

    `vocab_size` defaults to the built-in tokenizer's. Raises `TatumError` for a missing file, an unknown or mistyped field.
    """
    path = Path(path or next(mini for mini in (workspace().root / "config_mini.yaml", CONFIGS / "config_mini.yaml") if mini.is_file()))
    if not (path := path if path.is_file() else CONFIGS / path).is_file():
        raise TatumError(f"설정 파일이 없습니다: {path}. 있는 것: {', '.join(p.name for p in sorted(CONFIGS.glob('*.yaml')))}")
    try:
        sections = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        given = {name: dict(sections.pop(name, None) or {}) for name in ("model", "training")}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError):
        raise TatumError(f"설정 파일을 읽을 수 없습니다: {path}. YAML 문법(들여쓰기와 콜론)을 확인하십시오.") from None
    if sections: raise TatumError(f"{path.name}에 모르는 부분이 있습니다: {', '.join(map(str, sections))}. 항목은 model:이나 training: 아래에 적으십시오.")
    given["model"]["vocab_size"] = vocab_size or len(build_tokenizer())
    return typed(ModelConfig, given["model"], path.name), typed(TrainConfig, given["training"], path.name)


def typed(kind, given: dict, source: str):
    """A `ModelConfig` or `TrainConfig` of `given`. Raises `TatumError`, naming the `source`, for an unknown name or a value of another type."""
    known = {f.name: f.type for f in fields(kind)}
    for name, value in given.items():
        if name not in known:
            raise TatumError(f"{source}에 모르는 항목 '{name}'이 있습니다. 쓸 수 있는 이름: {', '.join(known)}")
        if known[name] is float and isinstance(value, str):
            with suppress(ValueError): value = given[name] = float(value)  # YAML takes 3e-4 for text
        number, least = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value), int(name not in ("warmup_steps", "focus_steps", "taps"))
        wanted, fits = {bool: ("true나 false", isinstance(value, bool)), float: ("0 이상의 수", number and value >= 0),
                        int: (f"{least} 이상의 정수", number and value >= least and float(value).is_integer()),
                        str: ("글자", isinstance(value, str))}[known[name]]
        if not fits:
            raise TatumError(f"{source}의 '{name}'은 {wanted}여야 하는데 {value!r}입니다.")
    return kind(**{name: known[name](value) for name, value in given.items()})
