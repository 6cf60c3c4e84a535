"""What the tests of training share: a few études as tokens, and a tiny model to train on them."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import subprocess
import sys

import pytest
import yaml

from ..data.preparing import prepare
from ..data.sources import from_etudes
from ..data.windows import TokenStream
from ..model.config import ModelConfig, TrainConfig
from .runs import new_run
from .saving import save_run
from .training import Training


MODEL = {"hidden": 32, "layers": 1, "heads": 2, "context": 64, "dropout": 0.1}
TRAINING = {"max_steps": 12, "validate_every": 6, "checkpoint_every": 6, "warmup_steps": 2}


@pytest.fixture(scope="session")
def token_folder(tmp_path_factory):
    """Ten études as tokens."""
    folder = tmp_path_factory.mktemp("etudes")
    for number, etude in enumerate(from_etudes(10)):
        (folder / f"{number}.mid").write_bytes(etude.data)
    prepare(folder, folder / "tokens")
    return folder / "tokens"


@pytest.fixture
def train_stream(token_folder):
    """The études to train on, in windows of 64 tokens."""
    return TokenStream.open(token_folder, "train", MODEL["context"])


@pytest.fixture
def ask(tmp_path, token_folder):
    """A function that makes a `Training` of a tiny model in the folder `out` of `tmp_path`, with
    other settings."""
    def make(settings=None, out="run", **request):
        sections = {"model": dict(MODEL), "training": dict(TRAINING)}
        for name, value in (settings or {}).items():
            sections["model" if name in MODEL else "training"][name] = value
        path = tmp_path / "tiny.yaml"
        path.write_text(yaml.safe_dump(sections), encoding="utf-8")
        return Training(token_folder, path, tmp_path / out, **request)
    return make


@pytest.fixture
def tiny_run(tokenizer):
    """A function that makes a fresh run of a tiny model, with other settings."""
    def make(seed=0, shape=None, data=None, **settings):
        config = ModelConfig(**{"vocab_size": len(tokenizer), **MODEL, **(shape or {})})
        return new_run(config, TrainConfig(**settings), seed, data)
    return make


@pytest.fixture
def two_checkpoints(tiny_run, tokenizer, tmp_path):
    """A folder with the checkpoints of steps 6 and 12 of a tiny run."""
    run, folder = tiny_run(), tmp_path / "checkpoints"
    for run.step in (6, 12): save_run(run, folder, tokenizer)
    return folder


@pytest.fixture
def living_process():
    """The number of a process that lives as long as the test."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


@pytest.fixture
def ended_process():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process: pass
    return process.pid
