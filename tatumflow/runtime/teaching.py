"""Exercises that check themselves."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

from .errors import first_line

__all__ = ['Verdict', 'self_check']


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, for `if` and `assert`. A notebook shows nothing for it, because
    `self_check` has already said so in words."""
    right: bool

    def __bool__(self): return self.right

    def _ipython_display_(self): pass


def self_check(check, answer) -> Verdict:
    """Run `check(answer)`, which asserts what a solution must do, and say in Korean whether it
    holds."""
    try:
        check(answer)
    except Exception as error:  # a learner's code may raise anything
        if isinstance(error, AssertionError): print("아직입니다.", error)
        else: print(f"아직입니다. {type(error).__name__}: {first_line(error)}")
        return Verdict(False)
    print("맞았습니다.")
    return Verdict(True)
