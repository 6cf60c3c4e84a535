"""The gate: all that must hold before a change goes in. The first failure ends the run.

    python .ci/gate.py           # everything, as .ci/run calls it
    python .ci/gate.py quick     # about a minute: style, export, documents, imports
    python .ci/gate.py tests     # pytest
    python .ci/gate.py course    # the seven notebooks as a learner runs them, platforms, commands

It needs an environment with `pip install -e '.[dev]'`.
"""

import ast
import hashlib
import html
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbclient.exceptions import CellExecutionError

import commands
import export
import platforms
import style
import sync
import words
from execute import execute
from lesson import (NAMES, ROOT, exercise_call, has_audio, is_parameters, is_shown_code, lessons,
                    questions, source, takes_over)

BIN = Path(sys.executable).parent
NOTEBOOK_BYTES = 2_000_000
MINUTES = 20  # of the quick lane, all seven notebooks
HUB_FILES = ["model.safetensors", "config.json", "*tokenizer*.json", "README.md"]
ARTEFACTS = {  # what a lesson leaves in the workspace
    "00_setup": [],
    "01_data": ["data/art_tatum_midi/*.mid", "data/metadata.json"],
    "02_experiment": ["config_mini.yaml", "outputs/first_generation.mid"],
    "03_training": ["checkpoints/tatumflow_*.pt", "logs/tensorboard/**/events.out.tfevents.*"],
    "04_evaluation": ["results/metrics.json", "results/comparison.md"],
    "05_generation": ["outputs/generation/*.mid", "outputs/generation/*.mp3"],
    "06_portfolio": [*(f"outputs/huggingface/{name}" for name in HUB_FILES),
                     "presentation.pdf", "outputs/demo.mp4"],
}
WORKSPACE = tempfile.TemporaryDirectory(prefix="tatumflow_gate_")  # the seven notebooks fill it


class Failure(Exception):
    """A check that did not hold; the text says what is wrong and what to do."""


passed = 0


def check(holds, problem):
    """Count a check, or stop the gate with the problem."""
    global passed
    if not holds: raise Failure(problem)
    passed += 1


def run(*command, cwd=ROOT, **environment):
    """A finished process, its stdout and stderr together."""
    return subprocess.run([str(part) for part in command], cwd=cwd, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, **environment})


def tool(name, *options, cwd=ROOT):
    """Run a tool of this environment that must succeed."""
    done = run(BIN / name, *options, cwd=cwd)
    words = " ".join(map(str, options))
    check(done.returncode == 0, f"{name} {words}: 실패했습니다.\n{done.stdout}")


def project_files():
    """Tracked files, and untracked ones that git does not ignore."""
    done = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, check=True,
                          capture_output=True, text=True)
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def digests(folder, paths):
    return {str(path): hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths}


def changes(before, after):
    names = before.keys() | after.keys()
    return ", ".join(sorted(name for name in names if before.get(name) != after.get(name)))


def relative(paths):
    return ", ".join(sorted(str(path.relative_to(ROOT)) for path in paths))


# quick

def this_checkout_is_installed():
    "시험하는 것이 이 저장소의 코드"
    done = run(sys.executable, "-c", "import tatumflow; print(*tatumflow.__path__)", cwd=BIN)
    check(done.stdout.strip() == str(ROOT / "tatumflow") and (BIN / "tatumflow").exists(),
          f"이 저장소가 설치된 환경이 아닙니다. {BIN}/pip install -e '.[dev]'를 실행하십시오.")


def code_is_plain():
    "칸과 줄의 크기, 매개변수의 수, ruff"
    faults = [*style.notebook_faults(), *style.module_faults()]
    check(not faults, "\n".join(faults))
    tool("ruff", "check", "--quiet", "notebooks", "tatumflow", ".ci", "setup.py")


