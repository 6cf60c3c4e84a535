"""How much of the machine a run uses: memory, GPU, and the share of its peak speed."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import torch

from ..model.config import ModelConfig
from .runs import Run

__all__ = ['PEAK_FLOPS', 'flops_per_token', 'machine_figures']


# of dense matrices in fp16 or bf16 (FLOP/s), from the data sheets
PEAK_FLOPS = {"T4": 65e12, "V100": 125e12, "A100": 312e12, "L4": 121e12, "H100": 989e12,
              "H200": 989e12}
_IDLE = 50  # percent of GPU utilisation under which a run could use more of it


def flops_per_token(config: ModelConfig, parameters: int) -> float:
    """Forward and backward (PaLM, appendix B: Chowdhery et al. 2022): 6 a parameter, and
    attention's 12 × layers × width × context."""
    return 6 * parameters + 12 * config.layers * config.hidden * config.context


def _peak_flops() -> float | None:
    """What the GPU can do in 16 bits (FLOP/s), for GPUs in `PEAK_FLOPS`."""
    name = torch.cuda.get_device_name() if torch.cuda.is_available() else ""
    words = name.replace("-", " ").split()
    return next((peak for part, peak in PEAK_FLOPS.items() if part in words), None)


def machine_figures(run: Run, tokens_per_second: float) -> dict[str, float]:
    """Peak memory (GB; the process's own on the CPU) and, on CUDA, utilisation (percent) and, on
    GPUs in `PEAK_FLOPS`, MFU (0-1)."""
    if run.accelerator.device.type != "cuda":
        import psutil
        return {"memory_gb": psutil.Process().memory_info().rss / 1e9}
    figures = {"memory_gb": torch.cuda.max_memory_allocated() / 1e9}
    peak = _peak_flops()
    if peak:
        parameters = sum(p.numel() for p in run.model.parameters())
        used = tokens_per_second * flops_per_token(run.config, parameters)
        figures["mfu"] = used / (peak * run.accelerator.num_processes)
    try:
        figures["gpu_utilization"] = float(torch.cuda.utilization())
    except Exception:  # without NVIDIA's management library, or on a slice of a GPU
        return figures
    _advise(run, figures["gpu_utilization"])
    return figures


def _advise(run: Run, utilization: float) -> None:
    """Say what to change when the GPU is idle for the third time from the start."""
    seen = [row["gpu_utilization"] for row in run.rows if "gpu_utilization" in row][-3:]
    if len(seen) != 2 or max(*seen, utilization) >= _IDLE: return
    run.accelerator.print(f"GPU를 {utilization:.0f}%만 쓰고 있습니다. 메모리가 남으면 설정의 "
                          "batch_size를 키우십시오.")
