"""The gate: all that must hold before a change goes in. Every check is counted; the first failure ends the run.

    python .ci/gate.py      # in an environment with `pip install -e '.[dev]'`
"""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbclient.exceptions import CellExecutionError

import commands
import platforms
import sync
from execute import execute
from lesson import NAMES, ROOT, exercise_call, has_audio, is_parameters, is_shown_code, lessons, questions, source

BIN = Path(sys.executable).parent
MAX_CELL_LINES = 40
MAX_NOTEBOOK_BYTES = 2_000_000
COMMANDS = ["phase0_test_environment", "phase1_collect_data", "phase1_prepare_dataset", "phase1_analyze_data",
            "phase2_quick_test", "phase3_train_production", "phase4_evaluate_model", "phase5_generate_samples",
            "phase5_midi_to_mp3", "phase6_export_huggingface", "phase6_make_portfolio", "quickstart"]
# What a lesson leaves in the workspace.
ARTEFACTS = {
    "00_setup": [],
    "01_data": ["data/art_tatum_midi/*.mid", "data/metadata.json"],
    "02_experiment": ["config_mini.yaml", "outputs/first_generation.mid"],
    "03_training": ["checkpoints/tatumflow_*.pt", "logs/tensorboard/**/events.out.tfevents.*"],
    "04_evaluation": ["results/metrics.json", "results/comparison.md"],
    "05_generation": ["outputs/generation/*.mid", "outputs/generation/*.mp3"],
    "06_portfolio": [*(f"outputs/huggingface/{name}" for name in ("model.safetensors", "config.json", "*tokenizer*.json", "README.md")),
                     "presentation.pdf", "outputs/demo.mp4"],
}


# The workspace that the seven notebooks fill, in which the commands of the pages are then tried.
WORKSPACE = tempfile.TemporaryDirectory(prefix="tatumflow_gate_")
MAX_MINUTES = 20  # of the quick lane, all seven notebooks


class Failure(Exception):
    "A check that did not hold; the text says what is wrong and what to do."


passed = 0


def check(holds, problem):
    "Count a check, or stop the gate with the problem."
    global passed
    if not holds: raise Failure(problem)
    passed += 1


def run(*command, cwd=ROOT, **environment):
    "A finished process, its stdout and stderr together."
    return subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, text=True,
                          encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def tool(name, *options, cwd=ROOT, **environment):
    "Run a tool of this environment that must succeed."
    done = run(BIN / name, *options, cwd=cwd, **environment)
    check(done.returncode == 0, f"{name} {' '.join(map(str, options))}: 실패했습니다.\n{done.stdout}")


def project_files():
    "Tracked files, and untracked ones that git does not ignore."
    done = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def copy_project(folder):
    for path in project_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)


def digests(folder, paths):
    return {str(path): hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths}


def copied_digests(folder):
    return digests(folder, [path.relative_to(folder) for path in folder.rglob("*")
                            if path.is_file() and path.name != ".last_checked"])


