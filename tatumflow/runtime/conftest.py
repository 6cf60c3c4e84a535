"""What the tests of this package share."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import os
import zipfile
from unittest import mock

import pytest

from .sound import write_test_tone


@pytest.fixture(name="make_checkpoint")
def _checkpoint_maker():
    """`make_checkpoint(folder, step)` writes a file like a checkpoint; returns its path."""
    def make(folder, step, size=5000):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"tatumflow_{step:06d}.pt"
        with zipfile.ZipFile(path, "w") as archive: archive.writestr("weights", os.urandom(size))
        return path
    return make


@pytest.fixture(scope="session", name="tone")
def _test_tone(tmp_path_factory):
    """A MIDI file of two seconds; not to be changed."""
    return write_test_tone(tmp_path_factory.mktemp("sound") / "tone.mid")


class _Counted:
    """A file that notes how many bytes are read from it."""

    def __init__(self, file, counts): self.file, self.counts = file, counts

    def read(self, *size):
        block = self.file.read(*size)
        self.counts.append(len(block))
        return block

    def __getattr__(self, name): return getattr(self.file, name)

    def __enter__(self): return self

    def __exit__(self, *error): self.file.close()


@contextlib.contextmanager
def _reading(folder):
    """Yields a list to which each reading of a binary file below `folder` adds its bytes."""
    real, counts = open, []

    def count(path, mode="r", *rest, **named):
        file = real(path, mode, *rest, **named)
        counted = mode == "rb" and str(path).startswith(str(folder))
        return _Counted(file, counts) if counted else file

    with mock.patch("builtins.open", count), mock.patch("io.open", count): yield counts


@pytest.fixture(name="folders")
def _two_folders(tmp_path):
    """The local folder and that of the copies."""
    (tmp_path / "local").mkdir()
    return tmp_path / "local", tmp_path / "remote"
