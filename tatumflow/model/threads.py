"""How many of torch's threads a piece of work is worth."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator
from contextlib import contextmanager

import torch

__all__ = ['Threads']


_LEAST = 500e6  # products of single precision: about 20 ms in one thread


class Threads:
    """Lets small pieces of work run in one of torch's threads.

    Threads that share a small piece wait for each other longer than they work as soon as another
    program needs one of the cores: a take that costs 0.18 s a second of music in two threads on
    two idle cores then costs 0.53, but in one thread still 0.17.
    """

    def __init__(self):
        self.all = torch.get_num_threads()

    @contextmanager
    def sized_for(self, products: float) -> Iterator[None]:
        """Within it torch works in one thread if there are few `products` to compute (rows times
        weights), else in as many as when this was made."""
        before = torch.get_num_threads()
        torch.set_num_threads(1 if products < _LEAST else self.all)
        try:
            yield
        finally:
            torch.set_num_threads(before)
