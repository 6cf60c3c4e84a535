"""Progress bars."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import sys
import weakref

from tqdm.auto import tqdm
from tqdm.std import tqdm as TextBar

__all__ = ['progress']


_LOG_SECONDS = 10  # between two lines of a bar in a log
_IN_NOTEBOOK = tqdm.status_printer is not TextBar.status_printer
_open_bars = weakref.WeakSet()


class _Log:
    """A file for tqdm that writes each state of a bar as a line of its own to stderr."""

    def __init__(self): self.last = ""

    def write(self, text):
        line = text.strip()
        if line and line != self.last: print(line, file=sys.stderr)
        self.last = line or self.last

    def flush(self):
        sys.stderr.flush()


class _Bar(tqdm):
    """A tqdm bar that ends full where its work ends early. One class for all bars, and no interval
    for tqdm's monitor: it would start a thread a class that never ends."""
    monitor_interval = 0

    def close(self):
        _open_bars.discard(self)
        super().close()

    def __exit__(self, kind, *rest):
        if kind is None and not self.disable:
            self.total = self.n
            if _IN_NOTEBOOK: self.container.children[1].max = max(1, self.n)  # the widget's own
        return super().__exit__(kind, *rest)


def progress(iterable=None, *, total: int | None = None, desc: str | None = None, unit: str = "개"):
    """A tqdm bar, for the notebook or the terminal; `total` for one that is moved by `.update()`.

    While another bar is open it is not shown. In a log it writes a line every ten seconds.
    """
    in_log = not _IN_NOTEBOOK and not sys.stderr.isatty()
    manner = {"file": _Log(), "mininterval": _LOG_SECONDS, "delay": _LOG_SECONDS} if in_log else {}
    bar = _Bar(iterable, total=total, desc=desc, unit=unit, unit_scale=unit == "B", miniters=1,
               disable=bool(_open_bars), **manner)
    if not bar.disable: _open_bars.add(bar)
    return bar
