"""Work in the background."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import os
import sys
import threading
import time

__all__ = ['Background']


class Background:
    """Calls `work()` in a thread of low priority whenever `push` asks for it."""

    def __init__(self, work):
        self._work, self._wanted = work, False
        self._lock, self._worker = threading.Lock(), None

    def push(self) -> None:
        """Ask for the work; returns at once."""
        with self._lock:
            self._wanted = True
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, daemon=True)
                self._worker.start()

    def _run(self):
        _yield_to_training()
        try:
            while self._take_request(): self._work()
        except BaseException:  # the next push starts another thread
            with self._lock: self._worker = None
            raise

    def _take_request(self):
        """Whether there is work to do. If not, this thread counts as ended."""
        with self._lock:
            wanted, self._wanted = self._wanted, False
            if not wanted: self._worker = None
            return wanted

    def close(self, patience: float = 900) -> bool:
        """Wait for the work under way, at most `patience` seconds; whether it is done."""
        end = time.monotonic() + patience
        while (worker := self._worker) and time.monotonic() < end:
            worker.join(max(0, end - time.monotonic()))
        return self._worker is None


def _yield_to_training():
    """Lower the priority of the current thread, where the system knows such a thing."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
