"""Click through the studio of lesson 05 in a real browser, once each mode, and leave a screenshot of each.

    pip install playwright
    python .ci/browser.py --workspace DIR --browser /usr/bin/chromium --out screenshots

DIR holds what lessons 00 to 03 left. Without --browser, the Chromium of `playwright install chromium` is used.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from playwright.sync_api import expect, sync_playwright

PORT, SECONDS = 8899, 240
CELL = """from tatumflow.generation import Studio
from tatumflow.model import load_model, newest_checkpoints
Studio(*load_model(newest_checkpoints()[0]))"""
# What is typed in each mode: {the label of a control: text}.
MODES = {"즉흥": {"화음 진행": "Dm7 G7 | Cmaj7 % | N.C. | Dm7 G7"}, "이어 치기": {"시작(초)": "6"}, "스타일 바꾸기": {"시작(초)": "2"},
         "화성 고치기": {"고치기": "tritone, denser", "마디": "2-3"}}


def serve(folder, workspace):
    "A JupyterLab in `folder`, ready to be asked."
    server = subprocess.Popen([sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={PORT}", "--IdentityProvider.token=",
                               f"--ServerApp.root_dir={folder}"], env={**os.environ, "TATUMFLOW_WORKSPACE": str(workspace)}, stderr=subprocess.DEVNULL)
    for _ in range(SECONDS):
        try: return urllib.request.urlopen(f"http://localhost:{PORT}/api") and server
        except OSError: time.sleep(1)
    raise TimeoutError("JupyterLab does not answer")


def click_through(page, out):
    page.goto(f"http://localhost:{PORT}/lab/tree/studio.ipynb")
    page.locator(".jp-Notebook .cm-content").first.click(timeout=SECONDS * 1000)
    page.keyboard.press("Shift+Enter")
    play = page.get_by_role("button", name="연주하기")
    play.wait_for(timeout=SECONDS * 1000)
    for number, (mode, values) in enumerate(MODES.items(), 1):
        page.get_by_role("button", name=mode, exact=True).click()
        for label, text in values.items():
            page.get_by_label(label, exact=True).fill(text)
            page.keyboard.press("Tab")
        play.click()
        page.locator("audio").first.wait_for(timeout=SECONDS * 1000)
        expect(page.get_by_role("button", name="남기기")).to_be_enabled()
        page.wait_for_function("[...document.querySelectorAll('audio')].every(sound => sound.duration > 1)", timeout=SECONDS * 1000)
        page.screenshot(path=out / f"{number}.png")
        page.get_by_role("button", name="남기기" if number % 2 else "버리기").click()
        page.locator("audio").first.wait_for(state="detached")
    page.get_by_role("button", name="즉흥", exact=True).click()
    page.get_by_label("화음 진행", exact=True).fill("Dm7 H7")
    page.keyboard.press("Tab")
    play.click()
    page.get_by_text("화음 기호 'H7'").wait_for()
    page.screenshot(path=out / "error.png")
    assert page.locator("a[download]").count() == 4, "two takes were kept, a MIDI and an MP3 each"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)], metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}),
                       Path(folder) / "studio.ipynb")
        server = serve(folder, options.workspace.resolve())
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
                click_through(browser.new_page(viewport={"width": 1280, "height": 1500}), options.out)
        finally: server.terminate()
    print(f"{len(MODES)} modes; screenshots: {options.out}")


if __name__ == "__main__":
    main()
