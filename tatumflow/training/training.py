"""Training as a whole: what is asked for, beginning or resuming, the loop, the end."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from miditok import REMI

from ..data.windows import TokenStream
from ..model.config import load_config, ModelConfig, TrainConfig
from ..model.saved_models import open_model
from ..runtime.checkpoint_files import checkpoint_files
from ..runtime.errors import TatumError
from ..runtime.files import make_folder
from ..runtime.vault import Vault
from ..runtime.workspaces import workspace
from .locking import locked
from .logs import Log
from .loop import Loop
from .resuming import resume_run
from .runs import describe_data, new_run, Run
from .schedule import check_focus
from .starting import take_weights
from .stopping import stop_signal
from .vaults import finish_copies, open_vault

__all__ = ['Training', 'train']


@dataclass(frozen=True)
class Training:
    """What `train` is to do. It reads the token folder `data` and the YAML `config` (see
    `load_config`), and writes to `out/checkpoints` and `out/logs/tensorboard`.

    `resume="auto"` continues from the newest whole checkpoint; "never" refuses to overwrite an
    earlier run. `max_steps` stops sooner without changing the schedule. Verified copies of the
    checkpoints go to `vault` (see `open_vault`), and resuming looks there too; `audio` puts a
    sample into TensorBoard at every validation. A new run begins with the weights of the model
    `start` and, where the config is silent, has its shape. Raises `TatumError` for what cannot be
    done.
    """
    data: Path | None = None  # default: the workspace's
    config: Path | None = None
    out: Path | None = None  # default: the workspace
    resume: str = "auto"
    max_steps: int | None = None
    seed: int = 0
    vault: Path | str | None = None
    audio: bool = False
    start: Path | None = None

    def __post_init__(self):
        if self.seed < 0: raise TatumError(f"시드({self.seed})는 0 이상이어야 합니다.")
        if self.max_steps is not None and self.max_steps < 1:
            raise TatumError(f"훈련할 스텝({self.max_steps})은 1 이상이어야 합니다.")
        if self.resume not in ("auto", "never"):
            raise TatumError(f"resume는 auto나 never여야 하는데 {self.resume!r}입니다.")

    @property
    def root(self) -> Path: return Path(self.out or workspace().root)

    @property
    def folder(self) -> Path: return self.root / "checkpoints"


def train(request: Training) -> Run:
    """Train as the request says. Returns the run at its end; `Run.stopped` tells whether a signal
    ended it early. Raises `TatumError`, also while another training has the folder (see
    `locked`)."""
    run, streams = _prepare_run(request)
    main = run.accelerator.is_main_process
    with locked(request.folder) if main else nullcontext(): _train(run, streams, request)
    return run


def _train(run: Run, streams: dict[str, TokenStream], request: Training) -> None:
    main, folder = run.accelerator.is_main_process, request.folder
    vault = open_vault(folder, request.vault) if request.vault and main else None
    _begin(run, request, vault, streams["train"].tokenizer)
    logs = request.root / "logs" / "tensorboard"
    log = Log(logs, run, request.audio) if main else None
    last = min(request.max_steps or run.training.max_steps, run.training.max_steps)
    with finish_copies(vault), closing(log) if log else nullcontext(), \
            stop_signal() as stop, _memory_advice(run.training):
        Loop(run, streams, folder, log, vault).run_to(last, stop)


def _prepare_run(request: Training) -> tuple[Run, dict[str, TokenStream]]:
    """A fresh run and its streams, "train" and "val"."""
    data = Path(request.data or workspace().tokens)
    shape, training = _settings(request)
    streams = {split: TokenStream.open(data, split, shape.context) for split in ("train", "val")}
    shape = replace(shape, vocab_size=len(streams["train"].tokenizer))
    check_focus(training, streams["train"])
    make_folder(request.folder)
    facts = describe_data(streams["train"])
    return new_run(shape, training, request.seed, facts), streams


def _settings(request: Training) -> tuple[ModelConfig, TrainConfig]:
    """Shape and settings as the config says. A run that starts from another model keeps its shape
    where the config is silent, and without a config takes `config_finetune.yaml`."""
    if not request.start: return load_config(request.config)
    base = open_model(request.start, any_tokens=True).config
    return load_config(request.config or "config_finetune.yaml", base=base)


def _begin(run: Run, request: Training, vault: Vault | None, tokenizer: REMI) -> None:
    """Bring `run` to where it is to begin: its newest checkpoint, another model's weights, or
    nothing."""
    from accelerate.utils import gather_object
    if request.resume == "never":
        _refuse_overwriting(request, vault)
    else:
        with run.accelerator.main_process_first():
            if vault: vault.restore()
            resume_run(run, request.folder)
        steps = sorted(set(gather_object([run.step])))
        if len(steps) > 1:
            raise TatumError(f"프로세스마다 다른 스텝에서 이어 가려 합니다({steps}). 모든 "
                             "컴퓨터가 함께 쓰는 폴더를 --out에 주십시오.")
    if request.start and not run.step: take_weights(run, request.start, tokenizer)


def _refuse_overwriting(request: Training, vault: Vault | None) -> None:
    held = None
    if checkpoint_files(request.folder): held = request.folder
    elif vault and vault.names(): held = request.vault
    if held:
        raise TatumError(f"{held}에 이미 체크포인트가 있습니다. 이어 가려면 --resume auto를, 새로 "
                         "시작하려면 다른 --out과 --vault를 주십시오.")


@contextmanager
def _memory_advice(training: TrainConfig) -> Iterator[None]:
    try:
        yield
    except torch.cuda.OutOfMemoryError:
        raise TatumError("GPU 메모리가 모자랍니다. 설정의 accumulate를 "
                         f"{2 * training.accumulate}로 올리고 같은 명령을 다시 실행하십시오. "
                         "배치를 조각내어 계산할 뿐 훈련은 같습니다.") from None
