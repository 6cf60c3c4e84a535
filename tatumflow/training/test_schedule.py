# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..model.config import TrainConfig
from ..runtime.errors import TatumError
from .schedule import check_focus, focus_at, learning_rate


def test_the_rate_warms_up_to_its_peak_and_falls_to_a_tenth():
    plan = TrainConfig(learning_rate=1e-3, warmup_steps=10, max_steps=100)
    rates = [learning_rate(step, plan) for step in range(101)]
    assert np.allclose(rates[:10], np.arange(1, 11) * 1e-4)
    assert max(rates) == 1e-3 and np.isclose(rates[55], 0.55e-3) and np.isclose(rates[100], 1e-4)
    assert all(before > after for before, after in zip(rates[10:], rates[11:]))


def test_after_the_last_step_the_rate_stays_at_a_tenth():
    plan = TrainConfig(learning_rate=1e-3, warmup_steps=10, max_steps=20)
    assert np.isclose(learning_rate(500, plan), 1e-4)


def test_only_the_last_steps_are_focused():
    plan = TrainConfig(max_steps=12, focus="Art Tatum, Bill Evans", focus_share=0.7, focus_steps=4)
    assert focus_at(7, plan) == ([], 0.0)
    assert focus_at(8, plan) == (["Art Tatum", "Bill Evans"], 0.7)


def test_a_focus_on_a_style_that_the_data_lack_is_refused(train_stream):
    known = train_stream.pieces[0]["style"]
    check_focus(TrainConfig(focus=known, focus_steps=4), train_stream)
    with pytest.raises(TatumError, match="'아무개'의 곡이"):
        check_focus(TrainConfig(focus=f"{known}, 아무개", focus_steps=4), train_stream)
