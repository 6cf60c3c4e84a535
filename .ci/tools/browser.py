"""Walk through the lessons in a real browser as a fresh reader would: run all cells in JupyterLab,
click the widgets, leave screenshots to look at.

    pip install jupyterlab playwright
    python .ci/tools/browser.py --browser /usr/bin/chromium --out screenshots
    python .ci/tools/browser.py --workspace DIR --out screenshots 05_generation

The first walks through all seven in a new workspace; the second through one, on what the others
left in DIR. In the studio of lesson 00 every mode and button is clicked, and the seconds from a
click to the sounds are printed. Code is cut after its first lines in the pictures. Without
--browser, the Chromium of `playwright install chromium` is used. The prose is drawn in a Korean
font of the system (Debian: fonts-nanum); without one it is boxes. Works with JupyterLab 4 and
ipywidgets 8, and with JupyterLab 3.6 and ipywidgets 7.7, which Colab has.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import expect, sync_playwright

from tatumflow.data import make_etude, write_midi

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
SECONDS, LESSON_SECONDS = 240, 3600
HEIGHT, OVERLAP = 1900, 60
# All cells are drawn, not only those in sight, and nobody asks about news.
SETTINGS = {"notebook-extension/tracker": {"windowingMode": "none"},
            "apputils-extension/notification": {"fetchNews": "false"}}
# What is set in each mode of the studio: {the label of a control: a text or an option, or how many
# steps a slider goes up}. The first chords have a wrong one.
WRONG = {"화음 진행": "Dm7 G7 | Cmaj7 H7"}
MODES = {
    "즉흥": {"화음 진행": "Dm7 G7 | Cmaj7 % | N.C. | Dm7 G7", "빠르기": "140", "스윙": 3, "밀도": 4,
           "셈여림": 5},
    "이어 치기": {"시작 마디": "6", "길이(마디)": -4, "온도": -2},
    "스타일 바꾸기": {"시작 마디": "2", "강도": 5, "스타일": "Bill Evans"},
    "화성 고치기": {"고치기 더하기": "트라이톤 대리", "마디": "2-3", "스타일": "자동"},
    "다리 놓기": {"마디": "3-4", "밀도": 1}, "편곡": {"곡": "Danny Boy", "코러스": -2}}

SERVER = ["lab", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--no-browser",
          "--allow-root", "--ServerApp.port_retries=0"]
READY = ("window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
         " === 'idle'")
RUN = ("{ jupyterapp.commands.execute('application:toggle-left-area'); "
       "jupyterapp.commands.execute('notebook:run-all-cells')"
       ".then(() => { window.done = true }) }")
SCROLLER = ".jp-WindowedPanel-outer, .jp-NotebookPanel-notebook:not(:has(.jp-WindowedPanel-outer))"
CELLS = ".jp-Notebook .jp-Cell"
ERRORS = (".jp-OutputArea-output[data-mime-type*='error'], "
          ".jp-OutputArea-output[data-mime-type*='stderr']")
STYLE = ".jp-InputArea-editor { max-height: 9em; overflow: hidden }"


@contextmanager
def serve(folder, workspace):
    """The address of a JupyterLab with the notebooks of `folder`, ready to be asked."""
    for name, values in SETTINGS.items():
        path = Path(folder) / f".settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    with socket.create_server(("localhost", 0)) as free: port = free.getsockname()[1]
    settings = {"TATUMFLOW_WORKSPACE": str(workspace),
                "JUPYTERLAB_SETTINGS_DIR": f"{folder}/.settings"}
    command = [sys.executable, "-m", "jupyter", *SERVER, f"--port={port}",
               f"--ServerApp.root_dir={folder}"]
    server = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        wait_for_jupyter(f"http://localhost:{port}")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for_jupyter(address):
    for _ in range(SECONDS):
        try:
            urllib.request.urlopen(f"{address}/api")
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


def run_lesson(page, address, name):
    """Open a lesson and run it; returns the seconds it took."""
    page.goto(f"{address}/doc/tree/{name}.ipynb?reset")
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


def cpu_seconds():
    """What the kernels and the programs that they called have worked until now."""
    return sum(sum(one.cpu_times()[:4]) for one in psutil.Process().children(recursive=True)
               if "ipykernel_launcher" in one.cmdline())


class Desk:
    """The studio on a page."""

    def __init__(self, page, prefix):
        play = page.get_by_role("button", name="연주하기")
        self.page, self.prefix, self.pictures, self.said = page, prefix, 0, ""
        self.panel = page.locator(".widget-vbox").filter(has=play).first
        self.panel.scroll_into_view_if_needed(timeout=SECONDS * 1000)

    def press(self, name):
        self.panel.get_by_role("button", name=name, exact=True).click()

    def put(self, values):
        """Set controls, see `MODES`."""
        for label, value in values.items():
            text = self.page.get_by_text(label, exact=True)
            row = self.panel.locator(".widget-inline-hbox").filter(has=text)
            control = row.locator("select, textarea, input, [role=slider], .ui-slider-handle")
            if isinstance(value, int):
                key = "ArrowRight" if value > 0 else "ArrowLeft"
                for _ in range(abs(value)): control.press(key)
            elif control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)
                control.press("Tab")

    def upload(self, file):
        with self.page.expect_file_chooser() as chooser:
            self.panel.get_by_role("button", name="내 MIDI 올리기").click()
        chooser.value.set_files(file)
        chosen = self.panel.locator("option:checked", has_text=file.name)
        chosen.wait_for(state="attached", timeout=SECONDS * 1000)

    def hear(self, name):
        """Press a button that plays, and wait for the player: its seconds are printed."""
        start, worked = time.monotonic(), cpu_seconds()
        self.press(name)
        said = self.answer()
        assert "쳤습니다" in said, said
        self.wait_for_sounds()
        print(f"   {said.split(':')[0]} [{name}]: {time.monotonic() - start:.1f} s, "
              f"{cpu_seconds() - worked:.1f} s of CPU", flush=True)
        self.photograph()

    def answer(self):
        """What the studio says next, when it is done."""
        message, old = self.panel.locator(".widget-html").first, re.escape(self.said)
        pattern = re.compile(rf"^({old}|.*중입니다\.)$")
        expect(message).not_to_have_text(pattern, timeout=SECONDS * 1000)
        assert not self.panel.get_by_text("Traceback").count(), "no traceback"
        self.said = message.inner_text().strip()
        return self.said

    def wait_for_sounds(self):
        """Until the players in the frame have their sounds."""
        frame = self.panel.frame_locator("iframe")
        frame.locator(".tatumflow-player[data-ready]").first.wait_for(timeout=SECONDS * 1000)
        for sound in frame.locator("audio").all():
            sound.evaluate("audio => audio.duration > 1 || new Promise(done => {"
                           " audio.onloadedmetadata = done })")

    def photograph(self):
        self.pictures += 1
        self.panel.screenshot(path=f"{self.prefix}_{self.pictures:02}.png")

    def leave(self, name):
        """Keep or discard the take."""
        self.press(name)
        self.answer()
        self.panel.locator("iframe").wait_for(state="detached", timeout=SECONDS * 1000)


def try_studio(page, prefix):
    """Type a wrong chord, upload a file, play in each mode, keep every other take, then once more,
    stop, and the best of four."""
    desk = Desk(page, prefix)
    desk.photograph()
    desk.put(WRONG)
    desk.press("연주하기")
    said = desk.answer()
    print("  ", said, flush=True)
    assert said.startswith("2번째 마디의 2번째: 화음 기호 'H7'"), said
    desk.photograph()
    for number, (mode, values) in enumerate(MODES.items(), 1):
        desk.press(mode)
        if mode == "이어 치기": upload_etude(desk)
        desk.put(values)
        desk.hear("연주하기")
        desk.leave("남기기" if number % 2 else "버리기")
    desk.photograph()
    assert desk.panel.locator("a[download]").count() == 9, "a MIDI, an MP3 and a sheet of three"
    press_again(desk)


def upload_etude(desk):
    with tempfile.TemporaryDirectory() as folder:
        desk.upload(write_midi(make_etude("bebop", choruses=3).notes, Path(folder) / "mine.mid"))


def press_again(desk):
    """Without chords: another take, stop while a long one is played, the best of four."""
    desk.press("즉흥")
    desk.put({"화음 진행": "", "빠르기": ""})
    desk.hear("연주하기")
    desk.hear("다시")
    desk.leave("버리기")
    desk.put({"길이(마디)": 40})
    desk.press("연주하기")
    desk.panel.get_by_text("생성:").wait_for(timeout=SECONDS * 1000)
    desk.photograph()
    start = time.monotonic()
    desk.press("멈추기")
    assert desk.answer() == "멈추었습니다.", desk.said
    print(f"   [멈추기]: {time.monotonic() - start:.1f} s", flush=True)
    desk.photograph()
    desk.put({"길이(마디)": -40})
    desk.hear("네 번 쳐서 고르기")


CLICKS = {"00_setup": try_studio}


def walk(page, address, name, out):
    """Run, photograph and click one lesson; what went wrong is printed."""
    seconds, count = run_lesson(page, address, name), photograph(page, out / name)
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
    with (tempfile.TemporaryDirectory() as folder, serve(folder, workspace) as address,
          sync_playwright() as play):
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for name in options.names:
            as_cloned(name, folder)
            page = browser.new_page(viewport={"width": 1280, "height": HEIGHT + 100})
            walk(page, address, name, options.out)
            page.close()


if __name__ == "__main__":
    main()
