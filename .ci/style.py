"""What holds of every cell and every module: sizes, widths, plain statements. Ruff does the
rest."""

import ast
from collections import defaultdict

from lesson import ROOT, exported_to, is_imports, lessons, source, width

WIDTH = 100  # columns
CELL_LINES, CLASS_LINES = 25, 85
MODULE_LINES = defaultdict(lambda: 250, {"etudes.py": 330})
PARAMETERS = 6


def cell_faults(cell):
    """What is wrong with the shape of a code cell, in words."""
    lines = source(cell).splitlines()
    broad = [line for line in lines if width(line) > WIDTH]
    if broad: yield f"{WIDTH}칸을 넘는 줄이 {len(broad)}개 있습니다: {broad[0][:60]}…"
    limit = CLASS_LINES if is_one_class(cell) else CELL_LINES
    if len(lines) > limit and not is_imports(cell):
        yield f"{len(lines)}줄입니다. {limit}줄 안으로 나누십시오"


def is_one_class(cell):
    """Whether an exported cell is one class and nothing else: a class cannot be cut in two."""
    if not exported_to(cell): return False
    body = [node for node in ast.parse(source(cell)).body
            if not isinstance(node, ast.Expr)]  # a module's docstring may come first
    return len(body) == 1 and isinstance(body[0], ast.ClassDef)


def notebook_faults():
    for lesson in lessons():
        for number, cell in enumerate(lesson.cells):
            if cell["cell_type"] != "code": continue
            for fault in cell_faults(cell): yield f"{lesson.path.name} {number}번 칸: {fault}"


def module_faults():
    """Modules that are too long, functions with too many parameters, walruses inside calls."""
    for path in sorted((ROOT / "tatumflow").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        place, length = path.relative_to(ROOT), len(text.splitlines())
        is_test = path.name.startswith("test_")
        if length > MODULE_LINES[path.name] and not is_test: yield f"{place}: {length}줄입니다"
        for node in ast.walk(ast.parse(text)):
            yield from (f"{place}:{node.lineno}: {fault}" for fault in node_faults(node))


def node_faults(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)
                 if argument.arg not in ("self", "cls")]
        if len(names) > PARAMETERS: yield f"{node.name}의 매개변수가 {len(names)}개입니다"
    if isinstance(node, ast.Call):
        parts = [*node.args, *(keyword.value for keyword in node.keywords)]
        if any(isinstance(part, ast.NamedExpr) for part in parts): yield "호출 안에 := 가 있습니다"
