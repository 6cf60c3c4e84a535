# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from ..data.notes import clip
from .judge import StyleJudge
from .patterns import BUCKETS, FAMILIES
from .plots import plot_comparison, plot_evidence, plot_originality
from .results import Score
from .score_tables import has_curve, originality_section


def test_evidence_is_drawn_a_bar_a_second(etude_passages):
    judge = StyleJudge(["a", "b"], np.ones((FAMILIES * BUCKETS, 2)) * [1, 3], np.zeros(2))
    fig = plot_evidence(clip(etude_passages[0].real, 0, 7.5), judge, "b")
    heights = [bar.get_height() for bar in fig.axes[1].patches]
    shaded = {round(span.get_x()) for span in fig.axes[0].patches if span.get_alpha()}
    assert shaded == {second for second, height in enumerate(heights) if height > 0}
    assert len(heights) in (7, 8) and sum(heights) == pytest.approx(0, abs=1e-6)


def test_every_metric_has_a_panel_with_its_better_side(small_results):
    titles = [ax.get_title() for ax in plot_comparison(small_results).axes]
    assert {"되풀이", "훈련 곡과 겹친 음", "빈 시간 ←", "겹친 넓이 →"} < set(titles)
    assert not any("손실" in title for title in titles)


def test_what_metrics_json_holds_is_drawn_alike(small_results):
    found = json.loads(json.dumps(small_results.as_json()))
    for figure in (plot_comparison(small_results), plot_comparison(found)):
        labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
        assert labels == [row.label for row in small_results.rows.values()][::-1]


def test_a_score_without_an_interval_is_a_point(small_results):
    rows = dict(small_results.rows)
    for low, lines in ((None, len(rows)), (0.1, len(rows) + 1)):
        scores = {**rows["real"].scores, "kl_clip": Score(0.2, low, low and 0.3)}
        drawn = replace(small_results, rows={**rows, "real": replace(rows["real"], scores=scores)})
        ax, = (ax for ax in plot_comparison(drawn).axes if ax.get_title() == "KL 조각마다 ←")
        assert len(ax.lines) == lines + 1  # and the threshold


def test_the_curve_of_originality_has_a_point_a_checkpoint(small_results):
    ax, = plot_originality(small_results).axes
    longest, people, *_ = ax.lines
    rows = sorted(small_results.of_kind("model").values(), key=lambda row: row.label)
    assert longest.get_ydata().tolist() == [row.most_shared for row in rows]
    assert set(people.get_ydata()) == {small_results.rows["real"].most_shared}
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [row.label for row in rows]
    assert "![독창성](originality.png)" in originality_section(small_results)


def test_one_checkpoint_has_no_curve(small_results):
    models = list(small_results.of_kind("model"))
    rows = {name: row for name, row in small_results.rows.items() if name not in models[1:]}
    alone = replace(small_results, rows=rows)
    assert has_curve(small_results) and not has_curve(alone)
    assert "![독창성](originality.png)" not in originality_section(alone)


def test_plots_can_write_korean(small_results):
    from matplotlib import rcParams
    with mock.patch.dict(rcParams, {"font.family": ["DejaVu Sans"]}):
        plot_comparison(small_results)
        assert rcParams["font.family"] != ["DejaVu Sans"]
