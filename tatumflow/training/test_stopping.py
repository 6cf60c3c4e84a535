# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import signal
import threading

import pytest

from .stopping import stop_signal


def test_the_first_signal_asks_and_the_second_stops_at_once():
    with stop_signal() as stop:
        assert not stop.asked
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt): signal.raise_signal(signal.SIGINT)


def test_a_termination_asks_too():
    with stop_signal() as stop:
        signal.raise_signal(signal.SIGTERM)
        assert stop.asked


def test_afterwards_signals_do_what_they_did():
    before = signal.getsignal(signal.SIGINT)
    with stop_signal(): assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_outside_the_main_thread_nothing_is_heard():
    found = []

    def listen_there():
        with stop_signal() as stop: found.append(stop.asked)

    thread = threading.Thread(target=listen_there)
    thread.start()
    thread.join()
    assert found == [False]
