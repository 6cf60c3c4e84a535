# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

from .platforms import first_line

__all__ = ['Verdict', 'progress', 'self_check']


def progress(iterable=None, *, total: int | None = None, desc: str | None = None, unit: str = "개", show: bool = True):
    "A tqdm progress bar, for the notebook or the terminal; `total` for a bar that is moved by `.update()`."
    from tqdm.auto import tqdm

    class Bar(tqdm):
        def __exit__(self, kind, *rest):
            if kind is None and not self.disable:
                self.total = self.n
                if hasattr(self, "container"): self.container.children[1].max = max(1, self.n)  # the notebook's widget
            return super().__exit__(kind, *rest)

    return Bar(iterable, total=total, desc=desc, unit=unit, unit_scale=unit == "B", disable=not show)


class Verdict(int):
    "True or False of which a notebook shows nothing more (bool itself cannot be subclassed)."
    def _ipython_display_(self): pass


def self_check(check, answer) -> Verdict:
    "Run `check(answer)`, which asserts what a solution must do, and say in Korean whether it holds. Returns that."
    try:
        check(answer)
    except Exception as error:  # a learner's code may raise anything
        print("아직입니다.", error if isinstance(error, AssertionError) else f"{type(error).__name__}: {first_line(error)}")
        return Verdict(False)
    print("맞았습니다.")
    return Verdict(True)
