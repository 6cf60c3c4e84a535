"""Walk through the lessons in a real browser as a fresh reader would: run all cells in JupyterLab,
click the widgets, leave screenshots to look at.

    pip install jupyterlab playwright
    python .ci/tools/browser.py --browser /usr/bin/chromium --out screenshots
    python .ci/tools/browser.py --workspace DIR --out screenshots 05_generation

The first walks through all seven in a new workspace; the second through one, on what the others
left in DIR. Code is cut after its first lines in the pictures. Without --browser, the Chromium of
`playwright install chromium` is used. The prose is drawn in a Korean font of the system (Debian:
fonts-nanum); without one it is boxes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import expect, sync_playwright

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
PORT, SECONDS, LESSON_SECONDS = 8899, 240, 3600
HEIGHT, OVERLAP = 1900, 60
# All cells are drawn, not only those in sight, and nobody asks about news.
SETTINGS = {"notebook-extension/tracker": {"windowingMode": "none"},
            "apputils-extension/notification": {"fetchNews": "false"}}
# What is typed in each mode of the studio: {the label of a control: text}.
MODES = {"즉흥": {"화음 진행": "Dm7 G7 | Cmaj7 % | N.C. | Dm7 G7"}, "이어 치기": {"시작 마디": "6"},
         "스타일 바꾸기": {"시작 마디": "2"},
         "화성 고치기": {"고치기": "tritone, denser", "마디": "2-3"}, "다리 놓기": {"마디": "3-4"}}

SERVER = ["lab", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--no-browser",
          "--allow-root", f"--port={PORT}"]
READY = ("window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
         " === 'idle'")
RUN = ("{ jupyterapp.commands.execute('application:toggle-left-area'); "
       "jupyterapp.commands.execute('notebook:run-all-cells')"
       ".then(() => { window.done = true }) }")
SCROLLER, CELLS = ".jp-WindowedPanel-outer", ".jp-Notebook .jp-Cell"
ERRORS = (".jp-OutputArea-output[data-mime-type*='error'], "
          ".jp-OutputArea-output[data-mime-type*='stderr']")
STYLE = ".jp-InputArea-editor { max-height: 9em; overflow: hidden }"


@contextmanager
def serve(folder, workspace):
    """JupyterLab with the notebooks of `folder`, ready to be asked."""
    for name, values in SETTINGS.items():
        path = Path(folder) / f".settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    settings = {"TATUMFLOW_WORKSPACE": str(workspace),
                "JUPYTERLAB_SETTINGS_DIR": f"{folder}/.settings"}
    command = [sys.executable, "-m", "jupyter", *SERVER, f"--ServerApp.root_dir={folder}"]
    server = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        wait_for_jupyter()
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for_jupyter():
    for _ in range(SECONDS):
        try:
            urllib.request.urlopen(f"http://localhost:{PORT}/api")
            return
        except OSError:
            time.sleep(1)
    raise TimeoutError("Jupyter does not answer")


def as_cloned(name, folder):
    """Put a lesson into `folder` without its saved outputs, so that what is seen was made now."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code": cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, Path(folder) / f"{name}.ipynb")


def run_lesson(page, name):
    """Open a lesson and run it; returns the seconds it took."""
    page.goto(f"http://localhost:{PORT}/doc/tree/{name}.ipynb?reset")
    page.wait_for_function(READY, timeout=SECONDS * 1000)
    start = time.monotonic()
    page.evaluate(RUN)
    page.wait_for_function("window.done", timeout=LESSON_SECONDS * 1000, polling=1000)
    return time.monotonic() - start


