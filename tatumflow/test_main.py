"""The command `tatumflow`."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import re
import subprocess
import sys
import types
from unittest import mock

import pytest

from .__main__ import COMMANDS, main


@pytest.fixture(name="command")
def _command(monkeypatch):
    """`command(work)`: put a command "sing" into the table, which does `work(options)`."""

    def put(work):
        def sing(parser):
            parser.add_argument("--n", type=int, help="개수")
            parser.epilog = "예:\n  tatumflow sing --n 2"
            return work
        monkeypatch.setitem(COMMANDS, "sing", ("test_only", "노래합니다"))
        monkeypatch.setitem(sys.modules, "tatumflow.test_only.commands",
                            types.SimpleNamespace(sing=sing))
    return put


def _call(*words):
    return subprocess.run([sys.executable, "-m", "tatumflow", *words], capture_output=True,
                          text=True)


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_without_a_command_all_are_shown(capsys, words):
    assert main(words) == 0
    said = capsys.readouterr().out
    assert all(name in said and summary in said for name, (_, summary) in COMMANDS.items())
    assert "예:\n  tatumflow quickstart" in said
    assert "TATUMFLOW_WORKSPACE" in said and "HF_TOKEN" in said


def test_help_and_version_load_nothing():
    code = ("import sys; from tatumflow.__main__ import main; main(['--help']); "
            "main(['--version']); print([m for m in sys.modules if m.startswith('tatumflow.')])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "['tatumflow.__main__']"
    assert re.match(r"tatumflow \d+\.\d+\.\d+$", done.stdout.splitlines()[-2])


def test_help_takes_half_a_second():
    resource = pytest.importorskip("resource")  # not on Windows
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert _call("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_a_command_gets_its_options(command):
    seen = []
    command(lambda options: seen.append(options.n))
    assert main(["sing", "--n", "2"]) == 0 and seen == [2]


@pytest.mark.parametrize("error, code, words", [
    (KeyboardInterrupt(), 130, "중단"), (ZeroDivisionError("oops"), 1, "error.log")])
def test_a_failure_is_one_sentence_and_an_exit_code(command, capsys, error, code, words):
    command(mock.Mock(side_effect=error))
    assert main(["sing"]) == code
    out, err = capsys.readouterr()
    assert words in err and err.count("\n") == 1 and not out


def test_an_error_for_the_learner_is_shown_as_it_is(command, capsys):
    from tatumflow.runtime import TatumError
    command(mock.Mock(side_effect=TatumError("이렇게 고치십시오.")))
    assert main(["sing"]) == 1 and capsys.readouterr().err == "이렇게 고치십시오.\n"


def test_an_unforeseen_error_is_logged(command, ws):
    command(mock.Mock(side_effect=ZeroDivisionError("oops")))
    for _ in range(2): main(["sing"])
    log = (ws.root / "logs/error.log").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError: oops") == 2


def test_an_error_of_the_system_is_a_sentence_even_where_no_log_can_be_written(command, capsys, ws):
    command(mock.Mock(side_effect=PermissionError(errno.EACCES, "Permission denied", "곡.mid")))
    ws.root.mkdir(parents=True)
    (ws.root / "logs").write_text("a file where the folder of the log should be")
    assert main(["sing"]) == 1
    said = capsys.readouterr().err
    assert "곡.mid. 권한이 없습니다" in said and "tatumflow_error.log" in said
    assert "예상하지" not in said and said.count("\n") == 1


@pytest.mark.parametrize("words, told", [
    (["phase3_train"], "혹시 phase3_train_production입니까?"), (["xyzzy"], "있는 명령: quickstart"),
    (["sing", "--m", "1"], "tatumflow sing --help"), (["sing", "--n"], "값이 없습니다")])
def test_wrong_usage_is_told_with_the_way_to_the_help(command, capsys, words, told):
    command(print)
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert told in err and "--help" in err and err.count("\n") == 1 and not out


def test_a_name_may_be_written_with_dashes(command):
    seen = []
    command(lambda options: seen.append(options.n))
    with mock.patch.dict(COMMANDS, long_name=COMMANDS["sing"]):
        sys.modules["tatumflow.test_only.commands"].long_name = lambda parser: seen.append
        assert main(["long-name"]) == 0 and len(seen) == 1


def test_nobody_reading_is_no_error():
    line = f"{sys.executable} -m tatumflow --help | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.stdout.splitlines()[0].startswith("사용법") and not done.stderr
    assert done.stdout.splitlines()[1] in ("0", "141")


def test_output_that_breaks_off_is_no_failure_of_the_command(command, capfd):
    command(mock.Mock(side_effect=BrokenPipeError))
    with mock.patch("os.dup2"): assert main(["sing"]) == 141
    assert not capfd.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_korean_help_with_an_example(name, capsys):
    assert main([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"사용법: tatumflow {name} [옵션]")
    assert f"예:\n  tatumflow {name}" in said
    assert not re.search("usage|options:|show this|None|default", said)
    for line in re.split(r"\n  (?=-)", said.partition("옵션:")[2].partition("예:")[0])[1:]:
        assert re.search("[가-힣]", line), line
        assert line.count("기본값") <= 1, line
