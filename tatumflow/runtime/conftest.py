"""What the tests of this package share."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import zipfile

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
