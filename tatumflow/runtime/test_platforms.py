"""Where the code runs, and on which device."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import random
import subprocess
import sys
from unittest import mock

import numpy as np
import pytest

from .errors import TatumError
from .platforms import Device, first_working, forward_pass, pick_device, set_seed, where


def _works(kind): pass


def _fails(kind): raise RuntimeError("no kernel image")


def _fails_on_cuda(kind):
    if kind == "cuda": raise RuntimeError


@pytest.mark.parametrize("platform", ["colab", "kaggle", "local"])
def test_the_platform_is_known_by_its_marks(pretend, platform):
    with pretend(platform): assert where() == platform


def test_colab_is_known_by_its_module_too(pretend):
    with pretend("local", google__colab={}): assert where() == "colab"


def test_precision_goes_by_capability():
    found = [first_working([("cuda", "GPU", capability)], _works).precision
             for capability in ((7, 5), (8, 0), (9, 0))]
    assert found == ["fp16", "bf16", "bf16"]


def test_without_an_accelerator_the_cpu_computes():
    assert first_working([], _fails) == Device("cpu", "CPU", "fp32")


def test_the_next_device_is_taken_when_one_fails():
    with pytest.warns(UserWarning, match="GeForce") as warned:
        found = first_working([("cuda", "GeForce", (7, 0)), ("mps", "Apple GPU", (0, 0))],
                              _fails_on_cuda)
    assert (found.kind, found.precision, len(warned)) == ("mps", "fp32", 1)
    assert "RuntimeError" in found.note and "T4" not in found.note


def test_a_p100_that_fails_leads_to_the_cpu_and_names_the_t4():
    with pytest.warns(UserWarning, match="CPU로 계산합니다"):
        found = first_working([("cuda", "Tesla P100", (6, 0))], _fails)
    assert found.kind == "cpu" and "GPU T4 x2" in found.note and "no kernel image" in found.note


def test_a_device_counts_only_after_a_real_operation(monkeypatch):
    monkeypatch.setattr("tatumflow.runtime.platforms._find_accelerators",
                        lambda: [("no_such_device", "GPU", (9, 0))])
    with pytest.warns(UserWarning): assert pick_device().kind == "cpu"


def test_a_forward_pass_takes_time_and_gives_numbers():
    cpu = Device("cpu", "CPU", "fp32")
    assert forward_pass(cpu) > 0
    nothing = mock.patch("torch.nn.TransformerEncoderLayer.forward", lambda self, x: x * np.nan)
    with nothing, pytest.raises(TatumError, match="수가 아닙니다"): forward_pass(cpu)


def test_a_seed_fixes_all_three_sources_of_chance():
    import torch

    def draw(seed):
        set_seed(seed)
        return random.random(), np.random.rand(), torch.rand(1).item()

    assert draw(0) == draw(0) and all(a != b for a, b in zip(draw(0), draw(1)))
    assert draw(2 ** 40) == draw(2 ** 40)


def test_importing_the_package_loads_no_heavy_library():
    heavy = ("torch", "matplotlib", "symusic", "pretty_midi", "miditok", "huggingface_hub")
    code = f"import sys, tatumflow.runtime; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
