"""Music, models and results that several tests of this package share; none is to be changed."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from contextlib import contextmanager

import numpy as np
import pytest
import torch
from torch import nn

from ..data.etudes import make_etude
from ..data.midi import write_midi
from ..data.notes import make_notes
from ..data.preparing import prepare
from ..data.time_map import clock_map
from ..data.tokens import transcribe
from ..data.windows import TokenStream
from ..model.checkpoints import save_checkpoint
from ..model.config import ModelConfig
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from .evaluating import evaluate
from .exam import Exam
from .passages import cut_passages
from .pieces import Piece


@pytest.fixture
def refusal():
    """`with refusal("part"):` expects a `TatumError` of one line that holds the part."""
    @contextmanager
    def refused(part):
        with pytest.raises(TatumError) as caught:
            yield
        assert part in str(caught.value) and "\n" not in str(caught.value), caught.value
    return refused


@pytest.fixture(scope="session")
def minute():
    """A minute of a chromatic scale, four notes a second."""
    return make_notes(np.arange(0, 60, 0.25), 0.25, 60 + np.arange(240) % 12, 80)


@pytest.fixture(scope="session")
def minute_piece(minute, tokenizer):
    """The minute as a piece."""
    return Piece("minute", "Other", transcribe(minute, None, tokenizer, clock_map()))


@pytest.fixture(scope="session")
def etude_pieces(tokenizer):
    """Six études, three of each style."""
    pieces = []
    for n in range(6):
        kind = ("stride", "bebop")[n % 2]
        style = f"{kind.title()} Etude"
        notes = make_etude(kind, "rhythm_changes", seed=n).notes
        pieces.append(Piece(f"{n}.mid", style, transcribe(notes, style, tokenizer)))
    return pieces


@pytest.fixture(scope="session")
def etude_passages(etude_pieces, tokenizer):
    """Up to ten passages of the études: 10 s of prompt, 10 s of what comes next."""
    return cut_passages(etude_pieces, tokenizer, 10, 10.0)


@pytest.fixture(scope="session")
def tiny_stream(tokenizer):
    """An étude in windows of 256 tokens."""
    ids = transcribe(make_etude(seed=1).notes, "Stride Etude", tokenizer)
    return TokenStream(ids, [{"start": 0, "length": len(ids)}], tokenizer, context=256)


@pytest.fixture(scope="session")
def knows_nothing(tokenizer):
    """A language model that finds all tokens alike."""
    return nn.Embedding.from_pretrained(torch.zeros(len(tokenizer), len(tokenizer)))


@pytest.fixture(scope="session")
def small_model(tokenizer):
    """A model that has learnt nothing."""
    torch.manual_seed(0)
    config = ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=256)
    return Transformer(config).eval()


def _prepare_etudes(folder, splits):
    """Études of both styles as `prepare` leaves them, one for every name of a split; returns the
    folder of tokens. Of the same seed is nothing in two folders with other splits."""
    known = {}
    for n, split in enumerate(splits):
        kind = ("stride", "bebop")[n % 2]
        notes = make_etude(kind, "blues", choruses=2, seed=n).notes
        write_midi(notes, folder / "midi" / f"{n}.mid")
        known[f"{n}.mid"] = {"artist": f"{kind.title()} Etude", "piece": str(n), "split": split}
    text = json.dumps(known)
    (folder / "midi/collection.json").write_text(text, encoding="utf-8")
    prepare(folder / "midi", folder / "tokens")
    return folder / "tokens"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Prepared études: eight of training, two of validation, two of test."""
    splits = ["train"] * 8 + ["val"] * 2 + ["test"] * 2
    return _prepare_etudes(tmp_path_factory.mktemp("prepared"), splits)


@pytest.fixture
def small_data(tmp_path):
    """Prepared études that a test may change: one stride and two bebop ones of training."""
    return _prepare_etudes(tmp_path / "small", ["train", "train", "val", "train", "test"])


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory, tokenizer):
    """Two models of the same name that have learnt nothing."""
    torch.manual_seed(0)
    config = ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=256)
    folder = tmp_path_factory.mktemp("models")
    return [save_checkpoint(folder / name / "tatumflow_same.pt", Transformer(config), tokenizer)
            for name in "ab"]


@pytest.fixture(scope="session")
def small_exam(checkpoints, prepared, tmp_path_factory):
    """An exam of both models that takes seconds."""
    return Exam(checkpoints, data=prepared, out=tmp_path_factory.mktemp("results"), count=2,
                context=4.0, seconds=4.0, sheets=1, windows=2, bars=16, long=2)


@pytest.fixture(scope="session")
def small_results(small_exam):
    """What `evaluate` finds of the small exam."""
    return evaluate(small_exam)