def photograph(page, prefix):
    """The whole notebook from top to bottom in pictures; returns how many."""
    page.add_style_tag(content=STYLE)
    scroller = page.locator(SCROLLER).first
    page.wait_for_timeout(2000)
    box = "element => element.getBoundingClientRect()"
    last, first = page.locator(CELLS).last.evaluate(box), scroller.evaluate(box)
    end = last["bottom"] - first["top"] + scroller.evaluate("panel => panel.scrollTop")
    tops = range(0, int(end), HEIGHT - OVERLAP)
    for number, top in enumerate(tops, 1):
        scroller.evaluate("(panel, top) => { panel.scrollTop = top }", top)
        page.wait_for_timeout(300)
        scroller.screenshot(path=f"{prefix}_{number:02}.png")
    return len(tops)


def panel_of(page, button):
    """The widgets around a button, brought into sight."""
    has_button = page.get_by_role("button", name=button)
    panel = page.locator(".widget-vbox").filter(has=has_button).first
    panel.scroll_into_view_if_needed(timeout=SECONDS * 1000)
    return panel


def wait_for_sounds(panel):
    """Until the players in the studio's frame have their sounds."""
    frame = panel.frame_locator("iframe")
    frame.locator(".tatumflow-player[data-ready]").first.wait_for(timeout=SECONDS * 1000)
    for sound in frame.locator("audio").all():
        sound.evaluate("audio => audio.duration > 1 || new Promise(done => {"
                       " audio.onloadedmetadata = done })")


def try_studio(page, prefix):
    """Play in each mode of the studio of lesson 05, keep every other take, then once more, the
    best of four, stop, and type one wrong chord."""
    panel = panel_of(page, "연주하기")

    def button(name): return panel.get_by_role("button", name=name, exact=True)
    def press(name): button(name).click(timeout=SECONDS * 1000)

    def hear():
        expect(button("남기기")).to_be_enabled(timeout=SECONDS * 1000)
        wait_for_sounds(panel)

    for number, (mode, values) in enumerate(MODES.items(), 1):
        press(mode)
        for label, text in values.items(): fill(page, panel, label, text)
        press("연주하기")
        hear()
        panel.screenshot(path=f"{prefix}_{number}.png")
        press("남기기" if number % 2 else "버리기")
        panel.locator("iframe").wait_for(state="detached", timeout=SECONDS * 1000)
    press("즉흥")
    press("연주하기")
    press("멈추기")
    panel.get_by_text("멈추었습니다.").wait_for(timeout=SECONDS * 1000)
    press("네 번 쳐서 고르기")
    hear()
    press("다시")
    fill(page, panel, "화음 진행", "Dm7 H7")
    press("연주하기")
    panel.get_by_text("화음 기호 'H7'").wait_for()
    panel.screenshot(path=f"{prefix}_error.png")
    assert panel.locator("a[download]").count() == 6, "three takes kept, a MIDI and an MP3 each"


def fill(page, panel, label, text):
    panel.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")


CLICKS = {"05_generation": try_studio}


def walk(page, name, out):
    """Run, photograph and click one lesson; what went wrong is printed."""
    seconds, count = run_lesson(page, name), photograph(page, out / name)
    silent = page.evaluate("[...document.querySelectorAll('audio')]"
                           ".filter(sound => !(sound.duration > 0)).length")
    players = page.locator("audio").count()
    print(f"{name}: {seconds:.0f} s, {count} pictures, {players} players, {silent} without sound",
          flush=True)
    for text in page.locator(ERRORS).all_inner_texts(): print("  ", text.strip()[:500], flush=True)
    if name in CLICKS: CLICKS[name](page, out / f"{name}_click")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=NAMES, help="lessons, e.g. 05_generation")
    parser.add_argument("--workspace", type=Path, help="folder with the files of earlier lessons")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    return parser.parse_args()


def main():
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    workspace = (options.workspace or Path(tempfile.mkdtemp(prefix="tatumflow_"))).resolve()
    with (tempfile.TemporaryDirectory() as folder, serve(folder, workspace),
          sync_playwright() as play):
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for name in options.names:
            as_cloned(name, folder)
            page = browser.new_page(viewport={"width": 1280, "height": HEIGHT + 100})
            walk(page, name, options.out)
            page.close()


if __name__ == "__main__":
    main()