def changes(before, after):
    return ", ".join(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


# The steps. Those that clean or export work on a copy, so that a failing gate loses nobody's edit.

def this_checkout_is_installed():
    "시험하는 것이 이 저장소의 코드"
    done = run(sys.executable, "-c", "import tatumflow; print(*tatumflow.__path__)", cwd=BIN)
    check(done.stdout.strip() == str(ROOT / "tatumflow") and (BIN / "tatumflow").exists(),
          f"이 저장소가 설치된 환경이 아닙니다. {BIN}/pip install -e '.[dev]'를 실행하십시오.")


def lessons_are_readable():
    "일곱 노트북의 모양"
    found = [lesson.name for lesson in lessons()]
    check(found == NAMES, f"노트북이 {NAMES}이어야 하는데 {found}입니다.")
    for lesson in lessons():
        name = lesson.path.name
        check(lesson.path.stat().st_size < MAX_NOTEBOOK_BYTES, f"{name}: 2 MB를 넘습니다. 큰 출력을 줄이십시오.")
        shown = [(number, len(source(cell).splitlines())) for number, cell in enumerate(lesson.cells) if is_shown_code(cell)]
        long = [f"{number}번 칸 {lines}줄" for number, lines in shown if lines > MAX_CELL_LINES]
        check(not long, f"{name}: {', '.join(long)}. {MAX_CELL_LINES}줄 안으로 나누십시오.")
        bare = unexplained(lesson)
        check(not bare, f"{name}: {', '.join(f'{number}번' for number in bare)} 코드 칸 앞에 설명이 없습니다. 무엇을 왜 하는지 한 문장을 적으십시오.")
        lane = [source(cell) for cell in lesson.cells if is_parameters(cell)]
        check(len(lane) == 1 and 'lane = "quick"' in lane[0], f'{name}: lane = "quick"인 parameters 칸이 하나 있어야 합니다.')
        ends = [source(cell).rstrip() for cell in lesson.cells if is_shown_code(cell)]
        check(not lesson.number or any(end.endswith("take_over(lane)") for end in ends) and "hand_over()" in ends,
              f"{name}: take_over(lane)으로 이어받고 hand_over()로 넘기는 칸이 있어야 합니다.")
        count = sum(map(bool, map(exercise_call, lesson.cells)))
        check(count >= 2, f"{name}: 연습이 {count}개입니다. self_check(…)로 끝나는 연습이 두 개 이상 있어야 합니다.")
        count = sum(map(questions, lesson.cells))
        check(count >= 5, f"{name}: 답을 접어 둔 질문이 {count}개입니다. 다섯 개 이상 있어야 합니다.")
        outputs = [output for cell in lesson.cells for output in cell.get("outputs", [])]
        check(any(map(has_audio, outputs)), f"{name}: 저장된 출력에 소리가 없습니다. python .ci/execute.py로 실행해 저장하십시오.")


def unexplained(lesson):
    "The numbers of the shown code cells that follow another without prose between."
    found, before = [], None
    for number, cell in enumerate(lesson.cells):
        if before == "code" and is_shown_code(cell): found.append(number)
        if cell["cell_type"] == "markdown" or is_shown_code(cell): before = cell["cell_type"]
    return found


def notebooks_are_clean():
    "nbdev_clean이 바꾸는 것이 없음"
    with tempfile.TemporaryDirectory() as folder:
        copy_project(Path(folder))
        before = copied_digests(Path(folder))
        tool("nbdev_clean", cwd=folder)
        changed = changes(before, copied_digests(Path(folder)))
    check(not changed, f"nbdev_clean이 고치는 파일: {changed}. nbdev_clean을 실행하고 커밋하십시오.")


def modules_match_notebooks():
    "모듈을 지우고 nbdev_export를 하면 그대로 돌아옴"
    with tempfile.TemporaryDirectory() as folder:
        copy_project(Path(folder))
        before = copied_digests(Path(folder))
        for path in (Path(folder) / "tatumflow").rglob("*.py"):
            if path.name != "__init__.py": path.unlink()
        tool("nbdev_export", cwd=folder)
        changed = changes(before, copied_digests(Path(folder)))
    check(not changed, f"노트북과 다른 파일: {changed}. 모듈은 손으로 고치지 않습니다. 노트북을 고치고 nbdev_export를 실행하십시오.")
    exported = [lesson.module for lesson in lessons()]
    check(len(set(exported)) == len(exported), f"한 모듈을 두 노트북이 만듭니다: {exported}")


def generated_files_are_fresh():
    "배지, 설치 칸, README, docs가 최신"
    write, remove = sync.stale()
    names = ", ".join(sorted(str(path.relative_to(ROOT)) for path in [*write, *remove]))
    check(not names, f"낡은 파일: {names}. python .ci/sync.py를 실행하고 커밋하십시오.")


def links_resolve():
    "문서와 노트북 사이의 링크가 모두 있는 파일을 가리킴"
    pages = {path: re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
             for path in map(ROOT.joinpath, project_files()) if path.suffix == ".md"}
    pages |= {lesson.path: "\n".join(source(cell) for cell in lesson.cells if cell["cell_type"] == "markdown") for lesson in lessons()}
    for page, text in pages.items():
        targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"https?:|#|data:|attachment:", target)]
        missing = [target for target in targets if not (page.parent / target).exists()]
        check(not missing, f"{page.relative_to(ROOT)}: 없는 곳을 가리키는 링크 {', '.join(missing)}")


def imported_names(path):
    "Full names of the modules that a module of ours imports, anywhere in it."
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import): yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, ["tatumflow" if node.level else None, node.module]))
            yield base
            if base == "tatumflow": yield from (f"tatumflow.{alias.name}" for alias in node.names)


def modules_import_one_way():
    "모듈은 위의 모듈만 가져오고 nbdev, fastcore를 쓰지 않음"
    order = [lesson.module for lesson in lessons()]
    for position, module in enumerate(order):
        names = list(imported_names(ROOT / "tatumflow" / f"{module}.py"))
        tools = sorted({name.split(".")[0] for name in names} & {"nbdev", "fastcore", "execnb", "ghapi"})
        check(not tools, f"tatumflow/{module}.py가 개발 도구를 가져옵니다: {tools}")
        below = [other for other in order[position:] if f"tatumflow.{other}" in names]
        check(not below, f"tatumflow/{module}.py가 뒤의 모듈을 가져옵니다: {below}")


