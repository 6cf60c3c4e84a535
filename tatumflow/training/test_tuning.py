# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .tuning import try_settings


@pytest.fixture
def course_tokens(token_folder, ws):
    """The études as the workspace's tokens."""
    shutil.copytree(token_folder, ws.tokens)


def test_settings_are_compared_by_their_validation_loss(course_tokens):
    changes = {"크게": {"context": 64, "learning_rate": 3e-3}, "그대로": {"context": 64,
                                                                    "learning_rate": 0.0}}
    large, same = try_settings(changes, steps=8, seeds=(0, 1))
    assert (large.name, same.name) == ("크게", "그대로")
    assert len(large.losses) == len(same.losses) == 2 and large.mean < same.mean
    assert large.mean == pytest.approx(np.mean(large.losses))


def test_the_same_setting_gives_the_same_loss(course_tokens):
    once, again = (try_settings({"a": {"context": 64}}, steps=1, seeds=(0,)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("change, word", [
    ({"learning_rat": 1.0}, "'learning_rat'"), ({"batch_size": 0}, "'batch_size'")])
def test_an_unknown_or_impossible_setting_is_refused(course_tokens, change, word):
    with pytest.raises(TatumError, match=f"'오타'.*{word}"): try_settings({"오타": change}, steps=1)
