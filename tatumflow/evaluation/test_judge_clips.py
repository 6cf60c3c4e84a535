# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from .intervals import Estimate
from .judge_clips import _folds, auc, cross_validate, style_clips, StyleClips


def test_area_is_the_share_of_pairs_in_order():
    rng = np.random.default_rng(0)
    a, b = rng.integers(0, 9, 40).astype(float), rng.integers(2, 11, 30).astype(float)
    assert auc(a, b) == pytest.approx(np.mean([(x > y) + (x == y) / 2 for x in a for y in b]))
    assert auc(np.array([2.0, 3]), np.array([0.0, 1])) == 1
    assert auc(np.array([0.0, 2]), np.array([1.0])) == 0.5 == auc(np.ones(3), np.ones(2))


def test_area_is_scipys_u_statistic():
    stats, rng = pytest.importorskip("scipy.stats"), np.random.default_rng(0)
    a, b = rng.integers(0, 9, 40).astype(float), rng.integers(2, 11, 30).astype(float)
    assert auc(a, b) == pytest.approx(stats.mannwhitneyu(a, b).statistic / 1200)


def test_an_area_of_one_side_is_refused(refusal):
    with refusal("두 쪽 모두"):
        auc(np.ones(3), np.ones(0))


def test_pieces_that_are_too_short_for_clips_are_refused(minute_piece, tokenizer, refusal):
    with refusal("더 긴 연주"):
        style_clips([minute_piece], {}, tokenizer, 90.0)


def test_a_style_with_one_album_has_its_tunes_as_records(minute_piece, tokenizer):
    clips = style_clips([minute_piece], {}, tokenizer, 10.0)
    assert clips.record.tolist() == ["Other/minute"] * 5


def test_a_style_with_more_albums_has_these_as_records(minute_piece, tokenizer):
    pieces = [replace(minute_piece, name=name) for name in "abc"]
    index = {name: {"artist": "A", "album": album, "piece": name}
             for name, album in zip("abc", ("one", "two", "two"))}
    clips = style_clips(pieces, index, tokenizer, 30.0)
    assert clips.record.tolist() == ["A/one", "A/two", "A/two"]


def _marked(rng):
    """Twelve records of ten clips, styles in turn."""
    record = np.repeat(np.arange(12), 10)
    return rng.random((12, 30), "f4"), record, record % 2


def test_records_are_dealt_whole_into_four_folds():
    _, record, style = _marked(np.random.default_rng(0))
    clips = StyleClips(np.zeros((120, 0)), style.astype(str), record.astype(str))
    fold = _folds(clips, 0)
    assert np.bincount(fold).tolist() == [40, 40, 20, 20]  # of each style 2, 2, 1, 1 records
    assert all(len(set(fold[record == n])) == 1 for n in range(12))
    assert _folds(clips, 1).tolist() != fold.tolist()


def test_a_style_that_is_only_a_mark_of_its_record_is_not_recognised():
    rng = np.random.default_rng(0)
    marks, record, style = _marked(rng)
    features = marks[record] + 0.01 * rng.random((120, 30), "f4")
    found = cross_validate(StyleClips(features, style.astype(str), record.astype(str)))
    assert found.accuracy.value < 0.85


def test_a_style_that_can_be_heard_is_recognised():
    rng = np.random.default_rng(0)
    _, record, style = _marked(rng)
    told = StyleClips(style[:, None] + 0.1 * rng.random((120, 30), "f4"), style.astype(str),
                      record.astype(str))
    found = cross_validate(told)
    assert found.accuracy == Estimate(1, 1, 1) and min(found.auc.values()) == 1
    assert found.confusion.tolist() == [[60, 0], [0, 60]]
    names = StyleClips(told.features, rng.permutation(told.style), np.arange(120).astype(str))
    assert cross_validate(names).accuracy.value < 0.7  # nothing to learn from shuffled names
