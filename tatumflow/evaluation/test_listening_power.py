# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from .listening_power import answers_needed, detection_chance, power_table, smallest_found, wilson


def test_ten_of_twenty_are_a_half_with_wilsons_interval():
    found = wilson(10, 20)
    assert found.share == 0.5 and found.count == 20 and not found.is_clear
    assert found.low == pytest.approx(0.299, abs=0.002)
    assert found.high == pytest.approx(0.701, abs=0.002)
    assert wilson(0, 3).low == 0.0 and wilson(3, 3).high == 1.0
    assert wilson(15, 20).is_clear and wilson(5, 20).is_clear and not wilson(14, 20).is_clear


def test_five_answers_are_clear_only_when_they_agree():
    assert wilson(5, 5).is_clear and not wilson(4, 5).is_clear
    assert detection_chance(5, 0.5) == pytest.approx(2 / 32)
    assert detection_chance(5, 0.7) == pytest.approx(0.7**5 + 0.3**5)
    assert detection_chance(3, 0.9) == 0.0 and smallest_found(3) is None


def test_wilsons_interval_is_where_the_score_test_is_at_its_limit():
    for chosen, count in ((7, 12), (1, 30), (29, 40)):
        found = wilson(chosen, count)
        for end in (found.low, found.high):
            error = math.sqrt(end * (1 - end) / count)
            assert abs(chosen / count - end) == pytest.approx(1.96 * error)


def test_a_panel_of_65_percent_is_found_with_the_answers_that_the_table_says():
    count, rng = answers_needed(0.65), np.random.default_rng(0)

    def found(share, answers, panels=4000):
        chosen = rng.binomial(answers, share, panels)
        return np.mean([wilson(each, answers).is_clear for each in chosen])
    assert 0.78 <= found(0.65, count) <= 0.86
    assert found(0.65, count // 2) < 0.6 and found(0.5, count) < 0.07
    assert f"| 65% | {count} |" in power_table()


def test_from_the_number_needed_on_the_chance_stays():
    for share in (0.65, 0.8):
        count = answers_needed(share)
        assert all(detection_chance(n, share) >= 0.8 for n in range(count, count + 30))
        assert detection_chance(count - 1, share) < 0.8
        assert smallest_found(count) == pytest.approx(share, abs=0.011)
    rough = (1.96 * 0.5 + 0.8416 * math.sqrt(0.65 * 0.35)) ** 2 / 0.15**2
    assert rough <= answers_needed(0.65) <= rough + 12, "the textbook's normal approximation"
