"""The command lines that the pages show: found, read by the program's own parser, and tried in a
finished workspace.

    python .ci/commands.py DIR       # all of them, in a workspace that the quick lane has filled
    python .ci/commands.py           # read their options only
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from lesson import ROOT, lessons, source

BIN = Path(sys.executable).parent
SECONDS = 900  # a command that takes longer hangs
HELP = {  # of the commands that are not ours: how each lists its options
    "pip": "pip install --help", "accelerate": "accelerate launch --help",
    "jupyter": "jupyter lab --help", "tensorboard": "tensorboard --helpfull",
    "git": "git clone -h", "apt-get": "apt-get --help", "python": "python --help",
    "python3": "python --help", "bash": "bash --help", "nbdev_clean": "nbdev_clean --help",
    "pytest": "pytest --help",
}
NOT_RUN = {  # what is read but not run, and why
    r"^--": "명령 없이 옵션만 적은 것입니다",
    r"^git |-m build$": "저장소를 내려받거나, 저장소 안에서 씁니다",
    r"pip install|apt-get|--source pijama|--push|--space|--install":
        "인터넷에서 내려받거나 올리고, 컴퓨터에 설치합니다",
    r"python3? -m venv": "새 환경을 만듭니다",
    r"jupyter lab|tensorboard |outputs/space/app\.py|http\.server":
        "끄기 전에는 끝나지 않는 서버입니다",
    r"config_production|config_small|phase3_train_production$":
        "본격 모델은 GPU에서 여러 시간 훈련합니다",
    r"--mine ": "여러분의 MIDI가 든 폴더가 있어야 합니다",
    r"phase4_read_listening": "사람이 듣고 보낸 답이 있어야 합니다",
    r"tatumflow quickstart": "일곱 노트북과 같은 길을 가며 몇 분이 걸립니다",
    r"--style \"Art Tatum\"": "빠른 코스의 시험 곡은 연습곡뿐입니다",
    r"\.ci/|^pytest": "이 저장소의 도구입니다. 시험 자신이거나, 내놓을 것을 만들 때만 씁니다",
}


@cache
def helps():
    """{name: help text} of the package's own commands."""
    from tatumflow.__main__ import COMMANDS, main
    texts = {}
    for name in COMMANDS:
        said = StringIO()
        with redirect_stdout(said): main([name, "--help"])
        texts[name] = said.getvalue()
    return texts


@dataclass(frozen=True)
class Line:
    """One command as a page shows it."""
    text: str
    page: str

    @property
    def words(self): return shlex.split(self.text)

    @property
    def reason(self):
        """Why it is not run; None for those that are."""
        return next((why for pattern, why in NOT_RUN.items() if re.search(pattern, self.text)),
                    None)


def pages():
    """The prose of every page, by name: README, docs, cards, notebooks, and the examples in the
    commands' own help."""
    cards = sorted((ROOT / "tatumflow").rglob("*.md"))
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *cards]:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for lesson in lessons():
        prose = [source(cell) for cell in lesson.cells if cell["cell_type"] == "markdown"]
        yield lesson.path.name, "\n\n".join(prose)
    for name, text in helps().items():
        examples = re.findall(r"^\s+(tatumflow .*)$", text, re.M)
        yield f"tatumflow {name} --help", "\n".join(f"`{line}`" for line in examples)


def lines_of(page, text):
    """The commands in fenced shell blocks, which may hold nothing else, and the commands and
    options in inline code."""
    blocks = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
    shell = [line for kind, body in blocks.findall(text) if kind in ("", "bash", "sh")
             for line in body.splitlines()]
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", blocks.sub("", text))
    for shown, code in [*((True, line) for line in shell), *((False, code) for code in inline)]:
        for part in code.split(" && "):
            words = re.sub(r"^[!%]?(\.venv/bin/)?", "", part.strip())
            program, _, rest = words.partition(" ")
            if program in helps() and rest: words = f"tatumflow {words}"
            option = re.match(r"--(?!name|flag|help)[a-z]", words)  # those three stand for any
            ours = re.match(r"tatumflow [a-z]\w", words)
            if option or rest and (program in HELP or ours): yield Line(words, page)
            elif shown and words and program != "cd":
                raise ValueError(f"{page}: .ci/commands.py가 모르는 명령입니다: {words}")


