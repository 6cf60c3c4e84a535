# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .etudes import make_etude
from .splits import SPLITS
from .token_files import read_split, write_splits
from .tokens import encode
from .vocabulary import EOS


def test_a_split_is_read_as_it_was_written(etude_tokens):
    total = 0
    for split in SPLITS:
        tokens, pieces = read_split(etude_tokens, split)
        assert (tokens == EOS).sum() == len(pieces) and tokens.dtype == np.uint16
        total += len(pieces)
    assert total == 30


def test_missing_and_empty_splits_are_refused(tmp_path, scale_notes, tokenizer):
    with pytest.raises(TatumError, match="01_data"):
        read_split(tmp_path, "train")
    ids = encode(scale_notes, None, tokenizer)
    write_splits(tmp_path, {"train": ([{"file": "a"}], [ids]), "test": ([], [])})
    assert read_split(tmp_path, "train")[1] == [{"file": "a", "start": 0, "length": len(ids)}]
    with pytest.raises(TatumError, match="'test'이 비어"):
        read_split(tmp_path, "test")


def _wrong_indices(pieces):
    """Indices that are not of these pieces' tokens."""
    first, *others = pieces
    yield pieces[:-1]
    yield others
    yield pieces[::-1]
    yield [{**first, "length": first["length"] - 1}, *others]
    yield [{**piece, "start": piece["start"] + 1} for piece in pieces]
    yield [{"start": 0, "length": pieces[-1]["start"]}, pieces[-1]]
    yield [{"start": 0, "length": 100}, {"start": 100, "length": pieces[-1]["start"]
                                         + pieces[-1]["length"] - 100}]


def test_an_index_of_other_tokens_is_refused(tmp_path, tokenizer):
    ids = [encode(make_etude(seed=seed).notes, None, tokenizer) for seed in range(4)]
    write_splits(tmp_path, {"train": ([{}] * 4, ids), "val": ([{}, {}], [ids[0], ids[1][:-1]])})
    for count in (2, 1):  # the last piece breaks off
        pieces = json.loads((tmp_path / "val.json").read_text())[:count]
        (tmp_path / "val.json").write_text(json.dumps(pieces))
        with pytest.raises(TatumError, match="색인이 아닙니다"):
            read_split(tmp_path, "val")
    for pieces in _wrong_indices(read_split(tmp_path, "train")[1]):
        (tmp_path / "train.json").write_text(json.dumps(pieces))
        with pytest.raises(TatumError, match="색인이 아닙니다"):
            read_split(tmp_path, "train")
