# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .listening import _wilson, listening_summary, listening_trials, ListeningSummary, sounds_digest


def _answers(count, first="real", second="model"):
    return [{"order": [first, second], "chosen": kind} for kind in [first, second] * (count // 2)]


def test_ten_of_twenty_are_a_half_with_wilsons_interval():
    found = listening_summary(_answers(20))
    assert found.count == 20 and found.warning is None
    assert found.shares["real"].share == 0.5 == found.shares["model"].share
    assert found.shares["real"].low == pytest.approx(0.299, abs=0.002)
    assert found.shares["real"].high == pytest.approx(0.701, abs=0.002)


def test_few_answers_are_warned_of():
    assert listening_summary([]) == ListeningSummary(
        0, {}, "답이 0개뿐이라 믿기 어렵습니다. 20개 이상 모으십시오.")
    assert "3개뿐" in listening_summary(_answers(4)[:3]).warning


def test_questions_that_did_not_offer_a_row_do_not_count_for_it():
    more = [{"order": ["real", "other"], "chosen": "other"}] * 5
    found = listening_summary(_answers(20) + more)
    assert {kind: share.count for kind, share in found.shares.items()} == {
        "model": 20, "other": 5, "real": 25}
    assert found.shares["model"] == listening_summary(_answers(20)).shares["model"]
    assert found.shares["other"].share == 1 and "5개뿐" in found.warning


def test_an_interval_of_shares_stays_between_zero_and_one():
    assert _wilson(0, 3).low == 0.0 and _wilson(3, 3).high == 1.0


def test_questions_offer_each_row_once_always_in_the_same_order(takes):
    trials = listening_trials(takes, "mine")
    assert trials == listening_trials(takes, "mine") and len(trials) == 3
    assert all(sorted(trial.order) == ["markov", "mine", "real"] for trial in trials)
    assert {trial.take for trial in trials} == {"00.mid", "01.mid", "02.mid"}


def test_questions_change_with_the_takes(takes):
    before = {trial.take: trial.sounds for trial in listening_trials(takes, "mine")}
    (takes / "mine/01.mid").write_bytes(b"played anew")
    after = {trial.take: trial.sounds for trial in listening_trials(takes, "mine")}
    assert {take for take in before if before[take] != after[take]} == {"01.mid"}
    (takes / "mine/01.mid").unlink()
    assert sounds_digest(takes, "01.mid", ["real", "mine"]) is None


def test_no_more_than_twenty_questions_are_asked(tmp_path):
    for kind in ("real", "mine", "markov"):
        (tmp_path / kind).mkdir()
        for n in range(30):
            (tmp_path / kind / f"{n:02d}.mid").write_bytes(b"")
    assert len(listening_trials(tmp_path, "mine")) == 20


def test_without_takes_the_lesson_is_named(tmp_path, refusal):
    with refusal("들려줄 연주가 없습니다"):
        listening_trials(tmp_path / "none", "mine")
