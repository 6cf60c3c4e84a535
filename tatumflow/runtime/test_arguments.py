"""The options of a command."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from pathlib import Path

import pytest

from .arguments import number, one_of, Parser, UsageError, whole


@pytest.fixture(name="parser")
def _parser():
    """The options of a command that sings."""
    parser = Parser("sing", "노래합니다")
    parser.add_argument("--midi", type=Path, help="파일")
    parser.add_argument("--mode", type=one_of(["stride", "bebop"]), default="stride", help="방식")
    parser.add_argument("--n", type=whole, default=1, help="개수")
    parser.add_argument("--tempo", type=number, help="빠르기")
    parser.add_argument("--max-steps", type=whole, help="걸음")
    parser.add_argument("--checkpoint", type=Path, nargs="+", action="extend", help="여러 파일")
    parser.add_argument("--private", action="store_true", help="비공개")
    parser.epilog = "예:\n  tatumflow sing --midi 곡.mid"
    return parser


def test_options_are_read_with_their_types(parser):
    words = ["--midi", "a.mid", "--mode=bebop", "--n", "-3", "--tempo", "1.5", "--max-steps", "7",
             "--checkpoint", "a", "b", "--private"]
    assert vars(parser.read(words)) == {
        "midi": Path("a.mid"), "mode": "bebop", "n": -3, "tempo": 1.5, "max_steps": 7,
        "checkpoint": [Path("a"), Path("b")], "private": True}


def test_options_that_are_not_given_have_their_defaults(parser):
    assert vars(parser.read([])) == {"midi": None, "mode": "stride", "n": 1, "tempo": None,
                                     "max_steps": None, "checkpoint": None, "private": False}


def test_an_option_for_many_may_be_given_again(parser):
    options = parser.read(["--checkpoint", "a", "--checkpoint", "b", "c"])
    assert options.checkpoint == [Path("a"), Path("b"), Path("c")]


def test_names_may_have_underscores_and_values_keep_them(parser):
    assert parser.read(["--max_steps", "7"]).max_steps == 7
    assert parser.read(["--midi=my_song.mid"]).midi == Path("my_song.mid")


@pytest.mark.parametrize("line, words", [
    ("--n two", "--n 뒤에는 정수를 적으십시오. 받은 값: 'two'."), ("--n 1.5", "정수"),
    ("--tempo fast", "숫자"), ("--tempo nan", "숫자"), ("--tempo inf", "숫자"),
    ("--mode waltz", "--mode 뒤에는 stride, bebop 가운데"), ("--midi", "--midi 뒤에 값이 없"),
    ("--checkpoint --n 1", "--checkpoint 뒤에 값이"), ("--n --midi a", "--n 뒤에 값이 없"),
    ("--private=yes", "--private 뒤에는 값을 적지 않"), ("--n 1 --n 2", "--n 값을 두 번"),
    ("--n 1 --n 1", "두 번"), ("a.mid", "모르는 옵션입니다: 'a.mid'"),
    ("--max-step 7", "--max-steps입니까"), ("--chekpoint=a", "--checkpoint입니까"),
    ("--xyzzy", "쓸 수 있는 옵션: --help, --midi, --mode")])
def test_a_wrong_line_is_told_in_korean(parser, line, words):
    with pytest.raises(UsageError) as caught: parser.read(line.split())
    assert words in str(caught.value) and not re.search("expected|invalid|error", str(caught.value))


def test_a_parser_can_read_again(parser):
    for _ in range(2): assert parser.read(["--n", "2"]).n == 2


def test_help_is_korean_with_defaults_choices_and_an_example(parser, capsys):
    with pytest.raises(SystemExit): parser.read(["--n", "2", "-h"])
    said = capsys.readouterr().out
    for words in ("사용법: tatumflow sing [옵션]", "노래합니다", "옵션:", "stride|bebop",
                  "(기본값: stride)", "(기본값: 1)", "예:\n  tatumflow sing --midi 곡.mid"):
        assert words in said
    assert not re.search("usage|options|show this|default|None|False", said)
