"""Write everything that follows from settings.ini and the notebooks.

    python .ci/sync.py           # write
    python .ci/sync.py --check   # change nothing, exit 1 and name what is stale

The notebooks' badge and install cells, what folds their hidden cells and their workshop, which
machine Colab and Kaggle give them; the README's table of lessons and clone command,
docs/phaseN_*.md and docs/figures/ (the lesson parts only: of an exported cell a page says where its
code is). Outputs and ids of cells are never touched.
"""

import ast
import base64
import json
import os
import re
import sys

from lesson import (ROOT, directives, exported_to, has_audio, is_badges, is_imports, is_install,
                    is_shown_code, lessons, read_settings, source)

SETTINGS = read_settings()
DOCS = ROOT / "docs"
INSTALL = '''\
#@title 설치
import importlib.util
import os
import sys


def is_installed():
    # 저장소를 복제한 폴더도 {lib_name}라는 이름이라서, 그 안의 모듈이 있는지 봅니다.
    try: return importlib.util.find_spec("{lib_name}.runtime") is not None
    except ModuleNotFoundError: return False


hosted = "google.colab" in sys.modules or "KAGGLE_KERNEL_RUN_TYPE" in os.environ
if hosted and not is_installed():
    %pip install -q "{lib_name}[notation] @ git+{git_url}@v{version}"
    sys.modules.pop("{lib_name}", None)
    importlib.invalidate_caches()
    if not is_installed():
        missing = ImportError("{lib_name}를 설치하지 못했습니다. Kaggle이면 오른쪽 Settings에서 "
                              "인터넷(Internet)을 켜고 이 셀을 다시 실행하십시오.")
        missing._render_traceback_ = lambda: [str(missing)]
        raise missing
if hosted:
    from {lib_name}.runtime import bring_fluidsynth
    bring_fluidsynth()'''
TITLE = "#@title 준비와 시험 (펼치지 않아도 됩니다)\n"
# JupyterLab and Kaggle fold a cell with these; Colab folds by cellView, which needs a title.
FOLDED = {"jupyter": {"source_hidden": True, "outputs_hidden": True},
          "_kg_hide-input": True, "_kg_hide-output": True}

WITH_GPU = ("03_training",)  # the lessons for which Colab and Kaggle start a machine with a GPU


def badges(lesson):
    place = f"{{user}}/{{repo}}/blob/v{{version}}/notebooks/{lesson.path.name}".format(**SETTINGS)
    colab = ("[![Colab에서 열기](https://colab.research.google.com/assets/colab-badge.svg)]"
             f"(https://colab.research.google.com/github/{place})")
    kaggle = ("[![Kaggle에서 열기](https://kaggle.com/static/images/open-in-kaggle.svg)]"
              f"(https://kaggle.com/kernels/welcome?src=https://github.com/{place})")
    return f"{colab} {kaggle}"


SILENT = ("GitHub에서는 그림만 보이고 소리는 나지 않습니다. 위의 단추로 열거나, "
          "패키지의 모델이 친 것을 "
          "[들어 보기](https://{user}.github.io/{repo}/docs/gallery/)에서 들으십시오.")


def one_cell(lesson, test, what):
    found = [cell for cell in lesson.cells if test(cell)]
    if len(found) == 1: return found[0]
    raise ValueError(f"{lesson.path.name}: {what} 칸이 {len(found)}개입니다. 하나여야 합니다.")


def fill(cell, text):
    cell["source"] = text.splitlines(keepends=True)


def fold(cell):
    """Fold a hidden cell everywhere. One that is exported gets no title, which would be in the
    module too: Colab shows it."""
    cell["metadata"].update(FOLDED)
    marks, code = re.match(r"((?:#\s*\|[^\n]*\n?)*)(.*)", source(cell), re.S).groups()
    if not code or exported_to(cell): return
    cell["metadata"]["cellView"] = "form"
    if "#@title" not in code: fill(cell, marks + TITLE + code)


