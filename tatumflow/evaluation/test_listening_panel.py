# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from unittest import mock

import pytest

from ..data.midi import write_midi
from ..data.notes import make_notes
from ..runtime.files import write_atomic
from .listening import listening_trials
from .listening_panel import listening_panel


@pytest.fixture
def trials(takes):
    """Three questions."""
    return listening_trials(takes, "mine")


@pytest.fixture
def silent():
    """Sounds take a second each to make; most tests do without."""
    with mock.patch("tatumflow.evaluation.listening_panel._sound_html", return_value="base64"):
        yield


def _buttons(panel):
    return [pair.children[1] for pair in panel.children[1:]]


def _kept(out):
    return json.loads(out.read_text(encoding="utf-8"))


def test_takes_are_played_without_their_names(trials, takes, tmp_path):
    panel = listening_panel(trials, takes, tmp_path / "out.json")
    shown = [pair.children[0].value for pair in panel.children[1:]]
    assert all("base64" in text for text in shown)
    for text in shown:
        assert not any(kind in text.split("base64")[0] for kind in trials[0].order)


def test_answers_are_kept_as_they_are_given(trials, takes, tmp_path, silent):
    out = tmp_path / "out.json"
    panel = listening_panel(trials[:2], takes, out)
    _buttons(panel)[0].click()
    assert "문제 2 / 2" in panel.children[0].value
    _buttons(panel)[2].click()
    assert [r["chosen"] for r in _kept(out)["ratings"]] == [trials[0].order[0], trials[1].order[2]]
    assert _kept(out)["summary"]["count"] == 2 and "답 2개" in panel.children[0].value
    assert set(_kept(out)["ratings"][0]) == {"take", "order", "sounds", "chosen"}


@pytest.fixture
def answered(trials, takes, tmp_path, silent):
    """The file of answers to the first two questions."""
    panel = listening_panel(trials[:2], takes, tmp_path / "out.json")
    for n in (0, 2):
        _buttons(panel)[n].click()
    return tmp_path / "out.json"


def test_what_was_answered_is_not_asked_again(trials, takes, answered):
    panel = listening_panel(trials, takes, answered)
    assert "문제 3 / 3" in panel.children[0].value
    _buttons(panel)[1].click()
    assert len(_kept(answered)["ratings"]) == 3 == _kept(answered)["summary"]["count"]
    assert "답 3개" in listening_panel(trials, takes, answered).children[0].value


def test_answers_about_other_takes_are_kept_and_not_summed_up(trials, takes, answered):
    ratings = _kept(answered)["ratings"]
    strangers = [{**ratings[0], "sounds": "takes played before"},
                 {"take": "00.mid", "order": ["real", "other", "markov"], "chosen": "other"}]
    write_atomic(answered, json.dumps({"ratings": ratings + strangers}))
    shown = listening_panel(trials[:2], takes, answered).children[0].value
    assert "답 2개" in shown and "답 2개는 세지 않았습니다" in shown and "other" not in shown


def test_answers_about_takes_played_anew_are_asked_again(trials, takes, answered):
    write_midi(make_notes([0, 1], 0.5, [60, 62], 80), takes / "mine" / trials[0].take)
    again = listening_trials(takes, "mine")
    panel = listening_panel(again[:2], takes, answered)
    assert "문제 2 / 2" in panel.children[0].value
