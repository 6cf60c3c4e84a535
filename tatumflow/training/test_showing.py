# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from ..runtime.errors import TatumError
from .showing import kill_early


class RunningUntilSaved:
    """A process that leaves `saved` at its first poll, or ends."""

    def __init__(self, saved=None): self.saved, self.killed = saved, False

    def __enter__(self): return self

    def __exit__(self, *_): pass

    def poll(self):
        if self.saved is None: return 1
        self.saved.parent.mkdir(parents=True, exist_ok=True)
        self.saved.write_bytes(b"")

    def kill(self): self.killed = True


def test_a_run_is_killed_at_its_first_checkpoint(tmp_path):
    process = RunningUntilSaved(tmp_path / "checkpoints/tatumflow_000030.pt")
    with mock.patch("subprocess.Popen", return_value=process):
        assert kill_early(tmp_path, tmp_path / "tiny.yaml", tmp_path) == 30
    assert process.killed


def test_a_run_that_ends_without_a_checkpoint_is_told(tmp_path):
    ended = mock.patch("subprocess.Popen", return_value=RunningUntilSaved())
    with ended, pytest.raises(TatumError):
        kill_early(tmp_path, tmp_path / "tiny.yaml", tmp_path)