def collapse(lesson):
    """Let the workshop open collapsed, in JupyterLab and in Colab, which knows a cell by the id in
    its metadata. JupyterLab 4.6 opens the section again at the first prose cell, heading or not,
    that is not marked too. Returns the ids of the sections for Colab."""
    rest = [cell for cell in lesson.cells[len(lesson.lesson_cells):]
            if cell["cell_type"] == "markdown"]
    for cell in rest: cell["metadata"]["jp-MarkdownHeadingCollapsed"] = True
    for heading in rest[:1]: heading["metadata"]["id"] = heading["id"]
    return [heading["id"] for heading in rest[:1]]


def set_machine(lesson):
    """Which machine Colab and Kaggle give the notebook, and which sections Colab collapses."""
    gpu, metadata = lesson.name in WITH_GPU, lesson.notebook["metadata"]
    metadata["colab"] = {"collapsed_sections": collapse(lesson)}
    metadata["kaggle"] = {"accelerator": "nvidiaTeslaT4" if gpu else "none", "isGpuEnabled": gpu,
                          "isInternetEnabled": True}
    metadata.pop("accelerator", None)
    if gpu:
        metadata["accelerator"] = "GPU"
        metadata["colab"]["gpuType"] = "T4"


def notebook_text(lesson):
    """The notebook with its badge and install cells filled in, its hidden cells folded and its
    machine chosen, as nbdev_clean would write it."""
    set_machine(lesson)
    badge = one_cell(lesson, is_badges, "배지(<!-- badges -->)")
    silent = SILENT.format(**SETTINGS)  # badges in the line of the comment would be raw HTML
    fill(badge, f"<!-- badges -->\n{badges(lesson)}\n\n{silent}")
    install = one_cell(lesson, is_install, "설치(#@title 설치)")
    fill(install, INSTALL.format(**SETTINGS))
    install["metadata"] = {"cellView": "form", "jupyter": {"source_hidden": True},
                           "_kg_hide-input": True}
    for cell in lesson.cells:
        if "hide" in directives(cell) and not is_imports(cell): fold(cell)
    return json.dumps(lesson.notebook, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def relink(prose):
    """Relative links of a notebook, as seen from docs/."""
    def move(match):
        target = os.path.normpath(ROOT / "notebooks" / match[1])
        return f"]({os.path.relpath(target, DOCS)}{match[2] or ''})"

    return re.sub(r"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)", move, prose)


def fence(text, language):
    ticks = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{ticks}{language}\n{text}\n{ticks}"


def clean_code(text):
    """Code without directives, form annotations and trailing blanks."""
    lines = [re.sub(r"\s*#@.*$", "", line) for line in text.splitlines()
             if not re.match(r"#\s*\||#@", line)]
    return "\n".join(lines).strip("\n")


def clean_text(text):
    """What a terminal would show: no colours, of a progress bar only the last state."""
    text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)
    lines = [line.rstrip("\r").split("\r")[-1].rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def where_exported(cell):
    """A line that says which public names a cell defines, and in which file they are."""
    path = f"tatumflow/{exported_to(cell).replace('.', '/')}.py"
    body = ast.parse(source(cell)).body
    names = [node.name for node in body if hasattr(node, "name")]
    names += [target.id for node in body if isinstance(node, ast.Assign)
              for target in node.targets if isinstance(target, ast.Name)]
    public = ", ".join(f"`{name}`" for name in names if not name.startswith("_"))
    return f"코드: [{path}](../{path})" + (f"의 {public}" if public else "")


class Page:
    """One docs/phaseN_*.md under construction, with the figures it shows."""

    def __init__(self, lesson):
        self.lesson, self.heading, self.figures = lesson, lesson.title, {}
        self.name = f"phase{lesson.number}_{lesson.name[3:]}"
        self.parts = [f"<!-- notebooks/{lesson.path.name}에서 만든 문서입니다. 여기를 고치지 말고 "
                      "노트북을 고친 뒤 python .ci/sync.py를 실행하십시오. -->"]
        for cell in lesson.lesson_cells: self.add_cell(cell)

    def files(self):
        page = "\n\n".join(part for part in self.parts if part) + "\n"
        return {DOCS / f"{self.name}.md": page.encode(), **self.figures}

    def add_cell(self, cell):
        if is_badges(cell): self.parts.append(badges(self.lesson))
        elif cell["cell_type"] == "markdown": self.add_prose(source(cell).strip())
        elif not is_shown_code(cell) or is_install(cell) or is_imports(cell): return
        elif exported_to(cell): self.parts.append(where_exported(cell))
        else: self.add_code(cell)

    def add_prose(self, text):
        headings = re.findall(r"^#+ (.+)$", text, re.M)
        if headings: self.heading = headings[-1].strip()
        self.parts.append(relink(text))

    def add_code(self, cell):
        code = clean_code(source(cell))
        if code and "echo: false" not in directives(cell): self.parts.append(fence(code, "python"))
        if "output: false" in directives(cell): return
        for output in cell["outputs"]: self.parts.append(self.show(output))

    def show(self, output):
        """One output as Markdown. Warnings and progress bars say nothing to a reader, and sound is
        heard in the notebook."""
        if output["output_type"] == "error":
            raise ValueError(f"{self.lesson.path.name}: 오류 출력이 저장되어 있습니다.")
        if output["output_type"] == "stream":
            text = clean_text("".join(output["text"])) if output["name"] == "stdout" else ""
            return text and fence(text, "text")
        if has_audio(output):
            return f"소리는 [노트북](../notebooks/{self.lesson.path.name})에서 들을 수 있습니다."
        if any("widget-view" in mime for mime in output["data"]): return ""
        return self.show_data({mime: "".join(value) for mime, value in output["data"].items()
                               if not isinstance(value, dict)})

    def show_data(self, data):
        if "image/png" in data: return self.figure(base64.b64decode(data["image/png"]), "png")
        if "image/svg+xml" in data: return self.figure(data["image/svg+xml"].encode(), "svg")
        if "text/markdown" in data: return relink(data["text/markdown"])
        if "text/html" in data and "data:" not in data["text/html"]:
            return re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.S).strip()
        return fence(clean_text(data.get("text/plain", "")), "text")

    def figure(self, content, kind):
        name = f"{self.name.split('_')[0]}_{len(self.figures) + 1:02}.{kind}"
        self.figures[DOCS / "figures" / name] = content
        return f"![{self.heading}](figures/{name})"


