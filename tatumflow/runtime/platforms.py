"""Where the code runs, and on which device it computes."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import functools
import math
import os
import random
import sys
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

from .errors import first_line, TatumError

__all__ = [
    'Device', 'cpu_words', 'first_working', 'forward_pass', 'pick_device', 'set_seed', 'try_device',
    'where',
]


def where() -> str:
    """The platform: "kaggle", "colab" or "local"."""
    # Kaggle's image is built on Colab's and carries its marks too, so ask for Kaggle first.
    if "KAGGLE_KERNEL_RUN_TYPE" in os.environ: return "kaggle"
    if "COLAB_RELEASE_TAG" in os.environ or "google.colab" in sys.modules: return "colab"
    return "local"


def _find_accelerators() -> list[tuple[str, str, tuple[int, int]]]:
    """What torch claims to have: (kind, name, compute capability)."""
    import torch
    if torch.cuda.is_available():
        return [("cuda", torch.cuda.get_device_name(0), torch.cuda.get_device_capability(0))]
    if torch.backends.mps.is_available(): return [("mps", "Apple GPU", (0, 0))]
    return []


def try_device(kind: str) -> None:
    """Run one real operation on the device; raises whatever torch raises."""
    import torch
    x = torch.ones(16, 16, device=kind)
    if (x @ x).sum().item() != 16 ** 3: raise RuntimeError("wrong result of a matrix product")


@dataclass(frozen=True)
class Device:
    """Where tensors are computed: `kind` "cuda", "mps" or "cpu", `precision` "bf16", "fp16" or
    "fp32", `note` a remark in Korean."""
    kind: str
    name: str
    precision: str
    note: str = ""

    def autocast(self):
        """A context in which torch computes in this device's precision."""
        import torch
        if self.precision == "fp32": return contextlib.nullcontext()
        dtype = {"bf16": torch.bfloat16, "fp16": torch.float16}[self.precision]
        return torch.autocast(self.kind, dtype=dtype)


def first_working(found, probe) -> Device:
    """The first of `found` on which `probe(kind)` raises nothing, else the CPU. Each of `found` is
    (kind, name, compute capability); of each that fails there is a warning."""
    notes = []
    for kind, name, capability in found:
        try:
            probe(kind)
        except Exception as error:  # torch raises errors of many kinds
            notes.append(_describe_failure(name, error))
            warnings.warn(f"{notes[-1]} 지금은 CPU로 계산합니다.", stacklevel=2)
        else:
            return Device(kind, name, _precision(kind, capability), " ".join(notes))
    return Device("cpu", "CPU", "fp32", " ".join(notes))


def pick_device() -> Device:
    """The device of this machine: an accelerator that really works, else the CPU."""
    return first_working(_find_accelerators(), try_device)


@functools.cache
def cpu_words() -> frozenset[str]:
    """What Linux says of this processor: its features ("avx2", "amx_bf16"), its maker
    ("AuthenticAMD") and more; elsewhere nothing."""
    facts = Path("/proc/cpuinfo")
    return frozenset(facts.read_text(encoding="utf-8").split() if facts.is_file() else ())


def _precision(kind, capability):
    if kind == "mps": return "fp32"
    return "bf16" if capability >= (8, 0) else "fp16"


def _describe_failure(name, error):
    fix = "런타임을 다시 시작하고, 그래도 같으면 다른 GPU를 고르십시오."
    if "P100" in name: fix = "Kaggle 오른쪽 설정의 Accelerator에서 GPU T4 x2를 고르십시오."
    return f"{name}: GPU가 보이지만 계산에 실패했습니다({first_line(error)}). {fix}"


def set_seed(seed: int) -> None:
    """Seed Python, NumPy and torch (all devices)."""
    import numpy
    import torch
    random.seed(seed)
    numpy.random.seed(seed % 2**32)
    torch.manual_seed(seed)


def forward_pass(device: Device, hidden: int = 128) -> float:
    """Seconds for 8 sequences of 64 through one transformer layer `hidden` wide on `device`.
    Raises `TatumError` if the result is not finite."""
    import torch
    layer = torch.nn.TransformerEncoderLayer(hidden, nhead=4, batch_first=True)
    layer = layer.to(device.kind).eval()
    x = torch.randn(8, 64, hidden, device=device.kind)
    with torch.no_grad(), device.autocast():
        layer(x).sum().item()  # the first call also loads the kernels
        start = time.perf_counter()
        total = layer(x).sum().item()
    if not math.isfinite(total):
        raise TatumError(f"{device.name}: 계산 결과가 수가 아닙니다. 런타임을 다시 시작하고, "
                         "그래도 같으면 다른 장치를 고르십시오.")
    return time.perf_counter() - start
