"""What the tests of several packages share."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def ws(tmp_path, monkeypatch):
    """A new workspace for every test."""
    from tatumflow.runtime import workspace
    monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.chdir(tmp_path)
    return workspace()


@pytest.fixture(scope="session")
def tokenizer():
    """The course's tokenizer."""
    from tatumflow.data import build_tokenizer
    return build_tokenizer()


@pytest.fixture(scope="session")
def pretrained():
    """The packaged model and its tokenizer; not to be changed."""
    from tatumflow.model import load_pretrained
    return load_pretrained()
