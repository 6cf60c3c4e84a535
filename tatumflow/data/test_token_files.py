# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .etudes import make_etude
from .splits import SPLITS
from .token_files import read_split, write_splits
from .tokens import encode
from .vocabulary import EOS
from .windows import TokenStream


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


@pytest.fixture
def written(tmp_path, tokenizer):
    """A folder with a split of three études."""
    ids = [encode(make_etude(seed=seed).notes, None, tokenizer) for seed in range(3)]
    write_splits(tmp_path, {"train": ([{"file": str(n)} for n in range(3)], ids)})
    return tmp_path


def _cut(path): os.truncate(path, path.stat().st_size // 2)


def _empty(path): path.write_bytes(b"")


def _replace(path): path.write_text('{"a": [1]}')


@pytest.mark.parametrize("name, harm", [
    ("train.tokens.npy", _cut), ("train.tokens.npy", _empty), ("train.tokens.npy", _replace),
    ("train.json", _cut), ("train.json", _empty), ("train.json", _replace),
    ("train.json", os.unlink),
    ("tokenizer.json", _cut), ("tokenizer.json", _empty), ("tokenizer.json", os.unlink)])
def test_a_damaged_file_is_named_with_what_to_run(name, harm, written):
    harm(written / name)
    with pytest.raises(TatumError, match=f"{name}.*phase1_prepare_dataset"):
        TokenStream.open(written, "train", 64)


def test_tokens_that_are_not_those_of_the_index_are_refused(written):
    """Even where the pieces are of the same lengths."""
    path = written / "train.tokens.npy"
    tokens = np.load(path)
    tokens[100] += 1
    np.save(path, tokens)
    with pytest.raises(TatumError, match="train.json이 train.tokens.npy의 색인이 아닙니다"):
        read_split(written, "train")


def test_an_index_without_digests_or_with_a_mark_is_read(written):
    path, before = written / "train.json", read_split(written, "train")[1]
    assert all(piece["digest"] for piece in json.loads(path.read_text()))
    path.write_text("\ufeff" + json.dumps(before), "utf-8")
    assert read_split(written, "train")[1] == before and "digest" not in before[0]


@pytest.mark.parametrize("name, value", [
    ("num_velocities", 8), ("pitch_range", [21, 100]), ("beat_res", {"0_4": 8}),
    ("special_tokens", ["PAD_None", "BOS_None", "EOS_None"])])
def test_a_tokenizer_that_was_changed_is_refused(name, value, written):
    path = written / "tokenizer.json"
    found = json.loads(path.read_text())
    path.write_text(json.dumps({**found, "config": {**found["config"], name: value}}))
    with pytest.raises(TatumError, match="tokenizer.json.*phase1_prepare_dataset"):
        TokenStream.open(written, "train", 64)
