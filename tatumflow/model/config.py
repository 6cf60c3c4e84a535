"""What a model looks like, how it is trained, and the YAML files that say so."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
import math
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import yaml

from ..data.vocabulary import build_tokenizer
from ..runtime.errors import korean_reason, TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace

__all__ = ['CONFIGS', 'ModelConfig', 'TrainConfig', 'copy_config', 'load_config', 'typed']


_MOST_WEIGHTS, _LONGEST_CONTEXT = 2e9, 1_000_000  # of a model that a computer can hold


@dataclass(frozen=True)
class ModelConfig:
    """The shape of a `Transformer`.

    vocab_size: number of token ids; hidden: width; layers: number of blocks; heads: attention
    heads of each; context: how many tokens it can look back on; dropout: share of activations
    that training drops; taps: how many earlier tokens a `ShortConvolution` mixes into each one,
    0 for none. Raises `TatumError` for a dropout outside [0, 1), or a model that is too large.
    """
    vocab_size: int
    hidden: int = 128
    layers: int = 2
    heads: int = 4
    context: int = 512
    dropout: float = 0.0
    taps: int = 0

    def __post_init__(self):
        if not 0 <= self.dropout < 1:
            raise TatumError(f"dropout은 0 이상 1 미만이어야 하는데 {self.dropout!r}입니다.")
        weights = self.hidden * (self.vocab_size + self.layers * 12 * self.hidden)  # about
        if weights > _MOST_WEIGHTS or self.context > _LONGEST_CONTEXT:
            raise TatumError(f"모델이 너무 큽니다(가중치 약 {weights / 1e8:.3g}억 개, 문맥 "
                             f"{self.context}). hidden, layers, context를 줄이십시오.")

    @property
    def is_llama(self) -> bool:
        """Whether this is the shape of Hugging Face's Llama."""
        return not self.taps

    @property
    def intermediate(self) -> int:
        """Width of the feed-forward layer: 8/3 of the model's, rounded up to a multiple of 32."""
        return math.ceil(self.hidden * 8 / 3 / 32) * 32


@dataclass(frozen=True)
class TrainConfig:
    """How to train; sizes are in windows, counts in steps.

    accumulate: parts that a batch is computed in, to the same result in less memory; patience:
    validations without improvement until training stops; compile: compile the model first (a
    minute; needs a C++ compiler); focus: styles ("Art Tatum, Charlie Parker") from which
    `focus_share` of the windows come in the last `focus_steps` steps; chord_weight: of the term
    that makes pitches dearer under wrong chords (see `chord_margin`), 0 without it. Raises
    `TatumError` for a share outside [0, 1].
    """
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
    focus: str = ""
    focus_share: float = 0.5
    focus_steps: int = 0
    chord_weight: float = 0.0

    def __post_init__(self):
        if not 0 <= self.focus_share <= 1:
            raise TatumError(f"focus_share는 0에서 1까지인데 {self.focus_share!r}입니다.")


CONFIGS = Path(importlib.util.find_spec("tatumflow").origin).parent / "configs"


def load_config(path: Path | None = None, vocab_size: int | None = None,
                base: ModelConfig | None = None) -> tuple[ModelConfig, TrainConfig]:
    """Read a YAML file with the sections `model` and `training`.

    `path` is a file, or the name of one in `CONFIGS`; without it, the workspace's
    `config_mini.yaml` is read, or where there is none the package's. `vocab_size` is the built-in
    tokenizer's if not given. What the file leaves out of the shape is as in `base`. Raises
    `TatumError` for a missing file, an unknown or mistyped entry.
    """
    path = _find_config(path)
    sections = _read_sections(path)
    given = {**(asdict(base) if base else {}), **sections["model"],
             "vocab_size": vocab_size or len(build_tokenizer())}
    shape = typed(ModelConfig, given, path.name)
    return shape, typed(TrainConfig, sections["training"], path.name)


def copy_config(name: str) -> Path:
    """A packaged config's copy in the workspace, to be edited; one that is there stays. Raises
    `TatumError` for an unknown name."""
    path = workspace().root / name
    text = _find_config(CONFIGS / name).read_text(encoding="utf-8")
    return path if path.exists() else write_atomic(path, text)


def _find_config(path: Path | None) -> Path:
    path = path or "config_mini.yaml"
    own = workspace().root / "config_mini.yaml"
    places = [Path(path), CONFIGS / path] if path != own.name else [own, CONFIGS / own.name]
    for place in places:
        if place.is_file(): return place
    known = ", ".join(sorted(file.name for file in CONFIGS.glob("*.yaml")))
    raise TatumError(f"설정 파일이 없습니다: {path}. 있는 것: {known}")


