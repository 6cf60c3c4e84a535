# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .frechet import frechet_distance, frechet_floor, judge_points
from .judge import StyleJudge
from .patterns import BUCKETS, FAMILIES


def test_the_distance_is_what_the_matrix_root_gives():
    linalg, rng = pytest.importorskip("scipy.linalg"), np.random.default_rng(0)
    a, b = rng.normal(size=(40, 6)), 1 + rng.normal(size=(30, 6)) @ rng.normal(size=(6, 6))
    root = linalg.sqrtm(np.cov(a.T) @ np.cov(b.T)).real
    wanted = np.square(a.mean(0) - b.mean(0)).sum() + np.trace(np.cov(a.T) + np.cov(b.T) - 2 * root)
    assert frechet_distance(a, b) == pytest.approx(wanted) == frechet_distance(b, a)


def test_a_group_is_next_to_itself_and_a_moved_one_is_as_far_as_it_moved():
    points = np.random.default_rng(0).normal(size=(20, 4))
    assert frechet_distance(points, points[::-1]) == pytest.approx(0, abs=1e-9)
    assert frechet_distance(points, points + [3, 0, 4, 0]) == pytest.approx(25)


def test_the_floor_lies_below_another_group():
    rng = np.random.default_rng(0)
    real, piece = rng.normal(size=(60, 5)), np.repeat(np.arange(12), 5)
    floor = frechet_floor(real, piece)
    assert 0 < floor < frechet_distance(real[:30], 2 + rng.normal(size=(30, 5)))


def test_too_few_points_or_pieces_are_refused(refusal):
    with refusal("둘 이상씩"):
        frechet_distance(np.zeros((1, 3)), np.zeros((5, 3)))
    with refusal("두 곡 이상"):
        frechet_floor(np.zeros((5, 3)), ["one"] * 5)


def test_points_are_logits_about_their_mean(etude_passages):
    judge = StyleJudge(["a", "b"], np.ones((FAMILIES * BUCKETS, 2)) * [1, 3], np.zeros(2))
    points = judge_points(judge, [p.real for p in etude_passages[:3]])
    assert points.shape == (3, 2) and np.allclose(points.sum(1), 0) and (points[:, 1] > 0).all()
