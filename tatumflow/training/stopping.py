"""Stopping a run: at the end of a step, or at once."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import signal
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ['StopRequest', 'stop_signal']


class StopRequest:
    """Whether SIGTERM or SIGINT has come. The first only sets `asked`, for the loop to finish its
    step and save; the second raises KeyboardInterrupt at once."""

    def __init__(self):
        self.asked = False

    def hear(self, *_) -> None:
        if self.asked: raise KeyboardInterrupt
        self.asked = True


@contextmanager
def stop_signal() -> Iterator[StopRequest]:
    """Hear SIGTERM and SIGINT within the block. Outside the main thread Python does not let one
    listen: nothing is asked there."""
    request, before = StopRequest(), {}
    try:
        for kind in (signal.SIGTERM, signal.SIGINT):
            before[kind] = signal.signal(kind, request.hear)
    except ValueError:
        pass
    try:
        yield request
    finally:
        for kind, handler in before.items(): signal.signal(kind, handler)