def tools_import_what_exists():
    "도구가 서로에게서, 그리고 라이브러리에서 가져오는 이름이 모두 있음"
    for path in sorted((ROOT / ".ci").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        missing = [f"{node.module}.{one.name}" for node in ast.walk(tree)
                   if isinstance(node, ast.ImportFrom)
                   for one in node.names if not is_there(node.module, one.name, path.parent)]
        check(not missing, f"{relative([path])}: 없는 것을 가져옵니다: {', '.join(missing)}")


def is_there(module, name, folder):
    """Whether a name can be imported from a file of .ci, next to its importer in `folder` or above,
    or from the library. Other packages are not asked: tools need more than the gate installs."""
    if module.split(".")[0] == "tatumflow": return hasattr(importlib.import_module(module), name)
    file = next((place / f"{module}.py" for place in (folder, ROOT / ".ci")
                 if (place / f"{module}.py").is_file()), None)
    if file is None: return True
    return any(name in (getattr(node, "id", None), getattr(node, "name", None))
               for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
               if isinstance(node, (ast.FunctionDef, ast.ClassDef))
               or isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def modules_match_notebooks():
    "모듈이 노트북에서 내보낸 그대로이고, 위의 꾸러미만 가져옴"
    write, remove = export.stale()
    check(not write and not remove,
          f"노트북과 다른 파일: {relative([*write, *remove])}. 모듈은 손으로 고치지 않습니다. "
          "노트북을 고치고 python .ci/export.py를 실행하십시오.")


def lessons_are_readable():
    "일곱 노트북의 모양"
    found = [lesson.name for lesson in lessons()]
    check(found == NAMES, f"노트북이 {NAMES}이어야 하는데 {found}입니다.")
    for lesson in lessons():
        for problem in lesson_problems(lesson): check(False, f"{lesson.path.name}: {problem}")
        check(True, "")


def lesson_problems(lesson):
    if lesson.path.stat().st_size >= NOTEBOOK_BYTES:
        yield "2 MB를 넘습니다. 큰 출력을 줄이십시오."
    lane = [source(cell) for cell in lesson.cells if is_parameters(cell)]
    if len(lane) != 1 or 'lane = "quick"' not in lane[0]:
        yield 'lane = "quick"인 parameters 칸이 하나 있어야 합니다.'
    ends = [source(cell).rstrip() for cell in lesson.cells if is_shown_code(cell)]
    handed = any(map(takes_over, ends)) and "hand_over()" in ends
    if lesson.number and not handed:
        yield "take_over(lane)으로 이어받고 hand_over()로 넘기는 칸이 있어야 합니다."
    if sum(map(bool, map(exercise_call, lesson.cells))) < 2:
        yield "self_check(…)로 끝나는 연습이 두 개 이상 있어야 합니다."
    if sum(map(questions, lesson.cells)) < 5:
        yield "답을 접어 둔 질문이 다섯 개 이상 있어야 합니다."
    outputs = [output for cell in lesson.cells for output in cell.get("outputs", [])]
    if not any(map(has_audio, outputs)):
        yield "저장된 출력에 소리가 없습니다. python .ci/execute.py로 실행해 저장하십시오."


def notebooks_are_clean():
    "nbdev_clean이 바꾸는 것이 없음"
    with tempfile.TemporaryDirectory() as folder:
        for name in ("notebooks", "settings.ini"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, Path(folder) / name)
        paths = [path.relative_to(ROOT) for path in (ROOT / "notebooks").glob("*.ipynb")]
        tool("nbdev_clean", cwd=folder)
        changed = changes(digests(ROOT, paths), digests(Path(folder), paths))
    check(not changed,
          f"nbdev_clean이 고치는 파일: {changed}. nbdev_clean을 실행하고 커밋하십시오.")


def generated_files_are_fresh():
    "배지, 설치 칸, README, docs가 최신"
    write, remove = sync.stale()
    names = relative([*write, *remove])
    check(not names, f"낡은 파일: {names}. python .ci/sync.py를 실행하고 커밋하십시오.")


def gallery_fits_the_player():
    "들어 보기의 쪽이 지금의 재생기가 읽는 것을 적음"
    from tatumflow.data import make_etude, roll_player
    page = (ROOT / "docs/gallery/index.html").read_text(encoding="utf-8")
    written, (now,) = rolls_in(page), rolls_in(roll_player(make_etude().notes, ("", "")))
    check(written and all(roll.keys() == now.keys() for roll in written),
          "docs/gallery/index.html이 낡았습니다. python .ci/tools/gallery.py --tries 3을 실행하고 "
          "커밋하십시오.")


def rolls_in(page):
    """What the players of a page are given."""
    return [json.loads(html.unescape(one)) for one in re.findall(r'data-roll="([^"]*)"', page)]


def links_resolve():
    "문서와 노트북 사이의 링크가 모두 있는 파일을 가리킴"
    pages = {path: path.read_text(encoding="utf-8")
             for path in map(ROOT.joinpath, project_files()) if path.suffix == ".md"}
    for lesson in lessons():
        prose = [source(cell) for cell in lesson.cells if cell["cell_type"] == "markdown"]
        pages[lesson.path] = "\n".join(prose)
    for page, text in pages.items():
        text = re.sub(r"```.*?```", "", text, flags=re.S)
        targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)
                   if not re.match(r"https?:|#|data:|attachment:", target)]
        missing = [target for target in targets if not (page.parent / target).exists()]
        check(not missing, f"{page.relative_to(ROOT)}: 없는 곳을 가리키는 링크 {missing}")


