"""What the tests of several packages share."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import os
import sys
import types
from unittest import mock

import pytest


@pytest.fixture(autouse=True, name="ws")
def _fresh_workspace(tmp_path, monkeypatch):
    """A new workspace for every test."""
    from tatumflow.runtime import workspace
    monkeypatch.setenv("TATUMFLOW_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.chdir(tmp_path)
    return workspace()


@pytest.fixture(scope="session", name="tokenizer")
def _course_tokenizer():
    """The course's tokenizer."""
    from tatumflow.data import build_tokenizer
    return build_tokenizer()


@pytest.fixture(scope="session", name="pretrained")
def _packaged_model():
    """The packaged model and its tokenizer; not to be changed."""
    from tatumflow.model import load_pretrained
    return load_pretrained()


@contextlib.contextmanager
def _act_as_if_on(platform, **modules):
    marks = ("KAGGLE_KERNEL_RUN_TYPE", "COLAB_RELEASE_TAG")
    with mock.patch.dict(os.environ), mock.patch.dict(sys.modules):
        for mark in marks: os.environ.pop(mark, None)
        for name in [*sys.modules]:
            if name.startswith(("google.colab", "kaggle_secrets")): del sys.modules[name]
        if platform == "colab": os.environ["COLAB_RELEASE_TAG"] = "release-colab"
        if platform == "kaggle": os.environ.update(dict.fromkeys(marks, "Interactive"))
        for name, members in modules.items():
            module = types.ModuleType(name.replace("__", "."))
            module.__dict__.update(members)
            sys.modules[module.__name__] = module
        yield


@pytest.fixture(name="pretend")
def _platform():
    """`with pretend("colab", google__colab={"drive": …})`: act as if there, with fake modules."""
    return _act_as_if_on
