# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import pytest

from .metrics import calibrate, METRICS


def test_a_threshold_is_reached_from_the_better_side():
    assert not METRICS["loss_token"].passes(2.0) and METRICS["loss_token"].passes(1.99)
    assert METRICS["coherence"].passes(10.0) and not METRICS["pctm_clip"].passes(math.nan)


def test_a_goal_is_label_and_threshold():
    assert METRICS["kl_pooled"].goal == "KL 합쳐서 < 0.3"
    assert METRICS["pctm_clip"].goal == "PCTM 조각마다 ≥ 0.7"


def test_the_roadmaps_thresholds_are_kept():
    goals = {name: metric.threshold for name, metric in METRICS.items() if metric.threshold}
    assert goals == {"loss_token": 2.0, "kl_pooled": 0.3, "kl_clip": 0.3, "kl_original": 0.3,
                     "pctm_pooled": 0.7, "pctm_clip": 0.7, "pctm_original": 0.7,
                     "coherence": 10.0}


@pytest.mark.parametrize("value, floor, ceiling, lower, scale", [
    (0.5, 0.4, 0.6, False, 0.5), (0.2, 0.3, 0.1, True, 0.5), (0.7, 0.4, 0.6, False, 1.5),
    (0.5, 0.6, 0.6, False, math.nan), (0.5, 0.1, 0.3, True, math.nan)])
def test_the_scale_is_between_floor_and_ceiling(value, floor, ceiling, lower, scale):
    assert calibrate(value, floor, ceiling, lower) == pytest.approx(scale, nan_ok=True)
