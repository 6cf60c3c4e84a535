"""What the tools of this folder know of a lesson: its file, its cells, which of them are shown."""

import json
import re
import tempfile
import unicodedata
import uuid
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from nbclient import NotebookClient
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["00_setup", "01_data", "02_experiment", "03_training", "04_evaluation", "05_generation",
         "06_portfolio"]
CELL_SECONDS = 900  # on two slow cores


def client(notebook, folder, **named):
    """Runs a notebook's cells in a folder. It talks to its kernel through files: the numbers of
    network ports are chosen before the kernel opens them, and another program of the machine may
    be quicker."""
    connection = f"{tempfile.gettempdir()}/{uuid.uuid4()}.json"
    files = Config(KernelManager={"transport": "ipc", "connection_file": connection})
    return NotebookClient(notebook, config=files, kernel_name="python3", timeout=CELL_SECONDS,
                          extra_arguments=["--log-level=ERROR"],
                          resources={"metadata": {"path": str(folder)}}, **named)


def read_settings():
    parser = ConfigParser()
    parser.read(ROOT / "settings.ini", encoding="utf-8")
    return parser["DEFAULT"]


def width(line):
    """Columns on a screen: Korean letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def source(cell):
    return "".join(cell["source"])


def directives(cell):
    """The nbdev directives of a code cell, e.g. {"hide", "export data.notes"}."""
    if cell["cell_type"] != "code": return set()
    return {match[1].strip() for match in re.finditer(r"^#\s*\|(.*)$", source(cell), re.M)}


def exported_to(cell):
    """The module that a cell is exported to, e.g. "data.notes"; None for other cells."""
    return next((words.split()[1] for words in directives(cell) if words.startswith("export ")),
                None)


def is_imports(cell):
    return bool(re.match(r"(#\s*\|.*\n)*# (test )?imports\b", source(cell)))


def is_shown_code(cell):
    return cell["cell_type"] == "code" and not directives(cell) & {"hide", "include: false"}


def is_badges(cell):
    return cell["cell_type"] == "markdown" and source(cell).startswith("<!-- badges -->")


def is_install(cell):
    first = source(cell).split("\n")[0].strip()
    return cell["cell_type"] == "code" and first in ("#@title 설치", "# install")


def is_parameters(cell):
    return "parameters" in cell["metadata"].get("tags", [])


def is_workshop(cell):
    """The heading after which a notebook holds no lesson, only the rest of the library."""
    return cell["cell_type"] == "markdown" and re.match(r"# 작업실\b", source(cell))


def takes_over(text):
    """Whether a cell's text ends by taking over what earlier lessons left."""
    return text.rstrip().split("\n")[-1] in ("take_over(lane)", "take_over(lane, make=False)")


def exercise_call(cell):
    """The line with which an exercise's stub ends, `self_check(check, answer)`; else None."""
    last = source(cell).rstrip().split("\n")[-1]
    return last if is_shown_code(cell) and last.startswith("self_check(") else None


def solution(cell):
    """The code of a folded solution; None for other cells."""
    found = re.search(r"<details>.*?```python\n(.*?)```.*?</details>", source(cell), re.S)
    return found[1] if cell["cell_type"] == "markdown" and found else None


def questions(cell):
    """How many folded answers a prose cell holds that are not solutions."""
    is_prose = cell["cell_type"] == "markdown" and not solution(cell)
    return source(cell).count("<details>") if is_prose else 0


def has_audio(output):
    data = output.get("data", {})
    return (any(mime.startswith("audio/") for mime in data)
            or "<audio" in "".join(data.get("text/html", "")))


@dataclass
class Lesson:
    path: Path

    def __post_init__(self):
        self.name = self.path.stem
        self.number = int(self.name[:2])
        self.notebook = json.loads(self.path.read_text(encoding="utf-8"))
        self.cells = self.notebook["cells"]

    @property
    def lesson_cells(self):
        """What comes before the workshop."""
        end = next((i for i, cell in enumerate(self.cells) if is_workshop(cell)), len(self.cells))
        return self.cells[:end]

    def find(self, pattern, what):
        """The first match of a regular expression in the prose."""
        for cell in self.cells:
            is_prose = cell["cell_type"] == "markdown"
            match = re.search(pattern, source(cell), re.M) if is_prose else None
            if match: return match
        raise ValueError(f"{self.path.name}: {what} 없습니다.")

    @property
    def title(self): return self.find(r"^# (.+)$", "제목(# …)이")[1].strip()

    @property
    def promise(self): return self.find(r"^> (.+)$", "한 줄 소개(> …)가")[1].strip()

    @property
    def times(self):
        """What the lesson says of its time: (quick lane, full lane)."""
        row = self.find(r"^\|\s*(?:걸리는 )?시간\s*\|([^|\n]+)\|([^|\n]+)\|",
                        "코스 표의 시간 줄(| 시간 | 빠른 코스 | 정식 코스 |)이")
        return row[1].strip(), row[2].strip()


def lessons():
    return [Lesson(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
