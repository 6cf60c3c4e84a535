"""Walk through the lessons in a real browser as a fresh reader would: run all cells, click the widgets, leave screenshots to look at.

    pip install playwright
    python .ci/browser.py --browser /usr/bin/chromium --out screenshots                                # all seven, in a new workspace
    python .ci/browser.py --workspace DIR --browser /usr/bin/chromium --out screenshots 05_generation  # on what the others left in DIR

Code is cut after its first lines in the pictures. In an environment without JupyterLab the classic notebook 6 is used, which draws
ipywidgets 7 (those of Colab). Without --browser, the Chromium of `playwright install chromium` is used. The prose is drawn
in a Korean font of the system (Debian: fonts-nanum); without one it is boxes.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from playwright.sync_api import expect, sync_playwright

from lesson import NAMES, ROOT

PORT, SECONDS, LESSON_SECONDS = 8899, 240, 3600
HEIGHT, OVERLAP = 1900, 60
# All cells are drawn, not only those in sight, and nobody asks about news.
SETTINGS = {"notebook-extension/tracker": {"windowingMode": "none"}, "apputils-extension/notification": {"fetchNews": "false"}}
# What is typed in each mode of the studio: {the label of a control: text}.
MODES = {"즉흥": {"화음 진행": "Dm7 G7 | Cmaj7 % | N.C. | Dm7 G7"}, "이어 치기": {"시작(초)": "6"}, "스타일 바꾸기": {"시작(초)": "2"},
         "화성 고치기": {"고치기": "tritone, denser", "마디": "2-3"}}


@dataclass
class Front:
    "A front end: how to start it, where a notebook is; in the page, what says that it is ready, runs all cells and says that they ran; where to look."
    command: list[str]
    address: str
    ready: str
    run: str
    done: str
    scroller: str
    cells: str
    errors: str
    style: str


LAB = Front(
    command=["lab", "--ServerApp.root_dir={}", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"],
    address="doc/tree/{}.ipynb?reset",
    ready="window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
    run="{ jupyterapp.commands.execute('application:toggle-left-area'); jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.done = true }) }",
    done="window.done", scroller=".jp-WindowedPanel-outer", cells=".jp-Notebook .jp-Cell",
    errors=".jp-OutputArea-output[data-mime-type*='error'], .jp-OutputArea-output[data-mime-type*='stderr']",
    style=".jp-InputArea-editor { max-height: 9em; overflow: hidden }")
CLASSIC = Front(
    command=["notebook", "--NotebookApp.notebook_dir={}", "--NotebookApp.token="], address="notebooks/{}.ipynb",
    ready="window.Jupyter?.notebook?.kernel?.is_connected()", run="Jupyter.notebook.execute_all_cells()",
    done="!document.querySelector('.code_cell.running')", scroller="#site", cells=".cell", errors=".output_error, .output_stderr",
    style=".code_cell .input_area { max-height: 9em; overflow: hidden }")


@contextmanager
def serve(front, folder, workspace):
    "The front end with the notebooks of `folder`, ready to be asked."
    for name, values in SETTINGS.items():
        path = Path(folder) / f".settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    server = subprocess.Popen([sys.executable, "-m", "jupyter", *(part.format(folder) for part in front.command), "--no-browser", "--allow-root", f"--port={PORT}"],
                              env={**os.environ, "TATUMFLOW_WORKSPACE": str(workspace), "JUPYTERLAB_SETTINGS_DIR": f"{folder}/.settings"}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(SECONDS):
            if answers(): break
            time.sleep(1)
        else: raise TimeoutError("Jupyter does not answer")
        yield
    finally:
        server.terminate()
        server.wait()


def answers():
    try: return urllib.request.urlopen(f"http://localhost:{PORT}/api")
    except OSError: return None


def as_cloned(name, folder):
    "Put a lesson into `folder` without its saved outputs, so that what is seen was made now."
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code": cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, Path(folder) / f"{name}.ipynb")


def run_lesson(page, front, name):
    "Open a lesson and run it; returns the seconds it took."
    page.goto(f"http://localhost:{PORT}/{front.address.format(name)}")
    page.wait_for_function(front.ready, timeout=SECONDS * 1000)
    start = time.monotonic()
    page.evaluate(front.run)
    page.wait_for_function(front.done, timeout=LESSON_SECONDS * 1000, polling=1000)
    return time.monotonic() - start


def photograph(page, front, prefix):
    "The whole notebook from top to bottom in pictures; returns how many."
    page.add_style_tag(content=front.style)
    scroller = page.locator(front.scroller).first
    page.wait_for_timeout(2000)
    box = "element => element.getBoundingClientRect()"
    end = page.locator(front.cells).last.evaluate(box)["bottom"] - scroller.evaluate(box)["top"] + scroller.evaluate("panel => panel.scrollTop")
    tops = range(0, int(end), HEIGHT - OVERLAP)
    for number, top in enumerate(tops, 1):
        scroller.evaluate("(panel, top) => { panel.scrollTop = top }", top)
        page.wait_for_timeout(300)
        scroller.screenshot(path=f"{prefix}_{number:02}.png")
    return len(tops)


def panel_of(page, button):
    "The widgets around a button, brought into sight."
    panel = page.locator(".widget-vbox").filter(has=page.get_by_role("button", name=button)).first
    panel.scroll_into_view_if_needed(timeout=SECONDS * 1000)
    return panel


def wait_for_sounds(page, panel):
    panel.locator("audio").first.wait_for(timeout=SECONDS * 1000)
    page.wait_for_function("panel => [...panel.querySelectorAll('audio')].every(sound => sound.duration > 1)", arg=panel.element_handle(), timeout=SECONDS * 1000)


def take_listening_test(page, prefix):
    "Answer every question of lesson 04, always for the first."
    panel, answer = panel_of(page, "가: 가장 좋습니다"), page.get_by_role("button", name="가: 가장 좋습니다")
    wait_for_sounds(page, panel)
    panel.screenshot(path=f"{prefix}_question.png")
    while answer.count():
        answer.click()
        page.wait_for_timeout(2000)
    summary = page.get_by_text("가장 좋다고 고른 몫").last
    summary.locator("..").screenshot(path=f"{prefix}_answer.png")


def try_studio(page, prefix):
    "Play once in each mode of the studio of lesson 05, keep every other take, and type one wrong chord."
    panel = panel_of(page, "연주하기")
    def press(name): panel.get_by_role("button", name=name, exact=True).click()
    def fill(label, text):
        panel.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Tab")
    for number, (mode, values) in enumerate(MODES.items(), 1):
        press(mode)
        for label, text in values.items(): fill(label, text)
        press("연주하기")
        wait_for_sounds(page, panel)
        expect(panel.get_by_role("button", name="남기기")).to_be_enabled()
        panel.screenshot(path=f"{prefix}_{number}.png")
        press("남기기" if number % 2 else "버리기")
        panel.locator("audio").first.wait_for(state="detached")
    press("즉흥")
    fill("화음 진행", "Dm7 H7")
    press("연주하기")
    panel.get_by_text("화음 기호 'H7'").wait_for()
    panel.screenshot(path=f"{prefix}_error.png")
    assert panel.locator("a[download]").count() == 4, "two takes were kept, a MIDI and an MP3 each"


CLICKS = {"04_evaluation": take_listening_test, "05_generation": try_studio}


def walk(page, front, name, out):
    "Run, photograph and click one lesson; what went wrong is printed."
    seconds = run_lesson(page, front, name)
    count = photograph(page, front, out / name)
    silent = page.evaluate("[...document.querySelectorAll('audio')].filter(sound => !(sound.duration > 0)).length")
    print(f"{name}: {seconds:.0f} s, {count} pictures, {page.locator('audio').count()} players, {silent} without sound", flush=True)
    for text in page.locator(front.errors).all_inner_texts(): print("  ", text.strip()[:500], flush=True)
    if name in CLICKS: CLICKS[name](page, out / f"{name}_click")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=NAMES, help="lessons, e.g. 05_generation")
    parser.add_argument("--workspace", type=Path, help="folder with the files of the earlier lessons")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    workspace = (options.workspace or Path(tempfile.mkdtemp(prefix="tatumflow_"))).resolve()
    front = LAB if importlib.util.find_spec("jupyterlab") else CLASSIC
    with tempfile.TemporaryDirectory() as folder, serve(front, folder, workspace), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for name in options.names:
            as_cloned(name, folder)
            page = browser.new_page(viewport={"width": 1280, "height": HEIGHT + 100})
            walk(page, front, name, options.out)
            page.close()


if __name__ == "__main__":
    main()
