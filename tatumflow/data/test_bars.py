# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from .bars import best_metre, count_bars
from .cues import CUES


def cues_of_bars(first, metre=4, bars=20):
    """Cues that mark a downbeat every `metre` beats from pulse `first`: the bass, and its hold."""
    place = (np.arange(2 * metre * bars) - first) % (2 * metre)
    cues = np.zeros((len(place), len(CUES)))
    cues[:, :2] = np.where(place == 0, 2.0, -0.4)[:, None]
    cues[place % 2 == 1, 1] = -1.0
    return cues, place


@pytest.mark.parametrize("first", [0, 2, 5])
def test_places_are_counted_from_the_downbeat(first):
    cues, place = cues_of_bars(first)
    np.testing.assert_array_equal(count_bars(cues)[0], place)


def test_a_waltz_has_bars_of_three():
    place, metre = best_metre(cues_of_bars(2, metre=3)[0])
    assert metre == 3 and (place[2::6] == 0).all()
    assert best_metre(cues_of_bars(2)[0])[1] == 4


def test_the_count_slips_where_bars_go_on_elsewhere_and_not_for_a_few_odd_bars():
    (before, here), (after, there) = cues_of_bars(0), cues_of_bars(6)
    slipped = count_bars(np.concatenate([before, after]))[0]
    assert (slipped[:150] == here[:150]).all() and (slipped[160:] == there).all()
    odd = before.copy()
    odd[80:104] = after[80:104]
    np.testing.assert_array_equal(count_bars(odd)[0], here)