def commands_explain_themselves():
    "모든 명령의 --help가 한국어이고 예가 있음"
    check(run(BIN / "tatumflow", "no_such_command").returncode == 2, "tatumflow: 없는 명령에 2로 끝나야 합니다.")
    with ThreadPoolExecutor(2) as pool:
        helps = list(pool.map(lambda name: run(BIN / "tatumflow", name, "--help"), COMMANDS))
    for name, done in zip(COMMANDS, helps):
        check(done.returncode == 0, f"tatumflow {name} --help가 {done.returncode}로 끝났습니다.\n{done.stdout}")
        check(re.search("[가-힣]{2}", done.stdout), f"tatumflow {name} --help에 한국어 설명이 없습니다.")
        check(f"tatumflow {name}" in re.sub(r"usage:.*", "", done.stdout), f"tatumflow {name} --help에 사용 예가 없습니다.")


def written_commands_are_understood():
    "문서에 적힌 명령의 옵션이 모두 진짜 옵션"
    for line in commands.find_lines():
        wrong = commands.mistake(line.words)
        check(not wrong, f"{line.page}: {line.text}: {wrong}")
        for words in commands.misspelt(line):
            check(commands.mistake(words), f"{line.text}: 잘못 적은 옵션을 알아채지 못합니다: {' '.join(words)}")


def written_commands_work():
    "문서에 적힌 명령을 일곱 노트북이 채운 작업 폴더에서 실행"
    for line in commands.find_lines():
        if line.reason: continue
        seconds, wrong = commands.try_line(line, Path(WORKSPACE.name))
        check(not wrong, f"{line.page}: {line.text}: {wrong}")
        print(f"   {seconds:.0f}초 {line.text}", flush=True)


def notebook_tests_pass():
    "nbdev_test, 차례로 한 작업 폴더에서"
    with tempfile.TemporaryDirectory() as workspace:
        for lesson in lessons():
            start = time.monotonic()
            tool("nbdev_test", "--path", lesson.path, "--n_workers", 0, TATUMFLOW_WORKSPACE=workspace)
            print(f"   {lesson.name}: {time.monotonic() - start:.0f}초", flush=True)


def learners_can_follow():
    "새 작업 폴더에서 일곱 노트북을 차례로 실행"
    before = digests(ROOT, project_files())
    seconds = sum(follow(lesson, Path(WORKSPACE.name)) for lesson in lessons())
    print(f"   빠른 코스 모두: {seconds / 60:.1f}분", flush=True)
    check(seconds < 60 * MAX_MINUTES, f"빠른 코스가 {seconds / 60:.0f}분 걸립니다. {MAX_MINUTES}분 안이어야 합니다.")
    changed = changes(before, digests(ROOT, project_files()))
    check(not changed, f"노트북이 작업 폴더 밖에 파일을 썼습니다: {changed}")


def follow(lesson, workspace):
    "Run a lesson as a learner would, look at what it leaves; its seconds."
    try: notebook, seconds = execute(lesson.path, workspace, exercises=True)
    except (CellExecutionError, TimeoutError) as error: raise Failure(f"{lesson.path.name}: {error}") from None
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    check(not any(output.output_type == "error" for output in outputs), f"{lesson.path.name}: 오류 출력이 있습니다.")
    check(any(map(has_audio, outputs)), f"{lesson.path.name}: 들을 것이 없습니다.")
    for pattern in ARTEFACTS[lesson.name]:
        found = [path for path in workspace.glob(pattern) if path.stat().st_size]
        check(found, f"{lesson.path.name}: 산출물 {pattern}이 없습니다.")
    print(f"   {lesson.name}: {seconds:.0f}초", flush=True)
    return seconds


def platforms_are_understood():
    "Colab과 Kaggle에서 거절되거나 없는 것마다 한국어 안내"
    for trial, wrong in platforms.results():
        check(not wrong, f"{trial.name}: {'; '.join(wrong)}")


STEPS = [this_checkout_is_installed, lessons_are_readable, notebooks_are_clean, modules_match_notebooks, generated_files_are_fresh,
         links_resolve, modules_import_one_way, commands_explain_themselves, written_commands_are_understood, platforms_are_understood,
         notebook_tests_pass, learners_can_follow, written_commands_work]


def main():
    for step in STEPS:
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
