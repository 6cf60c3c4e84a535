# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from ..model.config import ModelConfig, TrainConfig
from .machine import machine_figures


@pytest.fixture
def gpu(monkeypatch):
    """A GPU that is a tenth busy."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Tesla T4")
    monkeypatch.setattr(torch.cuda, "max_memory_allocated", lambda: 3e9)
    monkeypatch.setattr(torch.cuda, "utilization", lambda: 10)
    accelerator = SimpleNamespace(device=torch.device("cuda"), num_processes=2, print=print)
    config = ModelConfig(1000, hidden=32, layers=2, heads=2, context=64)
    return SimpleNamespace(accelerator=accelerator, config=config, rows=[],
                           training=TrainConfig(), model=nn.Linear(10, 100, bias=False))


def test_what_a_gpu_does(gpu):
    figures = machine_figures(gpu, tokens_per_second=1e6)
    flops = 6 * 1000 + 12 * 2 * 32 * 64
    assert figures["memory_gb"] == 3 and figures["gpu_utilization"] == 10
    assert np.isclose(figures["mfu"], 1e6 * flops / (2 * 65e12))


def test_an_idle_gpu_is_told_once(gpu, capsys):
    for _ in range(5): gpu.rows.append(machine_figures(gpu, 1e6))
    said = capsys.readouterr().out
    assert said.count("batch_size를 키우십시오") == 1


def test_on_a_cpu_the_memory_of_the_process_is_told(tiny_run):
    figures = machine_figures(tiny_run(), 1.0)
    assert set(figures) == {"memory_gb"} and 0.05 < figures["memory_gb"] < 50