def find_lines():
    """Every command once, with the first page that shows it."""
    found = {}
    for page, text in pages():
        for line in lines_of(page, text): found.setdefault(line.text, line)
    return list(found.values())


@cache
def options_of(program):
    """The help text of a program that is not ours."""
    done = subprocess.run(HELP[program], shell=True, env=environment(), capture_output=True,
                          text=True)
    return done.stdout + done.stderr


def environment():
    return {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}


def mistake(words):
    """What the program's own parser says against a command; None if nothing."""
    program, *rest = words
    if program.startswith("--"):
        known = any(knows(text, program) for text in helps().values())
        return None if known or not mistake(["accelerate", program]) else "그런 옵션은 없습니다."
    if program == "tatumflow": return our_mistake(rest)
    if "$(which" in rest:
        cut = rest.index("$(which")
        return our_mistake(rest[cut + 2:]) or mistake([program, *rest[:cut]])
    if program in ("python", "python3", "bash") and not rest[0].startswith("-"):
        return script_mistake(ROOT / rest[0], rest[1:])
    wrong = [word for word in rest if word.startswith("-")
             and not knows(options_of(program), word.split("=")[0])]
    return f"{program}의 옵션이 아닙니다: {' '.join(wrong)}" if wrong else None


def knows(text, option):
    """Whether a help text lists an option."""
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)


def our_mistake(words):
    from tatumflow.__main__ import read_command
    from tatumflow.runtime import UsageError
    try:
        with redirect_stdout(StringIO()): read_command(words)
    except UsageError as error: return str(error)
    except SystemExit as told: return told.code or None  # --help and --version end the process


def script_mistake(script, options):
    """What is wrong with a call of a script of this repository."""
    if ".ci" not in script.parts: return None
    if not script.is_file(): return f"{script.name}이 없습니다."
    text = script.read_text(encoding="utf-8")
    wrong = [option for option in options if option.startswith("-") and option not in text]
    return f"{script.name}의 옵션이 아닙니다: {' '.join(wrong)}" if wrong else None


def put_stand_ins(line, workspace):
    """Files that a page only names, such as `곡.mid`: an étude or the newest checkpoint under that
    name."""
    models = {".mid": "data/art_tatum_midi/*.mid", ".pt": "checkpoints/tatumflow_*.pt"}
    for word in line.words:
        path = workspace / word
        if path.suffix in models and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(sorted(workspace.glob(models[path.suffix]))[-1], path)


def try_line(line, workspace):
    """Run a command in the workspace as it stands on the page: its seconds, and what it said if it
    failed."""
    put_stand_ins(line, workspace)
    began = time.monotonic()
    done = subprocess.run(["timeout", str(SECONDS), "bash", "-c", line.text], cwd=workspace,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**environment(), "TATUMFLOW_WORKSPACE": str(workspace)})
    wrong = f"{done.returncode}로 끝났습니다.\n{done.stdout[-2000:]}" if done.returncode else None
    return time.monotonic() - began, wrong


def main():
    for line in find_lines():
        seconds, wrong = 0, mistake(line.words)
        if sys.argv[1:] and not wrong and not line.reason:
            seconds, wrong = try_line(line, Path(sys.argv[1]).resolve())
        if wrong: sys.exit(f"{line.page}: {line.text}: {wrong}")
        print(f"{seconds:4.0f}초 {line.text}", f"(읽기만: {line.reason})" if line.reason else "")


if __name__ == "__main__":
    main()
