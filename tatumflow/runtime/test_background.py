"""Work in the background."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import sys
import threading
from unittest import mock

import pytest

from .background import Background


def test_the_work_is_done_once_for_requests_that_wait():
    calls, go_on = [], threading.Event()
    work = Background(lambda: calls.append(go_on.wait(10)))
    for _ in range(5): work.push()
    go_on.set()
    assert work.close() and 1 <= len(calls) <= 2


def test_waiting_for_work_that_hangs_ends():
    go_on = threading.Event()
    work = Background(lambda: go_on.wait(10))
    work.push()
    assert not work.close(0.05)
    go_on.set()
    assert work.close(10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_after_an_error_the_next_request_starts_another_thread():
    errors = [SystemExit, None]
    calls = []

    def act():
        calls.append(errors.pop(0))
        if calls[-1]: raise calls[-1]

    work = Background(act)
    for _ in range(2):
        work.push()
        assert work.close(10)
    assert calls == [SystemExit, None]


def test_work_goes_on_where_the_priority_cannot_be_lowered():
    calls = []
    work = Background(lambda: calls.append(1))
    with mock.patch("os.setpriority", side_effect=PermissionError, create=True):
        work.push()
        assert work.close(10)
    assert calls == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux")
def test_the_thread_yields_to_training():
    found = []
    work = Background(lambda: found.append(threading.get_native_id()))
    with mock.patch("os.setpriority") as lower:
        work.push()
        assert work.close(10)
    lower.assert_called_once_with(os.PRIO_PROCESS, found[0], 10)
