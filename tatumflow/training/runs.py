# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import asdict, dataclass, field

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

from ..model.config import ModelConfig, TrainConfig
from ..model.int8_decoder import cpu_words
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.platforms import pick_device, set_seed
from .muon import MuonAdamW
from .schedule import averaged

__all__ = ['Run', 'cpu_prefers_bf16', 'new_run']


@dataclass
class Run:
    """A training run: what changes from step to step, and what a checkpoint keeps of it."""
    config: ModelConfig
    training: TrainConfig
    seed: int
    accelerator: object
    model: nn.Module
    ema: AveragedModel
    optimizer: torch.optim.Optimizer
    data: dict = field(default_factory=dict)  # from `describe_data`
    step: int = 0
    best: float = math.inf
    best_step: int = 0
    stale: int = 0  # validations since the best
    losses: list[float] = field(default_factory=list)  # of the steps since the last row of the log
    rows: list[dict] = field(default_factory=list)  # the log
    stopped: bool = False  # by a signal, before the end
    KEPT = ("seed", "data", "step", "best", "best_step", "stale", "losses", "rows")

    def state(self) -> dict:
        """All of it as tensors and plain values, loadable with `weights_only=True`."""
        scaler = self.accelerator.scaler
        return dict(training=asdict(self.training), ema=self.ema.module.state_dict(), ema_count=self.ema.n_averaged,
                    optimizer=self.optimizer.state_dict(), scaler=scaler.state_dict() if scaler else {},
                    **{name: getattr(self, name) for name in self.KEPT})

    def restore(self, found: dict) -> None:
        """Take up the state in a checkpoint that `load_checkpoint` read; seed and data stay this run's own."""
        self.accelerator.unwrap_model(self.model).load_state_dict(found["model"])
        self.ema.module.load_state_dict(found["ema"])
        self.ema.n_averaged.copy_(found["ema_count"])
        decays = [group["weight_decay"] for group in self.optimizer.param_groups]  # the settings are this run's own too
        self.optimizer.load_state_dict(found["optimizer"])
        for group, decay in zip(self.optimizer.param_groups, decays): group["weight_decay"] = decay
        if self.accelerator.scaler and found["scaler"]:
            self.accelerator.scaler.load_state_dict(found["scaler"])
        for name in self.KEPT[2:]:
            setattr(self, name, found[name])


def cpu_prefers_bf16() -> bool:
    """Whether this processor multiplies bfloat16 faster than float32: with AMX, or AMD's with AVX512-BF16, not Intel's."""
    return "amx_bf16" in cpu_words() or {"avx512_bf16", "AuthenticAMD"} <= cpu_words()


def new_run(config: ModelConfig, training: TrainConfig, seed: int, data: dict | None = None) -> Run:
    """A fresh `Run` on the best device: model initialised from `seed`, `MuonAdamW`, EMA, mixed precision."""
    from accelerate import Accelerator
    from accelerate.state import AcceleratorState
    device = pick_device()
    precision = "bf16" if device.kind == "cpu" and training.compile and cpu_prefers_bf16() else device.precision
    AcceleratorState._reset_state()  # an earlier run may have had another precision; accelerate has no public way, its own tests use this
    accelerator = Accelerator(mixed_precision="no" if precision == "fp32" else precision, cpu=device.kind == "cpu")
    shares = accelerator.num_processes * training.accumulate
    if not shares or training.batch_size % shares:
        raise TatumError(f"설정의 batch_size({training.batch_size})는 프로세스 수({accelerator.num_processes})와 accumulate({training.accumulate})의 "
                         "곱으로 나누어떨어져야 합니다.")
    set_seed(seed)
    model = Transformer(config)
    ema = averaged(model, training.ema_decay).to(accelerator.device)
    model, optimizer = accelerator.prepare(model, MuonAdamW(model, training))
    if training.compile:
        model.compile()
    return Run(config, training, seed, accelerator, model, ema, optimizer, data or {})
