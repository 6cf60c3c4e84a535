# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import pytest

from .intervals import Estimate
from .metrics import METRICS
from .verdicts import _paired_difference, judge_threshold, recommend


def _with_losses(results, losses):
    """The rows with other losses a token ({row: {slice: loss}}), and all models alike by other
    metrics but repetition, of which the first has less."""
    rows = dict(results.rows)
    for name, by_slice in losses.items():
        row = rows[name]
        scores = {key: replace(score, value=by_slice["test"] if key == "repetition" else 0.5)
                  for key, score in row.scores.items()}
        parts = {part: replace(row.losses[part], loss_token=Estimate(value))
                 for part, value in by_slice.items()}
        rows[name] = replace(row, scores=scores, losses=parts)
    return rows


@pytest.fixture
def contradicting(small_results):
    """Rows of which one model is better on test and the other on val pieces."""
    return _with_losses(small_results, {"tatumflow_same": {"test": 1.0, "val": 3.0},
                                        "tatumflow_same_2": {"test": 2.0, "val": 2.5}})


def test_the_model_is_chosen_by_validation_pieces(contradicting):
    best = recommend(contradicting)
    assert best.name == "tatumflow_same_2"
    assert best.reason.startswith("검증(val) 곡의 손실이 가장 낮습니다(토큰마다 2.500내트). "
                                  "시험(test) 곡에서는 2.000내트입니다. "
                                  "다음은 tatumflow_same(3.000)")


def test_a_draw_is_no_lead(contradicting):
    assert recommend(contradicting).reason.endswith("음악 지표에서도 뒤지지 않습니다.")


def test_a_lead_in_another_metric_is_told(contradicting):
    row = contradicting["tatumflow_same"]
    scores = {**row.scores, "pctm_clip": replace(row.scores["pctm_clip"], value=0.6),
              "kl_clip": replace(row.scores["kl_clip"], value=0.4),
              "kl_pooled": replace(row.scores["kl_pooled"], value=0.6)}
    contradicting["tatumflow_same"] = replace(row, scores=scores)
    told = "앞선 지표: KL 조각마다(tatumflow_same), PCTM 조각마다(tatumflow_same)."
    assert recommend(contradicting).reason.endswith(told)


def test_the_only_model_has_no_rival(small_results):
    rows = {name: row for name, row in small_results.rows.items() if name != "tatumflow_same_2"}
    assert recommend(rows).reason.count(".") <= 6 and "다음은" not in recommend(rows).reason


@pytest.mark.parametrize("behind, said", [
    (Estimate(0.5, 0.2, 0.8), "0.500 [0.200, 0.800]내트 높습니다."),
    (Estimate(0.5, -0.2, 1.2), "다만 구간이 0을 품어"), (Estimate(0.5), "다만 곡이 적어"),
    (None, "다만 두 구간이 겹쳐")])
def test_it_is_told_how_clear_a_difference_is(behind, said, contradicting):
    for name, low in (("tatumflow_same", 2.4), ("tatumflow_same_2", 2.3)):
        row = contradicting[name]
        value = row.losses["val"].loss_token.value
        losses = replace(row.losses["val"], loss_token=Estimate(value, low, value + 0.1),
                         behind=behind)
        contradicting[name] = replace(row, losses={**row.losses, "val": losses})
    reason = recommend(contradicting).reason
    assert said in reason and ("다만" in reason) == ("다만" in said)


def test_differences_are_paired_by_window():
    own = [[8.0, 2, n] for n in range(6)]
    worse = [[9.0, 2, n] for n in range(6)]
    mixed = [[8.0 + (-1) ** n, 2, n] for n in range(6)]
    found = _paired_difference(worse, own, 0)
    assert found == Estimate(0.5, 0.5, 0.5)
    assert _paired_difference(mixed, own, 0).low < 0
    assert _paired_difference([[9.0, 3, 0]], [[8.0, 2, 0]], 0) is None  # other windows


def test_a_verdict_names_all_that_pass(small_results):
    for verdict in small_results.verdict:
        for kind, labels in (("floor", verdict.floors), ("model", verdict.models),
                             ("ceiling", verdict.ceiling)):
            metric, rows = METRICS[verdict.metric], small_results.of_kind(kind).values()
            assert labels == [row.label for row in rows if verdict.metric in row.scores
                              and metric.passes(row.scores[verdict.metric].value)]
        assert all(label in verdict.text for label in verdict.floors + verdict.models)
    assert [v.metric for v in small_results.verdict] == [n for n in METRICS if METRICS[n].threshold]


@pytest.mark.parametrize("difference, said", [
    (Estimate(-0.2, -0.3, -0.1), ""), (Estimate(-0.2, -0.3, 0.1), "둘을 가르지 못합니다"),
    (Estimate(-0.2), "가르는지 알 수 없습니다")])
def test_a_verdict_tells_whether_the_metric_says_anything(difference, said, small_results):
    verdict = judge_threshold("kl_clip", small_results.rows, {"kl_clip": difference})
    assert said in verdict.text and ("진짜 연주" in verdict.text)
    assert ("가르" in verdict.text) == bool(said)


def test_a_metric_without_real_music_has_no_word_on_it(small_results):
    verdict = judge_threshold("loss_token", small_results.rows, small_results.apart)
    assert "진짜" not in verdict.text and verdict.ceiling == []
