"""Performances of equal loudness."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .errors import TatumError
from .levels import CEILING, even_loudness, LOUDNESS, loudness


@pytest.fixture(name="noise")
def _noise():
    """Four seconds, the last two much softer."""
    samples = np.random.default_rng(0).normal(0, 0.05, (4 * 44100, 2))
    samples[2 * 44100:] /= 100
    return samples


def test_rests_do_not_count(noise):
    assert loudness(noise, 44100) == pytest.approx(0.05 / 2 ** 0.5, rel=0.02)


@pytest.mark.parametrize("factor", [0.1, 1, 4])
def test_soft_and_loud_become_equal_and_are_never_clipped(noise, factor):
    noise[1000] = 1
    even = even_loudness(noise * factor, 44100)
    assert loudness(even, 44100) == pytest.approx(LOUDNESS, rel=0.02)
    assert 0.6 < abs(even).max() <= CEILING


def test_below_the_threshold_nothing_is_bent(noise):
    even = even_loudness(noise, 44100)
    assert np.allclose(even / LOUDNESS, noise / loudness(noise, 44100))


def test_mono_is_treated_like_stereo(noise):
    both = even_loudness(np.stack([noise[:, 0]] * 2, 1), 44100)
    assert np.allclose(both[:, 0], even_loudness(noise[:, 0], 44100))


def test_silence_cannot_be_made_louder():
    with pytest.raises(TatumError, match="소리가 없는"): even_loudness(np.zeros(44100), 44100)
