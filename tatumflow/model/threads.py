"""How many of torch's threads a piece of work is worth."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator
from contextlib import contextmanager

import torch

__all__ = ['threads_for']


_LEAST = 30e6  # products: below it, on two idle cores, one thread is as fast as both


@contextmanager
def threads_for(products: float) -> Iterator[None]:
    """Within it torch works in one thread if there are few `products` to compute (rows times
    weights), else in as many as before. Threads that share a small task wait for each other
    longer than they work as soon as another program needs one of the cores."""
    before = torch.get_num_threads()
    if products >= _LEAST or before == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
