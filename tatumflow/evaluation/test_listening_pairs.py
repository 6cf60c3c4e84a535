# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections import Counter
from pathlib import Path
from unittest import mock

import numpy as np
import pytest

from .candidates import Candidate
from .listening_pairs import choose_questions, PAIRINGS, play_questions, Question


def test_questions_are_of_four_pairings_in_their_numbers(etude_passages):
    questions = choose_questions(etude_passages, seed=1)
    assert Counter(question.pairing for question in questions) == PAIRINGS
    for question in questions:
        assert "_".join(row for row, _ in question.takes) == question.pairing
        first, second = (etude_passages[number] for _, number in question.takes)
        assert question.style == first.style == second.style
        assert (first is not second) == (question.pairing == "real_real")
    assert questions == choose_questions(etude_passages, seed=1) != choose_questions(etude_passages)
    models = {q.takes[0][1] for q in questions if q.pairing == "model_real"}
    assert len(models) == min(len(etude_passages), 10), "passages are used in turn"


def test_one_passage_is_not_enough(etude_passages, refusal):
    with refusal("하나뿐입니다"): choose_questions(etude_passages[:1])


def test_real_takes_are_compared_with_others_of_the_style_where_there_are_any(etude_passages):
    first, *rest = etude_passages
    strangers = [passage for passage in rest if passage.style != first.style][:1]
    assert len(choose_questions([first, *strangers])) == 20


@pytest.mark.parametrize("count", [1, 2])
def test_the_other_model_is_a_second_one_or_another_seed(etude_passages, count):
    names = {row: Question(f"{row}_real", ((row, 0), ("real", 0)), "x") for row in
             ("model", "other", "shuffled")}
    models = [Candidate(name, Path(name), name, None, None) for name in "ab"[:count]]
    with mock.patch("tatumflow.evaluation.listening_pairs.continue_passage") as played:
        takes = play_questions([*names.values()], etude_passages, models, seed=2)
    asked = [(call.args[0], call.args[3]) for call in played.call_args_list]
    assert asked == [("a", 20_000), ("a", 30_000) if count == 1 else ("b", 20_000)]
    assert takes["real", 0] is etude_passages[0].real
    assert sorted(takes["shuffled", 0]["pitch"]) == sorted(etude_passages[0].real["pitch"])
    assert not np.array_equal(takes["shuffled", 0], takes["real", 0])
