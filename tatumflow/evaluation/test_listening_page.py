# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import base64
import io
import json
import math
import re
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from ..data.notes import clip
from ..runtime.levels import loudness
from .listening_page import make_listening_page, make_page, page_remarks
from .listening_pairs import Question


@pytest.fixture(scope="module")
def short_takes(minute):
    """One question of each of three pairings, and their takes; that of "shuffled" is silent."""
    takes = {("real", 0): clip(minute, 0, 2), ("real", 1): clip(minute, 4, 6),
             ("model", 0): clip(minute, 8, 10), ("shuffled", 0): minute[:0]}
    loud = takes["model", 0]
    loud["velocity"] = 20
    questions = [Question("model_real", (("model", 0), ("real", 0)), "Art Tatum"),
                 Question("real_real", (("real", 0), ("real", 1)), "Art Tatum"),
                 Question("real_shuffled", (("real", 0), ("shuffled", 0)), "Art Tatum")]
    return questions, takes


@pytest.fixture(scope="module")
def made_page(short_takes):
    """Their page and its key."""
    return make_page(*short_takes, {"model": "mine"})


def _told(page):
    """What a page holds."""
    return json.loads(re.search(r'id="test">(.*?)</script>', page, re.S)[1])


def test_the_page_does_not_say_what_its_takes_are(made_page):
    page, key = made_page
    told = _told(page)
    assert told["page"] == key["page"] and set(told) == {"page", "questions", "sounds"}
    for question in told["questions"]:
        assert set(question) == {"id", "takes", "style"}
        assert question["takes"] == sorted(key["questions"][question["id"]]["takes"])
    assert not re.search(r"shuffled|model_|real_", page)


def test_the_page_is_whole_and_calls_nobody(made_page):
    page, key = made_page
    assert "__TEST__" not in page and not re.search(r"https?://|//cdn|@import|fetch\(", page)
    assert "default-src 'none'" in page
    used = {name for question in key["questions"].values() for name in question["takes"]}
    assert {*_told(page)["sounds"]} == used | {"reference"}


def test_questions_with_a_silent_take_are_left_out_and_counted(made_page):
    page, key = made_page
    assert [q["pairing"] for q in key["questions"].values()] == ["model_real", "real_real"]
    assert key["left_out"] == 1
    lines = page_remarks(key | {"styles": ["Bebop Etude"]})
    assert "연습곡" in lines[0] and "문제 1개를 뺐습니다" in lines[1]
    assert page_remarks(key | {"styles": ["Art Tatum"], "left_out": 0}) == []


def test_takes_of_a_page_are_equally_loud(made_page):
    soundfile = pytest.importorskip("soundfile")
    levels = []
    for sound in _told(made_page[0])["sounds"].values():
        samples, rate = soundfile.read(io.BytesIO(base64.b64decode(sound)))
        levels.append(20 * math.log10(loudness(samples, rate)))
    assert np.ptp(levels) < 1.0  # decibels


def test_the_page_of_an_exam_lies_beside_its_key(small_exam, tmp_path):
    exam = replace(small_exam, out=tmp_path)
    with mock.patch("tatumflow.evaluation.listening_page._sound", return_value="AAAA"):
        page, key = make_listening_page(exam)
    assert page == tmp_path / "listening.html" and key["page"] in page.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "listening_key.json").read_text(encoding="utf-8")) == key
    assert key["labels"]["model"] == "tatumflow_same"
    assert key["labels"]["other"] == "tatumflow_same_2"
    assert len(key["questions"]) + key["left_out"] == 20


def test_three_models_are_too_many(small_exam, refusal):
    exam = replace(small_exam, checkpoints=small_exam.checkpoints + small_exam.checkpoints[:1])
    with refusal("하나나 둘"): make_listening_page(exam)
