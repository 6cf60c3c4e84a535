# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .tempo import FREE, read_tempi, tempo_map, tempo_value, TEMPO_VALUES
from .time_map import TimeMap


def test_tempo_values_do_not_drift():
    rng = np.random.default_rng(0)
    tempo = 120 * 2 ** (0.2 * np.sin(np.arange(1200) / 40) + rng.normal(0, 0.01, 1200))
    seconds = np.concatenate([[0.3], 0.3 + np.cumsum(60 / tempo)])
    true = TimeMap(seconds, np.arange(1201.0))
    spelt = tempo_map(read_tempi(true, 300), start=0.3)
    lines = 4 * np.arange(301.0)
    error = np.abs(spelt.to_seconds(lines) - true.to_seconds(lines))
    assert error.max() < 1.02 * np.diff(true.to_seconds(lines)).max() * (2 ** (1 / 64) - 1)


def test_tempo_values_come_back():
    values = np.arange(TEMPO_VALUES)
    np.testing.assert_array_equal(read_tempi(tempo_map(values), TEMPO_VALUES), values)
    np.testing.assert_array_equal(tempo_value([10, 60, 120, 240, 1000]), [0, 0, 32, 64, 64])


def test_a_free_span_is_spelt_and_comes_back():
    there = TimeMap(np.array([0.0, 8.0, 14.2, 22.2]), np.array([0.0, 16.0, 28.0, 44.0]),
                    ((16.0, 28.0),))
    values = read_tempi(there, 11)
    assert values.tolist() == [32] * 4 + [FREE] * 3 + [32] * 4
    spelt = tempo_map(values, start=1.0)
    assert spelt.free == ((16.0, 20.0), (20.0, 24.0), (24.0, 28.0))
    np.testing.assert_allclose(np.diff(spelt.seconds), 2.0)  # a free bar lasts two seconds
    assert spelt.to_seconds(0) == 1.0


def test_after_a_free_span_the_count_begins_anew():
    there = TimeMap(np.array([0.0, 5.0, 7.0, 9.0]), np.array([0.0, 8.0, 12.0, 16.0]), ((0, 8),))
    assert read_tempi(there, 4).tolist() == [FREE, FREE, 32, 32]  # not quicker, to catch up


@pytest.mark.parametrize("wrong", [[], [66], [-1]])
def test_tempo_values_that_cannot_be_are_refused(wrong):
    with pytest.raises(TatumError, match="빠르기의 값"):
        tempo_map(np.array(wrong))