def glossary_is_complete_and_obeyed():
    "용어집에 없는 말과 쓰지 않기로 한 말이 글에 없음"
    faults = list(words.faults())
    check(not faults, "\n".join(faults))


def written_commands_are_understood():
    "문서에 적힌 명령의 옵션이 모두 진짜 옵션"
    for line in commands.find_lines():
        wrong = commands.mistake(line.words)
        check(not wrong, f"{line.page}: {line.text}: {wrong}")


# tests

def tests_pass():
    "pytest"
    done = run(sys.executable, "-m", "pytest", "tatumflow", "-q", "-n", "2", "--durations=10",
               "-m", "slow or not slow", OMP_NUM_THREADS="1")
    print(done.stdout[-3000:], flush=True)
    check(done.returncode == 0, "실패한 시험이 있습니다. 위를 보십시오.")


# course

def learners_can_follow():
    "새 작업 폴더에서 일곱 노트북을 차례로 실행"
    before = digests(ROOT, project_files())
    seconds = sum(follow(lesson, Path(WORKSPACE.name)) for lesson in lessons())
    print(f"   빠른 코스 모두: {seconds / 60:.1f}분", flush=True)
    check(seconds < 60 * MINUTES, f"{seconds / 60:.0f}분 걸립니다. {MINUTES}분 안이어야 합니다.")
    changed = changes(before, digests(ROOT, project_files()))
    check(not changed, f"노트북이 작업 폴더 밖에 파일을 썼습니다: {changed}")


def follow(lesson, workspace):
    """Run a lesson as a learner would, look at what it leaves; its seconds."""
    try: notebook, seconds = execute(lesson.path, workspace, exercises=True)
    except (CellExecutionError, TimeoutError) as error:
        raise Failure(f"{lesson.path.name}: {error}") from None
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    errors = [output for output in outputs if output.output_type == "error"]
    check(not errors, f"{lesson.path.name}: 오류 출력이 있습니다.")
    check(any(map(has_audio, outputs)), f"{lesson.path.name}: 들을 것이 없습니다.")
    for pattern in ARTEFACTS[lesson.name]:
        found = [path for path in workspace.glob(pattern) if path.stat().st_size]
        check(found, f"{lesson.path.name}: 산출물 {pattern}이 없습니다.")
    print(f"   {lesson.name}: {seconds:.0f}초", flush=True)
    return seconds


def platforms_are_understood():
    "Colab과 Kaggle에서 거절되거나 없는 것마다 한국어 안내"
    for trial, wrong, *_ in platforms.results(platforms.trials()):
        check(not wrong, f"{trial.name}: {'; '.join(wrong)}")


def written_commands_work():
    "문서에 적힌 명령을 일곱 노트북이 채운 작업 폴더에서 실행"
    for line in commands.find_lines():
        if line.reason: continue
        seconds, wrong = commands.try_line(line, Path(WORKSPACE.name))
        check(not wrong, f"{line.page}: {line.text}: {wrong}")
        print(f"   {seconds:.0f}초 {line.text}", flush=True)


TIERS = {
    "quick": [this_checkout_is_installed, tools_import_what_exists, modules_match_notebooks,
              code_is_plain, lessons_are_readable, notebooks_are_clean, generated_files_are_fresh,
              gallery_fits_the_player, links_resolve, glossary_is_complete_and_obeyed,
              written_commands_are_understood],
    "tests": [tests_pass],
    "course": [platforms_are_understood, learners_can_follow, written_commands_work],
}


def main():
    names = sys.argv[1:] or list(TIERS)
    unknown = [name for name in names if name not in TIERS]
    if unknown: sys.exit(f"없는 단계입니다: {unknown[0]}. 있는 것: {', '.join(TIERS)}")
    for step in (step for name in names for step in TIERS[name]):
        print(f"-- {step.__doc__}", flush=True)
        start = time.monotonic()
        try: step()
        except (Failure, ValueError) as problem:
            print(f"실패: {problem}\n{passed} passed, 1 failed")
            sys.exit(1)
        print(f"   {time.monotonic() - start:.0f}초", flush=True)
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
