"""In which precision training multiplies matrices."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import torch

from ..model.config import TrainConfig
from ..runtime.platforms import cpu_words, pick_device

__all__ = ['model_precision', 'muon_precision']


_PRECISIONS = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


def _cpu_prefers_bf16() -> bool:
    """Whether this processor multiplies bfloat16 faster than float32: with AMX, or AMD's with
    AVX512-BF16, not Intel's."""
    words = cpu_words()
    return "amx_bf16" in words or {"avx512_bf16", "AuthenticAMD"} <= words


def model_precision(training: TrainConfig) -> torch.dtype:
    """The precision of the model's products: the device's (see `pick_device`), but on a CPU that is
    faster in it bfloat16, if the model is compiled."""
    device = pick_device()
    if device.kind == "cpu" and training.compile and _cpu_prefers_bf16(): return torch.bfloat16
    return _PRECISIONS[device.precision]


def muon_precision() -> torch.dtype:
    """The precision of Muon's products: bfloat16, which is enough for them (Jordan et al. 2024),
    where the device multiplies it faster than float32. Elsewhere it would take many times longer
    than the model itself."""
    device = pick_device()
    fast = _cpu_prefers_bf16() if device.kind == "cpu" else device.precision == "bf16"
    return torch.bfloat16 if fast else torch.float32
