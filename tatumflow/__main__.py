"""The command `tatumflow`: a table of subcommands, each imported when it is called."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import os
import sys
import tempfile
import time
import traceback
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

__all__ = ['COMMANDS', 'main', 'read_command']


COMMANDS = {
    "quickstart": ("portfolio", "연습곡으로 모으기, 준비, 훈련, 생성, 소리를 한 번에 합니다"),
    "phase0_test_environment": ("runtime", "환경을 진단하고 계산과 소리를 시험합니다"),
    "phase1_collect_data": ("data", "연주를 모아 망가진 것과 겹치는 것을 골라냅니다"),
    "phase1_prepare_dataset": ("data", "모은 연주를 훈련, 검증, 시험으로 나누고 토큰으로 바꿉니다"),
    "phase1_analyze_data": ("data", "모은 연주의 통계를 냅니다"),
    "phase2_quick_test": ("model", "MIDI 한 곡을 작은 모델에 외우게 하여 코드가 옳은지 봅니다"),
    "phase3_train_production": ("training", "준비한 데이터로 모델을 훈련합니다"),
    "phase4_evaluate_model": ("evaluation", "모델을 재고 체크포인트를 견줍니다"),
    "phase4_make_listening_page": ("evaluation", "눈을 가리고 들을 페이지 한 장을 만듭니다"),
    "phase4_read_listening": ("evaluation", "듣기 페이지의 답을 모아 셈합니다"),
    "phase5_generate_samples": ("generation", "모델이 연주하여 MIDI와 MP3로 남깁니다"),
    "phase5_midi_to_mp3": ("generation", "MIDI를 소리 크기가 고른 MP3로 바꿉니다"),
    "phase6_export_huggingface": ("portfolio", "Hugging Face용 모델 폴더를 만들고 올립니다"),
    "phase6_export_web": ("portfolio", "모델이 브라우저에서 치는 웹 페이지를 만듭니다"),
    "phase6_make_portfolio": ("portfolio", "모델 폴더, 글, 발표 자료, 영상을 한 번에 만듭니다"),
}  # name: (package whose `commands` module holds a function of that name, what it does)


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand (default: that of the command line). Returns the exit code: 0 done,
    1 failed, 2 wrong usage, 130 interrupted, 141 nobody reads the output any more. A failure is
    one Korean sentence on stderr."""
    words = sys.argv[1:] if argv is None else list(argv)
    _prepare_screen()
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # as after `tatumflow --help | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at the end
        return 141
    return code


def _version():
    from tatumflow import __version__
    return f"tatumflow {__version__}"


_SETTINGS = [
    "환경 변수:",
    "  TATUMFLOW_WORKSPACE        작업 폴더(기본: 지금 폴더)",
    "  TATUMFLOW_SOUNDFONT        소리를 낼 사운드폰트(.sf2나 .sf3)",
    "  HF_TOKEN                   Hugging Face에 올리고 내려받을 때의 토큰",
    "  OMP_NUM_THREADS            계산에 쓸 스레드의 수. 다른 일과 함께 돌릴 때는 1",
]


def _overview():
    lines = [f"  {name:<26} {summary}" for name, (_, summary) in COMMANDS.items()]
    return "\n".join(["사용법: tatumflow 명령 [옵션]", "", "명령:", *lines, "",
                      "명령 뒤에 --help를 붙이면 그 명령의 옵션과 예를 보여 줍니다.",
                      "--version은 판 번호를 보여 줍니다.", "", *_SETTINGS, "",
                      "예:", "  tatumflow quickstart"])


def _run(words):
    """Do what `words` ask for; returns the exit code."""
    if not words or words[0] in ("-h", "--help", "--version"):
        print(_version() if words == ["--version"] else _overview())
        return 0
    from tatumflow.runtime.arguments import UsageError
    from tatumflow.runtime.errors import TatumError
    try:
        read_command(words)()
    except SystemExit:  # after --help
        return 0
    except BrokenPipeError:
        raise
    except UsageError as error:
        return _fail(2, f"{error} 자세한 설명: tatumflow {_help_of(words)}")
    except TatumError as error:
        return _fail(1, error)
    except KeyboardInterrupt:
        return _fail(130, "중단했습니다. 같은 명령을 다시 실행하면 됩니다.")
    except Exception as error:
        return _fail(1, _say_unforeseen(error))
    return 0


def _say_unforeseen(error):
    """What to tell of an error that nothing foresaw; its traceback goes to the log."""
    from tatumflow.runtime.errors import korean_reason
    log = _log_error()
    if isinstance(error, OSError) and error.errno:
        place = f": {error.filename}" if error.filename else ""
        return (f"파일이나 폴더를 읽거나 쓸 수 없어 멈췄습니다{place}. {korean_reason(error)}. "
                f"자세한 기록은 {log} 파일에 있습니다.")
    return ("예상하지 못한 오류로 멈췄습니다. 자세한 기록을 "
            f"{log} 파일에 남겼으니 함께 알려 주십시오.")


def _fail(code, text):
    print(text, file=sys.stderr)
    return code


def read_command(words):
    """The work that a command line asks for, as a function without arguments. Raises `UsageError`,
    and `SystemExit` after `--help`."""
    from tatumflow.runtime.arguments import Parser, UsageError
    name = words[0].replace("-", "_")
    if name not in COMMANDS:
        close = get_close_matches(name, COMMANDS, n=1, cutoff=0.4)
        hint = f"혹시 {close[0]}입니까?" if close else f"있는 명령: {', '.join(COMMANDS)}."
        raise UsageError(f"없는 명령입니다: '{words[0]}'. {hint}")
    package, summary = COMMANDS[name]
    parser = Parser(name, summary)
    work = getattr(import_module(f"tatumflow.{package}.commands"), name)(parser)
    options = parser.read(words[1:])
    return lambda: work(options)


def _help_of(words):
    name = words[0].replace("-", "_")
    return f"{name} --help" if name in COMMANDS else "--help"


def _log_error():
    """Append the traceback of the current exception to the workspace's error log; its path."""
    from tatumflow.runtime.workspaces import workspace
    text, path = f"{time.ctime()}\n{traceback.format_exc()}\n", Path("logs/error.log")
    try:
        return _append(workspace().root / path, text)
    except OSError:  # nothing can be written there
        return _append(Path(tempfile.gettempdir()) / "tatumflow_error.log", text)


def _append(log, text):
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "a", encoding="utf-8") as file: file.write(text)
    return log


def _prepare_screen():
    """On Windows a pipe may know no Korean, or Korean but no dashes."""
    for screen in (sys.stdout, sys.stderr):
        if not isinstance(screen, io.TextIOWrapper): continue
        try:
            "가".encode(screen.encoding)
        except UnicodeEncodeError:
            screen.reconfigure(encoding="utf-8")
        else:
            screen.reconfigure(errors="replace")


if __name__ == "__main__" and __package__:  # a notebook is "__main__" too, but of no package
    sys.exit(main())
