# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import pytest

from .listening_answers import read_answers


_KEY = {"page": "p", "labels": {"model": "mine", "real": "진짜 연주", "shuffled": "섞은 연주",
                                "other": "다른 시드"},
        "questions": {"q00": {"pairing": "model_real", "takes": {"s1": "model", "s0": "real"}},
                      "q01": {"pairing": "real_shuffled",
                              "takes": {"s0": "real", "s2": "shuffled"}}}}


def _answer(question, first, second, like, time=0):
    return {"question": question, "first": first, "second": second, "like": like, "time": time,
            "style": 0, "seconds": 20.0}


@pytest.fixture
def panel(tmp_path):
    """`panel(listener, *answers, page="p")` writes an answer file beside a key; the folder."""
    (tmp_path / "listening_key.json").write_text(json.dumps(_KEY), encoding="utf-8")

    def write(listener, *answers, page="p", name=None):
        told = {"page": page, "listener": listener, "language": "ko", "headphones": 3,
                "answers": answers}
        file = tmp_path / f"listening_answers_{name or listener}.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        return tmp_path
    return write


def test_points_are_for_the_first_row_whichever_was_heard_first(panel):
    folder = panel("a", _answer("q00", "s1", "s0", 2, -1))  # the model first, the second far better
    panel("b", _answer("q00", "s0", "s1", 2, -1))           # the real one first
    found = read_answers(folder)
    assert [(a.listener, a.is_first_heard, a.points["like"], a.points["time"])
            for a in found.answers] == [("a", True, -2, 1), ("b", False, 2, -1)]
    assert found.headphones == {"a": 3, "b": 3} and not found.left_out


def test_a_listeners_later_file_replaces_the_earlier_one(panel):
    panel("a", _answer("q00", "s1", "s0", 2), name="a_1")
    folder = panel("a", _answer("q00", "s1", "s0", -1), _answer("q01", "s0", "s2", 1), name="a_2")
    found = read_answers(folder)
    assert [(a.pairing, a.points["like"]) for a in found.answers] == [
        ("model_real", 1), ("real_shuffled", -1)]


def test_files_that_cannot_count_are_left_out_and_named(panel):
    panel("good", _answer("q00", "s1", "s0", 1))
    panel("other", _answer("q00", "s1", "s0", 1), page="another")
    panel("strange", _answer("q00", "s1", "s2", 1))
    panel("many", _answer("q00", "s1", "s0", 7))
    folder = panel("short", {"question": "q00"})
    (folder / "listening_answers_torn.json").write_text("{", encoding="utf-8")
    found = read_answers(folder)
    assert [answer.listener for answer in found.answers] == ["good"]
    assert {name.split("_")[2]: why[:5] for name, why in found.left_out.items()} == {
        "other.json": "다른 페이", "strange.json": "답 파일의", "many.json": "답 파일의",
        "short.json": "답 파일의", "torn.json": "답 파일의"}


def test_without_a_key_the_command_is_named(tmp_path, refusal):
    with refusal("phase4_make_listening_page"): read_answers(tmp_path)


@pytest.mark.parametrize("text", [
    "", "{", "[1]", "7", '{"page": "p"}', json.dumps({**_KEY, "labels": {}}),
    json.dumps({**_KEY, "questions": [1]}), json.dumps({**_KEY, "questions": {"q": 3}}),
    json.dumps({**_KEY, "questions": {"q": {"pairing": "x", "takes": {}}}}), "\x80"])
def test_a_damaged_key_is_named_with_its_mend(text, panel, refusal):
    folder = panel("a", _answer("q00", "s1", "s0", 1))
    (folder / "listening_key.json").write_text(text, encoding="latin-1")
    with refusal("listening_key.json"): read_answers(folder)


def test_answers_are_read_behind_a_mark_and_past_one_that_cannot_be(panel):
    folder = panel("good", _answer("q00", "s1", "s0", 1))
    file = folder / "listening_answers_good.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    (folder / "listening_answers_x.json").mkdir()
    panel("huge", _answer("q00", "s1", "s0", 1e999))
    found = read_answers(folder)
    assert [answer.listener for answer in found.answers] == ["good"]
    assert {*found.left_out} == {"listening_answers_x.json", "listening_answers_huge.json"}
