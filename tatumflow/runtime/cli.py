# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import inspect
import sys
import tempfile
import time
import traceback
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from .errors import TatumError
from .workspaces import workspace

__all__ = ['COMMANDS', 'Command', 'Option', 'command', 'run_command']


@dataclass(frozen=True)
class Option:
    "One `--name` of a command, read from a keyword argument."
    name: str
    help: str
    default: object
    convert: type
    many: bool = False
    choices: tuple = ()

    @property
    def flag(self): return "--" + self.name.replace("_", "-")

    @property
    def usage(self):
        if self.convert is bool: return self.flag
        value = "|".join(map(str, self.choices)) or self.name.upper()
        return f"{self.flag} {value}" + (" …" if self.many else "")


@dataclass(frozen=True)
class Command:
    "A function that is also a subcommand of `tatumflow`."
    function: typing.Callable
    help: str
    example: str
    options: dict[str, Option]


COMMANDS: dict[str, Command] = {}


def _read_option(name: str, default, hint) -> Option:
    help = ""
    while (origin := typing.get_origin(hint)) in (Annotated, typing.Union, types.UnionType):
        if origin is Annotated: hint, help = typing.get_args(hint)
        else: hint, = (part for part in typing.get_args(hint) if part is not type(None))
    if many := typing.get_origin(hint) is list: hint, = typing.get_args(hint)
    choices = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()
    convert = type(choices[0]) if choices else hint
    if convert not in (bool, int, float, str, Path): raise TypeError(f"{name}: {hint} is no type of an option")
    if default is inspect.Parameter.empty or (convert is bool and default is not False):
        raise TypeError(f"{name}: an option needs a default, and a flag is False by default")
    return Option(name, help, default, convert, many, choices)


def command(help: str, example: str):
    "Register a function under its own name as a subcommand; its keyword arguments become its options."
    def register(function):
        hints = typing.get_type_hints(function, include_extras=True)
        options = {name: _read_option(name, parameter.default, hints[name])
                   for name, parameter in inspect.signature(function).parameters.items()}
        COMMANDS[function.__name__] = Command(function, help, example, options)
        return function
    return register


class _UsageError(Exception): pass


def _convert(option: Option, text: str):
    try:
        value = option.convert(text)
    except ValueError:
        kind = "정수" if option.convert is int else "숫자"
        raise _UsageError(f"{option.flag} 뒤에는 {kind}를 적으십시오. 받은 값: '{text}'.") from None
    if option.choices and value not in option.choices:
        raise _UsageError(f"{option.flag} 뒤에는 {', '.join(map(str, option.choices))} 가운데 하나를 적으십시오. 받은 값: '{text}'.")
    return value


def _parse(options: dict[str, Option], words: list[str]) -> dict:
    "Keyword arguments from `--name value`, `--name=value`, `--flag`, and of options for many `--name v1 v2` or `--name v1 --name v2`."
    arguments, words = {}, list(words)
    while words:
        word, equals, joined = words.pop(0).partition("=")
        option = options.get(word[2:].replace("-", "_")) if word.startswith("--") else None
        if option is None:
            known = ", ".join(option.flag for option in options.values()) or "없음"
            raise _UsageError(f"모르는 옵션입니다: '{word}'. 쓸 수 있는 옵션: {known}.")
        if option.name in arguments and not option.many: raise _UsageError(f"{option.flag}을(를) 두 번 적었습니다. 한 번만 적으십시오.")
        values = [joined] if equals else []
        if option.convert is bool:
            if equals: raise _UsageError(f"{option.flag} 뒤에는 값을 적지 않습니다.")
            arguments[option.name] = True
            continue
        while words and not words[0].startswith("--") and (option.many or not values): values.append(words.pop(0))
        if not values: raise _UsageError(f"{option.flag} 뒤에 값이 없습니다.")
        values = [_convert(option, value) for value in values]
        arguments[option.name] = arguments.get(option.name, []) + values if option.many else values[0]
    return arguments


def _help(name: str, command: Command) -> str:
    lines = [f"사용법: tatumflow {name} [옵션]", "", command.help, "", "옵션:"]
    for option in command.options.values():
        default = "" if option.default in (None, False) else f" (기본값: {option.default})"
        lines += [f"  {option.usage}", f"      {option.help}{default}"]
    return "\n".join([*lines, "  --help", "      이 도움말을 보여 줍니다", "", "예:", f"  {command.example}"])


def _overview(commands: dict[str, Command]) -> str:
    width = max(map(len, commands))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in commands.items()]
    return "\n".join(["사용법: tatumflow 명령 [옵션]", "", "명령:", *lines, "",
                      "명령 뒤에 --help를 붙이면 그 명령의 옵션을 보여 줍니다.", "", "예:",
                      f"  {next(iter(commands.values())).example}"])


def run_command(argv: list[str] | None = None, commands: dict[str, Command] = COMMANDS) -> int:
    "Run one subcommand and return its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted."
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in ("-h", "--help"):
        print(_overview(commands))
        return 0
    name = words[0].replace("-", "_")
    if name not in commands:
        print(f"없는 명령입니다: '{words[0]}'. 쓸 수 있는 명령: {', '.join(commands)}.", file=sys.stderr)
        return 2
    if {"-h", "--help"} & set(words):
        print(_help(name, commands[name]))
        return 0
    try:
        commands[name].function(**_parse(commands[name].options, words[1:]))
        return 0
    except _UsageError as error:
        print(f"{error} 자세한 설명: tatumflow {name} --help", file=sys.stderr)
        return 2
    except TatumError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("중단했습니다. 같은 명령을 다시 실행하면 됩니다.", file=sys.stderr)
        return 130
    except Exception:
        print(f"예상하지 못한 오류로 멈췄습니다. 자세한 기록을 {_log_error()} 파일에 남겼으니 함께 알려 주십시오.", file=sys.stderr)
        return 1


def _log_error() -> Path:
    "Append the traceback of the current exception to the workspace's error log."
    log = workspace().root / "logs/error.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        log = Path(tempfile.gettempdir()) / "tatumflow_error.log"
    with open(log, "a", encoding="utf-8") as file: file.write(f"{time.ctime()}\n{traceback.format_exc()}\n")
    return log
