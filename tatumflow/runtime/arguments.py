"""The command line's options: argparse, with its errors and its help in Korean."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import math
from argparse import (
    ArgumentError, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Iterable
from contextlib import suppress
from difflib import get_close_matches

__all__ = ['Parser', 'UsageError', 'number', 'one_of', 'whole']


class UsageError(Exception):
    """A command line that cannot be understood; `str(error)` says in Korean what is wrong."""


def whole(text: str) -> int:
    """`text` as an integer, for `add_argument(type=whole)`."""
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"뒤에는 정수를 적으십시오. 받은 값: '{text}'.") from None


def number(text: str) -> float:
    """`text` as a finite number, for `add_argument(type=number)`."""
    with suppress(ValueError):
        if math.isfinite(value := float(text)):
            return value
    raise ArgumentTypeError(f"뒤에는 숫자를 적으십시오. 받은 값: '{text}'.")


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """What takes only these names, for `add_argument(type=one_of(names))`."""
    known = list(names)

    def choose(text: str) -> str:
        if text in known:
            return text
        choices = ", ".join(known)
        raise ArgumentTypeError(f"뒤에는 {choices} 가운데 하나를 적으십시오. 받은 값: '{text}'.")

    return choose


class _KoreanHelp(RawDescriptionHelpFormatter):
    """Help whose only English words are the names of options."""

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "사용법: ")


class Parser(ArgumentParser):
    """Reads the options of one command. A command adds its options with `add_argument`, each with
    a `help` in Korean, and gives an `example`."""

    def __init__(self, name: str, summary: str = ""):
        super().__init__(f"tatumflow {name}", f"tatumflow {name} [옵션]", summary, add_help=False,
                         allow_abbrev=False, exit_on_error=False, formatter_class=_KoreanHelp)
        self._optionals.title = "옵션"
        self.add_argument("--help", action="help", help="이 도움말을 보여 줍니다")

    def read(self, words: list[str]) -> Namespace:
        """The options in `words`. Raises `UsageError`."""
        try:
            options, unknown = self.parse_known_args(words)
        except ArgumentError as error:
            raise UsageError(f"{error.argument_name} {_in_korean(error.message)}") from None
        if unknown:
            raise UsageError(self._unknown(unknown[0]))
        return options

    def _unknown(self, word: str) -> str:
        known = [name for action in self._actions for name in action.option_strings]
        close = get_close_matches(word.partition("=")[0], known, n=1)
        hint = f"혹시 {close[0]}입니까?" if close else f"쓸 수 있는 옵션: {', '.join(known)}."
        return f"모르는 옵션입니다: '{word}'. {hint}"


def _in_korean(message: str) -> str:
    """What argparse says of an option. Our own types speak Korean already."""
    if message.startswith("expected"):
        return "뒤에 값이 없습니다."
    if message.startswith("ignored explicit argument"):
        return "뒤에는 값을 적지 않습니다."
    return message
