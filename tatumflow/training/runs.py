"""A training run: its model, optimizer, means and counts, and what a checkpoint keeps of them."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import Counter
from dataclasses import asdict, dataclass, field

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

from ..data.token_files import music_digest
from ..data.windows import TokenStream
from ..model.config import ModelConfig, TrainConfig
from ..model.transformer import Transformer
from ..runtime.errors import first_line, TatumError
from ..runtime.platforms import pick_device, set_seed
from .ema import averaged
from .muon import MuonAdamW
from .precision import model_precision

__all__ = ['Run', 'describe_data', 'new_run']


def describe_data(stream: TokenStream) -> dict:
    """What a run is trained on, as plain values for its checkpoints: pieces, their counts by
    `source` and by `style`, and the digest of which music they are (see `music_digest`)."""
    counts = {name: dict(Counter(piece.get(name) or "" for piece in stream.pieces))
              for name in ("source", "style")}
    return {"pieces": len(stream.pieces), **counts, "music": music_digest(stream.pieces)}


@dataclass
class Run:
    """A training run: what changes from step to step, and what a checkpoint keeps of it."""
    config: ModelConfig
    training: TrainConfig
    seed: int
    accelerator: object  # accelerate's `Accelerator`
    dtype: torch.dtype  # of matrix products
    model: nn.Module
    ema: AveragedModel
    optimizer: torch.optim.Optimizer
    data: dict = field(default_factory=dict)  # from `describe_data`
    step: int = 0
    best: float = math.inf  # validation loss in nats per token
    best_step: int = 0
    stale: int = 0  # validations since the best
    losses: list[float] = field(default_factory=list)  # of the steps since the log's last row
    rows: list[dict] = field(default_factory=list)  # the log
    stopped: bool = False  # by a signal, before the end
    ORIGIN = ("seed", "data")  # written to a checkpoint; a resumed run has its own
    PROGRESS = ("step", "best", "best_step", "stale", "losses", "rows")  # taken from a checkpoint

    @property
    def bare_model(self) -> Transformer:
        """The model itself, without what accelerate wraps around it."""
        return self.accelerator.unwrap_model(self.model)

    def autocast(self):
        """The context of the model's forward pass, in which matrices are multiplied in `dtype`."""
        return torch.autocast(self.accelerator.device.type, self.dtype,
                              enabled=self.dtype != torch.float32)

    def state(self) -> dict:
        """All of it as tensors and plain values, loadable with `weights_only=True`."""
        scaler = self.accelerator.scaler
        kept = {name: getattr(self, name) for name in self.ORIGIN + self.PROGRESS}
        return {"training": asdict(self.training), "ema": self.ema.module.state_dict(),
                "ema_count": self.ema.n_averaged, "optimizer": self.optimizer.state_dict(),
                "scaler": scaler.state_dict() if scaler else {}, **kept}

    def restore(self, found: dict) -> None:
        """Take up the state in a checkpoint that `load_checkpoint` read; seed, data and settings
        stay this run's own."""
        self.bare_model.load_state_dict(found["model"])
        self.ema.module.load_state_dict(found["ema"])
        self.ema.n_averaged.copy_(found["ema_count"])
        self.optimizer.load_state_dict(found["optimizer"])
        if self.accelerator.scaler and found["scaler"]:
            self.accelerator.scaler.load_state_dict(found["scaler"])
        for name in self.PROGRESS:
            setattr(self, name, found[name])


def new_run(config: ModelConfig, training: TrainConfig, seed: int, data: dict | None = None) -> Run:
    """A fresh `Run` on the best device: model initialised from `seed`, `MuonAdamW`, EMA, mixed
    precision. Raises `TatumError` where the batch does not divide or nothing can be compiled."""
    from accelerate import Accelerator
    on_cpu, dtype = pick_device().kind == "cpu", model_precision(training)
    # accelerate scales losses for float16; what `Run.autocast` does is not its business
    mixed = "fp16" if dtype == torch.float16 else "no"
    accelerator = Accelerator(mixed_precision=mixed, cpu=on_cpu)
    parts = accelerator.num_processes * training.accumulate
    if not parts or training.batch_size % parts:
        raise TatumError(f"설정의 batch_size({training.batch_size})는 프로세스 수"
                         f"({accelerator.num_processes})와 accumulate({training.accumulate})의 "
                         "곱으로 나누어떨어져야 합니다.")
    set_seed(seed)
    model = Transformer(config)
    ema = averaged(model, training.ema_decay).to(accelerator.device)
    model, optimizer = accelerator.prepare(model, MuonAdamW(model, training))
    if training.compile:
        _check_compiler(accelerator.device)
        model.compile()
    return Run(config, training, seed, accelerator, dtype, model, ema, optimizer, data or {})


def _check_compiler(device: torch.device) -> None:
    """Compile something tiny. Raises `TatumError` where that fails, as without a C++ compiler."""
    try:
        torch.compile(lambda x: x.sin() + 1)(torch.ones(8, device=device))
    except Exception as error:  # of torch's own private kinds
        raise TatumError("모델을 이 컴퓨터에 맞게 번역(compile)하지 못했습니다. C++ 컴파일러(g++)"
                         "를 설치하거나, 설정에 compile: false를 적고 같은 명령을 다시 실행하십"
                         f"시오. 까닭: {first_line(error)}") from None
