# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from .baselines import shuffled_pitches
from .patterns import BUCKETS, FAMILIES, style_features, style_patterns


@pytest.fixture(scope="module")
def played(etude_passages):
    """One passage."""
    return etude_passages[0]


def _steps_between(played, changed):
    return np.linalg.norm(style_features(changed) - style_features(played.real))


@pytest.mark.parametrize("name, by", [("pitch", 5), ("pitch", -6), ("velocity", 9)])
def test_neither_key_nor_loudness_is_told(played, name, by):
    changed = played.real.copy()
    changed[name] += by
    assert _steps_between(played, changed) == 0


def test_a_wider_range_of_loudness_is_hardly_told(played):
    quiet, other = played.real.copy(), played.real.copy()
    quiet["velocity"] = np.round(0.7 * quiet["velocity"])
    other["velocity"] = np.random.default_rng(0).permutation(other["velocity"])
    assert _steps_between(played, quiet) < 0.5 * _steps_between(played, other)


def test_tempo_and_melody_are_told(played):
    faster = played.real.copy()
    faster["onset"] /= 2
    assert _steps_between(played, faster) > 1
    assert _steps_between(played, shuffled_pitches(played, np.random.default_rng(0))) > 1


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 9, 60])
def test_every_kind_of_pattern_has_length_one_or_none(count):
    notes = make_notes(0.1 * np.arange(count), 0.3, 60 + 7 * np.arange(count) % 12, 80)
    squares = (style_features(notes) ** 2).reshape(FAMILIES, BUCKETS).sum(1)
    assert np.all(np.isclose(squares, 1) | (squares == 0))
    assert squares.sum() > 20 if count == 60 else True


def test_a_pattern_is_told_in_the_second_that_completes_it():
    up = make_notes([0.0, 0.5, 1.2], 0.3, [60, 62, 66], 80)
    waits = style_patterns(up)[-2]  # steps of all notes, in pairs
    assert waits.time.tolist() == [1.2] and len(waits.bucket) == 1
