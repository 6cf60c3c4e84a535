# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
import warnings
from dataclasses import dataclass

from .errors import first_line, TatumError

__all__ = [
    'Device', 'find_accelerators', 'forward_pass', 'pick_device', 'set_seed', 'try_device', 'where',
]


def where() -> str:
    "The platform: 'kaggle', 'colab' or 'local'."
    # Kaggle's image is built on Colab's and carries its marks too, so ask for Kaggle first.
    if "KAGGLE_KERNEL_RUN_TYPE" in os.environ: return "kaggle"
    if "COLAB_RELEASE_TAG" in os.environ or "google.colab" in sys.modules: return "colab"
    return "local"


def find_accelerators() -> list[tuple[str, str, tuple[int, int]]]:
    "What torch claims to have: (kind, name, compute capability)."
    import torch
    if torch.cuda.is_available():
        return [("cuda", torch.cuda.get_device_name(0), torch.cuda.get_device_capability(0))]
    if torch.backends.mps.is_available(): return [("mps", "Apple GPU", (0, 0))]
    return []


def try_device(kind: str) -> None:
    "Run one real operation on the device; raises whatever torch raises."
    import torch
    x = torch.ones(16, 16, device=kind)
    if (x @ x).sum().item() != 16 ** 3: raise RuntimeError("wrong result of a matrix product")


@dataclass(frozen=True)
class Device:
    "Where tensors are computed: `kind` 'cuda'|'mps'|'cpu', `precision` 'bf16'|'fp16'|'fp32', `note` a Korean remark."
    kind: str
    name: str
    precision: str
    note: str = ""

    def autocast(self):
        "A context in which torch computes in this device's precision."
        import torch
        if self.precision == "fp32": return contextlib.nullcontext()
        return torch.autocast(self.kind, dtype={"bf16": torch.bfloat16, "fp16": torch.float16}[self.precision])


def pick_device(found=None, probe=try_device) -> Device:
    "The first of `found` (default: `find_accelerators()`) on which `probe` succeeds, else the CPU."
    notes = []
    for kind, name, capability in find_accelerators() if found is None else found:
        try:
            probe(kind)
        except Exception as error:
            fix = ("Kaggle 오른쪽 설정의 Accelerator에서 GPU T4 x2를 고르십시오." if "P100" in name
                   else "런타임을 다시 시작하고, 그래도 같으면 다른 GPU를 고르십시오.")
            notes.append(f"{name}: GPU가 보이지만 계산에 실패했습니다({first_line(error)}). {fix}")
            warnings.warn(f"{notes[-1]} 지금은 CPU로 계산합니다.", stacklevel=2)
            continue
        precision = "fp32" if kind == "mps" else "bf16" if capability >= (8, 0) else "fp16"
        return Device(kind, name, precision, " ".join(notes))
    return Device("cpu", "CPU", "fp32", " ".join(notes))


def set_seed(seed: int) -> None:
    "Seed Python, NumPy and torch (all devices)."
    import numpy
    import torch
    random.seed(seed)
    numpy.random.seed(seed % 2**32)
    torch.manual_seed(seed)


def forward_pass(device: Device, hidden: int = 128) -> float:
    "Seconds for 8 sequences of 64 through one transformer layer on `device`; TatumError if the result is not finite."
    import torch
    layer = torch.nn.TransformerEncoderLayer(hidden, nhead=4, batch_first=True).to(device.kind).eval()
    x = torch.randn(8, 64, hidden, device=device.kind)
    with torch.no_grad(), device.autocast():
        layer(x).sum().item()  # the first call also loads the kernels
        start = time.perf_counter()
        total = layer(x).sum().item()
    if total != total or abs(total) == float("inf"):
        raise TatumError(f"{device.name}: 계산 결과가 수가 아닙니다. 런타임을 다시 시작하고, 그래도 같으면 다른 장치를 고르십시오.")
    return time.perf_counter() - start
