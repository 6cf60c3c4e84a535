# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from types import SimpleNamespace

import pytest
import torch

from ..model.config import TrainConfig
from .precision import _cpu_prefers_bf16, model_precision, muon_precision


@pytest.mark.parametrize("words, prefers", [
    ("AuthenticAMD avx512_bf16", True), ("GenuineIntel avx512_bf16", False),
    ("GenuineIntel avx512_bf16 amx_bf16", True), ("AuthenticAMD avx2", False)])
def test_which_processors_prefer_bf16(words, prefers, monkeypatch):
    monkeypatch.setattr("tatumflow.training.precision.cpu_words", lambda: set(words.split()))
    assert _cpu_prefers_bf16() == prefers


@pytest.mark.parametrize("kind, precision, compiled, dtype", [
    ("cpu", "fp32", True, torch.bfloat16), ("cpu", "fp32", False, torch.float32),
    ("cuda", "fp16", True, torch.float16), ("cuda", "bf16", False, torch.bfloat16)])
def test_the_precision_of_the_model(kind, precision, compiled, dtype, monkeypatch):
    device = SimpleNamespace(kind=kind, precision=precision)
    monkeypatch.setattr("tatumflow.training.precision.pick_device", lambda: device)
    monkeypatch.setattr("tatumflow.training.precision._cpu_prefers_bf16", lambda: True)
    assert model_precision(TrainConfig(compile=compiled)) == dtype


@pytest.mark.parametrize("kind, precision, prefers, dtype", [
    ("cpu", "fp32", True, torch.bfloat16), ("cpu", "fp32", False, torch.float32),
    ("cuda", "fp16", True, torch.float32), ("cuda", "bf16", False, torch.bfloat16),
    ("mps", "fp32", True, torch.float32)])
def test_the_precision_of_muon_is_one_that_the_device_is_fast_in(kind, precision, prefers, dtype,
                                                                 monkeypatch):
    device = SimpleNamespace(kind=kind, precision=precision)
    monkeypatch.setattr("tatumflow.training.precision.pick_device", lambda: device)
    monkeypatch.setattr("tatumflow.training.precision._cpu_prefers_bf16", lambda: prefers)
    assert muon_precision() == dtype