def _read_sections(path: Path) -> dict[str, dict]:
    text = _read_text(path)
    try:
        sections = yaml.safe_load(text) or {}
        found = {name: dict(sections.pop(name, None) or {}) for name in ("model", "training")}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError) as error:
        raise TatumError(f"설정 파일을 읽을 수 없습니다: {path}.{_place_of(error, text)} "
                         "YAML 문법(들여쓰기와 콜론)을 확인하십시오.") from None
    if sections:
        raise TatumError(f"{path.name}에 모르는 부분이 있습니다: {', '.join(map(str, sections))}. "
                         "항목은 model:이나 training: 아래에 적으십시오.")
    return found


def _read_text(path: Path) -> str:
    """The text of a file in UTF-8 or, as older editors on Windows save Korean, in CP949, which is
    said. Raises `TatumError` for another encoding."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise TatumError(f"설정 파일을 읽을 수 없습니다: {path}. {korean_reason(error)}.") from None
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        raise TatumError(f"설정 파일을 읽을 수 없습니다: {path}. {line}번째 줄의 글자가 UTF-8도 "
                         "CP949도 아닙니다. 편집기에서 UTF-8로 다시 저장하십시오.") from None
    print(f"알림: {path.name}은(는) {line}번째 줄에서 UTF-8이 아니어서 CP949로 읽었습니다. "
          "편집기에서 UTF-8로 저장해 두십시오.")
    return text


def _place_of(error: Exception, text: str) -> str:
    """In which line of `text` YAML found its error, as a Korean sentence; empty if unknown."""
    mark, position = getattr(error, "problem_mark", None), getattr(error, "position", None)
    if position is not None: line = text[:position].count("\n")
    elif mark: line = mark.line
    else: return ""
    shown = "".join(text.splitlines()[line:line + 1]).strip()
    return f" {line + 1}번째 줄에서 막혔습니다: {shown!r}."


def typed(kind, given: dict, source: str):
    """A `ModelConfig` or `TrainConfig` (`kind`) of the entries `given`, which come from `source`.

    Raises `TatumError`, naming the source, for an unknown entry or a value of another type.
    """
    if kind is ModelConfig: given = _without_positions(given, source)
    kinds = {field.name: field.type for field in fields(kind)}
    for name in given:
        if name not in kinds:
            raise TatumError(f"{source}에 모르는 항목 '{name}'이 있습니다. "
                             f"그 줄을 지우거나 이름을 고치십시오. 쓸 수 있는 이름: "
                             f"{', '.join(kinds)}")
    if kind is ModelConfig and "vocab_size" not in given:
        raise TatumError(f"{source}에 vocab_size가 없습니다. 모델의 설정이 아닙니다.")
    return kind(**{name: _convert(name, value, kinds[name], source)
                   for name, value in given.items()})


def _without_positions(given: dict, source: str) -> dict:
    """Older files name the kind of positions; rotary ones are all there are now."""
    positions = given.get("positions", "rotary")
    if positions != "rotary":
        raise TatumError(f"{source}의 positions는 {positions!r}인데, rotary만 읽을 수 있습니다. "
                         "회전 위치로 훈련한 모델을 고르거나, 이 항목을 지우고 새로 훈련하십시오.")
    return {name: value for name, value in given.items() if name != "positions"}


_MAY_BE_ZERO = ("warmup_steps", "focus_steps", "taps")  # of the whole numbers


def _convert(name: str, value, kind: type, source: str):
    """`value` as a `kind` (bool, int, float or str). Raises `TatumError`."""
    if kind is float and isinstance(value, str):  # YAML takes 3e-4 for text
        with suppress(ValueError):
            value = float(value)
    least = 1 if kind is int and name not in _MAY_BE_ZERO else 0
    if kind in (bool, str):
        fits = isinstance(value, kind)
    else:
        fits = (isinstance(value, (int, float)) and not isinstance(value, bool)
                and least <= value < (2**63 if kind is int else 1e300))  # nor no number
    if kind is int and fits:
        fits = float(value).is_integer()
    if not fits:
        wanted = {bool: "true나 false", str: "글자", float: "0 이상의 수",
                  int: f"{least} 이상의 정수"}
        raise TatumError(f"{source}의 '{name}'은 {wanted[kind]}여야 하는데 {value!r}입니다.")
    return kind(value)