def readme_text(all_lessons):
    """The README with its table of lessons and its clone command filled in."""
    rows = ["| 수업 | 하는 일 | 빠른 코스 | 정식 코스 | 열기 |", "|---|---|---|---|---|"]
    for lesson in all_lessons:
        quick, full = lesson.times
        title = f"[{lesson.title}](notebooks/{lesson.path.name})"
        rows.append(f"| {title} | {lesson.promise} | {quick} | {full} | {badges(lesson)} |")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = "<!-- lessons -->\n" + "\n".join(rows) + "\n<!-- /lessons -->"
    text = re.sub(r"<!-- lessons -->.*?<!-- /lessons -->", lambda _: block, text, flags=re.S)
    clone = "git clone {git_url} && cd {repo}".format(**SETTINGS)
    text = re.sub(r"git clone \S+ && cd \S+", clone, text)
    return re.sub(r"https://[\w-]+\.github\.io/[\w.-]+/",
                  "https://{user}.github.io/{repo}/".format(**SETTINGS), text)


def wanted():
    """Every file that this tool writes, with the content it should have."""
    all_lessons = lessons()
    files = {ROOT / "README.md": readme_text(all_lessons).encode()}
    for lesson in all_lessons:
        files |= Page(lesson).files()
        files[lesson.path] = notebook_text(lesson).encode()
    return files


def stale():
    """The files to write and the files to remove."""
    files = wanted()
    write = {path: content for path, content in files.items()
             if not path.exists() or path.read_bytes() != content}
    made = [*DOCS.glob("phase*.md"), *(DOCS / "figures").glob("phase*")]
    return write, [path for path in made if path not in files]


def main():
    write, remove = stale()
    names = ", ".join(sorted(str(path.relative_to(ROOT)) for path in [*write, *remove]))
    if "--check" in sys.argv[1:]:
        if names: sys.exit(f"낡은 파일: {names}\npython .ci/sync.py를 실행하고 커밋하십시오.")
        return
    for path, content in write.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for path in remove: path.unlink()
    print("고친 파일: " + (names or "없음"))


if __name__ == "__main__":
    try: main()
    except ValueError as error: sys.exit(str(error))
