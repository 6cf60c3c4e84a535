"""Run the lessons in order, as a learner would, and save their outputs.

    python .ci/execute.py                              # all seven, in a new workspace
    python .ci/execute.py --workspace DIR 03_training  # one of them, on what the others left in DIR

Afterwards run nbdev_clean and .ci/sync.py, which renders the outputs into docs/.
"""

import argparse
import base64
import io
import os
import re
import tempfile
import time

import nbformat
from PIL import Image

from lesson import NAMES, ROOT, client, exercise_call, solution


def try_exercises(cells):
    """The cells, and after each exercise a test that its stub fails its own check, after each
    folded solution that it passes."""
    call, new_cell = None, nbformat.v4.new_code_cell
    for cell in cells:
        yield cell
        if exercise_call(cell):
            call = exercise_call(cell)
            yield new_cell(f'assert not {call}, "빈칸이 검사를 통과합니다."')
        elif call and solution(cell):
            yield new_cell(f'{solution(cell)}\nassert {call}, "풀이가 검사를 통과하지 못합니다."')
            call = None
    if call: raise ValueError(f"풀이가 없는 연습이 있습니다: {call}")


def execute(path, workspace, exercises=False):
    """The notebook with its new outputs, and the seconds it took. With `exercises`, their stubs and
    solutions are tried too. Raises CellExecutionError at the first broken cell."""
    notebook = nbformat.read(path, as_version=4)
    if exercises: notebook.cells = list(try_exercises(notebook.cells))
    start = time.monotonic()
    client(notebook, path.parent).execute(env={**os.environ, "TATUMFLOW_WORKSPACE": str(workspace)})
    return notebook, time.monotonic() - start


def tidy(notebook, workspace):
    """Without the outputs of hidden cells, this machine's paths (the workspace, folders for a
    moment), and progress bars, whose widgets are empty in a saved notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "code": cell.outputs = list(tidy_outputs(cell, workspace))
    notebook.metadata.pop("widgets", None)
    return notebook


def tidy_outputs(cell, workspace):
    folders = rf"{re.escape(str(workspace))}/|{re.escape(tempfile.gettempdir())}/tmp\w+/"
    for output in cell.outputs:
        is_widget = "application/vnd.jupyter.widget-view+json" in output.get("data", {})
        if is_widget or cell.source.startswith("#| hide"): continue
        if output.output_type == "stream": output.text = re.sub(folders, "", output.text)
        if "image/png" in output.get("data", {}):
            output.data["image/png"] = in_256_colours(output.data["image/png"])
        yield output


def in_256_colours(png):
    """A figure (base64) with a palette: half the bytes, and no eye sees it in a plot."""
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    smaller = io.BytesIO()
    image.quantize(256).save(smaller, "PNG", optimize=True)
    return base64.b64encode(smaller.getvalue()).decode()


def main():
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("names", nargs="*", default=NAMES, help="lessons, e.g. 03_training")
    parser.add_argument("--workspace", help="folder with the files of the earlier lessons")
    options = parser.parse_args()
    workspace = options.workspace or tempfile.mkdtemp(prefix="tatumflow_")
    for name in options.names:
        path = ROOT / "notebooks" / f"{name}.ipynb"
        notebook, seconds = execute(path, workspace)
        nbformat.write(tidy(notebook, workspace), path)
        print(f"{name}: {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
