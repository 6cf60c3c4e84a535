# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from ..data.notes import clip
from ..data.tokens import transcribe
from .exam import Exam
from .held_out import HeldOut
from .judge_choice import CRITIC, find_judge, packaged_judge, wider_judge
from .patterns import BUCKETS, FAMILIES
from .pieces import load_split, Piece


def _found(pieces, data, tokenizer, seconds=10.0):
    held_out = HeldOut({"test": []}, pieces, {}, [])
    return find_judge(held_out, {"Stride Etude"}, Exam(data=data, seconds=seconds), tokenizer)


@pytest.fixture
def short_etudes(small_data, tokenizer):
    """Training pieces: the stride étude cut to 8 s, a bebop étude, and one of another style."""
    stride, bebop, other = load_split(small_data, "train")
    short = transcribe(clip(stride.notes(tokenizer), 0, 8), stride.style, tokenizer)
    return [replace(stride, ids=short), bebop, replace(other, style="Other")]


@pytest.mark.parametrize("count, word", [
    (3, "Stride Etude 스타일의 훈련 곡이 모두"), (2, "하나뿐이라"), (1, "하나뿐이거나"), (0, "")])
def test_where_there_is_no_judge_it_is_said_why(count, word, short_etudes, small_data, tokenizer):
    found = _found(short_etudes[:count], small_data, tokenizer)
    assert found.judge is None and found.report is None and word in "".join(found.remarks)
    assert bool(found.remarks) == bool(word)


def test_a_judge_of_a_style_with_one_record_is_not_tested(small_data, tokenizer):
    found = _found(load_split(small_data, "train"), small_data, tokenizer, 4.0)
    assert found.judge and found.report is None
    assert "Stride Etude 스타일의 훈련 곡이 하나뿐" in found.remarks[-1]


def test_a_judge_that_the_data_teach_is_tested(prepared, tokenizer):
    found = _found(load_split(prepared, "train"), prepared, tokenizer, 4.0)
    assert found.judge.styles == ["Bebop Etude", "Stride Etude"] and not found.remarks
    assert found.report.styles == 2 and list(found.report.auc) == ["Stride Etude"]
    assert found.report.auc["Stride Etude"] > 0.6 and found.report.accuracy.value > 0.5


def test_the_packaged_judge_knows_art_tatum():
    judge, areas = packaged_judge()
    assert judge.weight.shape == (FAMILIES * BUCKETS, len(judge.styles))
    assert 0.9 < areas["Art Tatum"] < 1 and CRITIC.stat().st_size < 5e6


def test_the_packaged_judge_is_taken_where_it_knows_all_styles_of_the_data():
    pianists = set(packaged_judge()[0].styles)
    assert wider_judge({"Art Tatum", "Charlie Parker", "Other"}).styles == sorted(pianists)
    assert wider_judge(pianists).styles == sorted(pianists)
    for names in ({"Art Tatum", "Stride Etude"}, {"Other"}, set()):
        assert wider_judge(names) is None


def test_the_packaged_judge_is_reported_with_its_areas(tokenizer, tmp_path):
    pieces = [Piece("a", "Art Tatum", np.zeros(0, int)), Piece("b", "Other", np.zeros(0, int))]
    held_out, exam = HeldOut({"test": []}, pieces, {}, []), Exam(data=tmp_path)
    found = find_judge(held_out, {"Art Tatum"}, exam, tokenizer)
    assert found.report.accuracy is None and list(found.report.auc) == ["Art Tatum"]
    assert found.report.styles == len(found.judge.styles) > 20 and not found.remarks
