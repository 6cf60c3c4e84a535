# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

from .errors import first_line

__all__ = ['Verdict', 'self_check']


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
