"""The options of a command: argparse, with its errors and its help in Korean."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import math
from argparse import (
    Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Iterable
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
    with contextlib.suppress(ValueError):
        value = float(text)
        if math.isfinite(value): return value
    raise ArgumentTypeError(f"뒤에는 숫자를 적으십시오. 받은 값: '{text}'.")


def one_of(names: Iterable[str]) -> Callable[[str], str]:
    """What takes only these names, for `add_argument(type=one_of(names))`."""
    known = list(names)

    def choose(text: str) -> str:
        if text in known: return text
        choices = ", ".join(known)
        raise ArgumentTypeError(f"뒤에는 {choices} 가운데 하나를 적으십시오. 받은 값: '{text}'.")

    choose.shown = "|".join(known)
    return choose


class _KoreanHelp(RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "사용법: ")


class _Once(Action):
    """Stores the value of an option that may be given once."""

    def __call__(self, parser, namespace, values, option_string=None):
        if self.dest in parser.given:
            raise ArgumentError(self, "값을 두 번 적었습니다. 한 번만 적으십시오.")
        parser.given.add(self.dest)
        setattr(namespace, self.dest, values)


class Parser(ArgumentParser):
    """Reads the options of one command. The command adds them with `add_argument`, each with its
    `help` in Korean, and gives an example as `epilog`."""

    def __init__(self, name: str, summary: str = ""):
        super().__init__(f"tatumflow {name}", f"tatumflow {name} [옵션]", summary, add_help=False,
                         allow_abbrev=False, exit_on_error=False, formatter_class=_KoreanHelp)
        self._group = self.add_argument_group("옵션")
        self.given, self.known = set(), []
        self.add_argument("-h", "--help", action="help", help="이 도움말을 보여 줍니다")

    def add_argument(self, *names, **settings):
        """Add an option as argparse does. Its help also tells the default, its metavar the choices;
        one that stores a value may be given only once."""
        default, shown = settings.get("default"), getattr(settings.get("type"), "shown", None)
        if default not in (None, False): settings["help"] += f" (기본값: {default})"
        if shown: settings.setdefault("metavar", shown)
        settings.setdefault("action", _Once)
        self.known += [name for name in names if name.startswith("--")]
        return self._group.add_argument(*names, **settings)

    def error(self, message):
        raise UsageError(message)

    def read(self, words: list[str]) -> Namespace:
        """The options in `words`. Raises `UsageError`."""
        self.given.clear()
        try:
            options, unknown = self.parse_known_args([_with_dashes(word) for word in words])
        except ArgumentError as error:
            raise UsageError(f"{error.argument_name} {_in_korean(error.message)}") from None
        if unknown: raise UsageError(self._say_unknown(unknown[0]))
        return options

    def _say_unknown(self, word):
        close = get_close_matches(word.partition("=")[0], self.known, n=1)
        hint = f"혹시 {close[0]}입니까?" if close else f"쓸 수 있는 옵션: {', '.join(self.known)}."
        return f"모르는 옵션입니다: '{word}'. {hint}"


def _with_dashes(word):
    """`--max-steps` for `--max_steps`, its name in Python."""
    if not word.startswith("--"): return word
    name, equals, value = word.partition("=")
    return name.replace("_", "-") + equals + value


def _in_korean(message):
    """What argparse says of an option. Our own types speak Korean already."""
    if message.startswith("expected"): return "뒤에 값이 없습니다."
    if message.startswith("ignored explicit argument"): return "뒤에는 값을 적지 않습니다."
    return message
