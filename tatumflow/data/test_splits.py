# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections import Counter

import pytest

from ..runtime.errors import TatumError
from .splits import split_pieces


def test_pieces_are_split_eighty_ten_ten():
    chosen = split_pieces({str(n): {"piece": str(n // 2)} for n in range(200)})
    assert Counter(chosen.values()) == {"train": 160, "val": 20, "test": 20}
    assert all(chosen[str(n)] == chosen[str(n + 1)] for n in range(0, 200, 2))


def test_official_splits_are_kept():
    files = {f"{n}.mid": {"piece": f"tune {n}", "split": "train"} for n in range(20)}
    chosen = split_pieces({**files, "v.mid": {"piece": "v", "split": "val"}})
    assert chosen == {**dict.fromkeys(files, "train"), "v.mid": "val"}


def test_official_splits_without_validation_are_not_kept(capsys):
    files = {f"{n}.mid": {"piece": f"tune {n}", "split": "train"} for n in range(20)}
    assert Counter(split_pieces(files).values()) == {"train": 16, "val": 2, "test": 2}
    assert "곡 단위로 새로 나눕니다" in capsys.readouterr().out


def test_two_pieces_are_too_few():
    with pytest.raises(TatumError, match="3곡 이상"):
        split_pieces({"a": {"piece": "x"}, "b": {"piece": "x"}, "c": {}})


def test_the_order_of_files_does_not_matter():
    files = {str(n): {"piece": str(n)} for n in range(50)}
    assert split_pieces(files) == split_pieces(dict(reversed(files.items())))
