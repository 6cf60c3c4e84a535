# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from ..data.notes import make_notes
from ..data.tokens import encode
from ..data.windows import TokenStream
from .copying import Copies, find_copies


def melody(seed: int, count: int = 200, transpose: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    pitches = 60 + transpose + rng.integers(-12, 13, count)
    return make_notes(np.cumsum(rng.integers(1, 4, count)) / 4, 0.2, pitches, 70)


def test_what_real_playing_shares_is_allowed():
    assert not Copies(takes=30, real=4).found and Copies(takes=40, real=4).found
    assert not Copies(takes=40, real=40).found


def test_a_model_that_learnt_by_heart_is_found_out(tiny_run, tokenizer, monkeypatch):
    def piece(notes): return encode(notes, None, tokenizer)
    parts = {"train": [piece(melody(seed)) for seed in range(3)], "val": [piece(melody(9))]}
    streams = {}
    for split, ids in parts.items():
        starts = np.cumsum([0, *map(len, ids)])[:-1].tolist()
        pieces = [{"start": start, "length": len(each)} for start, each in zip(starts, ids)]
        streams[split] = TokenStream(np.concatenate(ids), pieces, tokenizer, 64)
    assert not find_copies(tiny_run().model.eval(), streams).found

    def recite(model, tokenizer, prompt, until):
        assert until.bars == 12
        return [next(ids for ids in parts["train"] if ids[:len(prompt)].tolist() == prompt)]

    monkeypatch.setattr("tatumflow.training.copying.sample", recite)
    found = find_copies(None, streams)
    assert found.found and found.takes > 100 and found.real < 10
