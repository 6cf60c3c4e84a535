# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest
import torch

from .threads import _LEAST, Threads


@pytest.fixture
def two_threads():
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def test_little_work_is_done_in_one_thread(two_threads):
    with Threads().sized_for(_LEAST - 1): assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == 2


def test_much_work_is_done_in_all_threads(two_threads):
    with Threads().sized_for(_LEAST): assert torch.get_num_threads() == 2


def test_much_work_within_little_gets_all_threads(two_threads):
    threads = Threads()
    with threads.sized_for(0):
        with threads.sized_for(_LEAST): assert torch.get_num_threads() == 2
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == 2


def test_the_threads_come_back_after_an_error(two_threads):
    with pytest.raises(ValueError, match="stop"), Threads().sized_for(1):
        raise ValueError("stop")
    assert torch.get_num_threads() == 2
