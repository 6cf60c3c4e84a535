# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from unittest import mock

import pytest

from .clip_measures import NUMBERS
from .intervals import Estimate
from .metrics import METRICS
from .results import Score
from .score_tables import (
    calibrated_section, goal_sentence, goals_section, score_section, spread_section,
)
from .tables import small_print


def _cells(lines, label):
    """The cells of the row of a table that begins with a label."""
    row, = (line for line in lines if line.startswith(f"| {label} |"))
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_the_roadmaps_goals_stand_between_floor_and_ceiling(small_results):
    lines, rows = goals_section(small_results), small_results.rows
    chain = _cells(lines, "손실/토큰 < 2")
    assert chain[1] == small_print(rows["markov"].scores["loss_token"]) and chain[-2] == "—"
    assert chain[-1] == goal_sentence("loss_token", small_results) == "이르지 못했습니다."
    noise = _cells(lines, "KL 조각마다 < 0.3")
    assert noise[1] == small_print(rows["uniform"].scores["kl_clip"])
    assert noise[-2] == small_print(rows["real"].scores["kl_clip"])


@pytest.mark.parametrize("model, noise, real, said", [
    (0.1, 0.5, 0.2, "이르렀습니다."), (0.1, 0.2, 0.2, "이르렀지만 소음도 이릅니다."),
    (0.4, 0.2, 0.2, "이르지 못했습니다."),
    (0.4, 0.5, 0.4, "이르지 못했습니다. 진짜 연주도 이르지 못합니다.")])
def test_a_goal_that_noise_reaches_as_well_is_called_so(model, noise, real, said, small_results):
    rows = dict(small_results.rows)
    for name, value in ((small_results.best.name, model), ("uniform", noise), ("real", real)):
        scores = {**rows[name].scores, "kl_clip": Score(value)}
        rows[name] = replace(rows[name], scores=scores)
    assert goal_sentence("kl_clip", replace(small_results, rows=rows)) == said


def test_a_table_does_not_depend_on_the_order_of_metrics(small_results):
    """Which table a metric stands in is its own matter."""
    titles = {group: _cells(score_section("", small_results, group, ""), "연주")[1:]
              for group in ("loss", "pitch", "flow")}
    assert titles["pitch"] == [m.label for m in METRICS.values() if m.group == "pitch"]
    backwards = dict(reversed(METRICS.items()))
    with mock.patch("tatumflow.evaluation.score_tables.METRICS", backwards):
        for group, labels in titles.items():
            again = _cells(score_section("", small_results, group, ""), "연주")[1:]
            assert sorted(again) == sorted(labels)


def test_losses_are_of_language_models_alone(small_results):
    lines = score_section("", small_results, "loss", "")
    labels = [line.split("|")[1].strip() for line in lines[4:-3]]
    assert labels == ["소음", "섞은 연주", "마르코프 사슬", "tatumflow_same", "tatumflow_same_2"]


def test_the_scale_is_zero_at_noise_and_one_at_real_music(small_results):
    lines = calibrated_section(small_results)
    assert set(_cells(lines, "소음")[1:]) == {"0.00"}
    assert set(_cells(lines, "진짜 연주")[1:]) == {"1.00"}
    assert "되풀이" not in "".join(lines[:3])


def test_blunt_metrics_are_named(small_results):
    clear = {name: Estimate(-1, -2, -0.5) if METRICS[name].lower else Estimate(1, 0.5, 2)
             for name in METRICS}
    many = replace(small_results, pieces=10, apart=clear)
    assert "믿지 마십시오" not in "".join(calibrated_section(many))
    one = next(name for name, score in many.rows["real"].scores.items()
               if score.calibrated is not None)
    blunt = replace(many, apart={**clear, one: Estimate(0.1, -1, 1)})
    assert f"믿지 마십시오: {METRICS[one].label}." in "".join(calibrated_section(blunt))
    assert "곡이 적어" in "".join(calibrated_section(replace(blunt, pieces=4)))


def test_the_spread_of_small_numbers_has_two_digits(small_results):
    lines = spread_section(small_results)
    low, middle, high = small_results.rows["real"].spread["duration"]
    digits = 1 if middle >= 1 else 2
    wanted = f"{middle:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"
    assert _cells(lines, "진짜 연주")[1 + list(NUMBERS).index("duration")] == wanted
