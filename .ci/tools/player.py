"""Click through the player of piano rolls (templates/player.js) wherever it is met without anything
being run: the gallery of docs/, a frame that a host may lock (sandboxed, no origin of its own), a
saved notebook in JupyterLab and as `jupyter nbconvert --to html` writes it; light, dark, and with
fingers on a telephone. At last the same page as GitHub shows it, without scripts and sounds.

    pip install jupyterlab nbconvert playwright
    python .ci/tools/player.py --browser /usr/bin/chromium --out screenshots

An AssertionError names what does not hold.
"""

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from browser import NOTEBOOKS, SECONDS, serve
from playwright.sync_api import sync_playwright

from tatumflow.data import carried_files, make_etude, player_script, roll_player

GALLERY = Path(__file__).resolve().parents[2] / "docs" / "gallery" / "index.html"
READY = ".tatumflow-player[data-ready]"
NOW = "root => root.querySelector('audio').currentTime"
LONG = "root => root.querySelector('audio').duration"
ROUND = "([root, start]) => Math.abs(root.querySelector('audio').currentTime - start) < 0.5"
WIDE = "root => root.scrollWidth > root.clientWidth + 1"
DESKTOP, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TRUST = "jupyterapp.commands.execute('notebook:trust')"


class Hand:
    """A mouse, or with `touch` a finger, on `page`."""

    def __init__(self, page, touch):
        self.page, self.touch = page, page.context.new_cdp_session(page) if touch else None

    def click(self, x, y):
        if self.touch: self.page.touchscreen.tap(x, y)
        else: self.page.mouse.click(x, y)

    def drag(self, start, end, y):
        if not self.touch:
            self.page.mouse.move(start, y)
            self.page.mouse.down()
            self.page.mouse.move(end, y, steps=5)
            self.page.mouse.up()
            return
        steps = [start + (end - start) * step / 5 for step in range(6)]
        for number, x in enumerate(steps):
            kind = "touchMove" if number else "touchStart"
            self.touch.send("Input.dispatchTouchEvent",
                            {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        self.touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.page.wait_for_timeout(500)  # a tap at once would belong to the same gesture


def click_through(place, hand, name):
    """Seek by a click, loop by a drag, hear it come round; keys; `place` is a page or a frame."""
    place.wait_for_selector(READY, timeout=SECONDS * 1000)
    root = place.locator(READY).first
    root.scroll_into_view_if_needed()
    place.wait_for_function(f"root => ({LONG})(root) > 1", arg=root.element_handle())
    box = root.locator("canvas").bounding_box()
    middle, row = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand.click(middle, row)
    sought = root.evaluate(NOW)
    assert sought > 1, f"{name}: a click does not seek ({sought:.1f} s)"
    wide = max(10, 1.5 / root.evaluate(LONG) * box["width"])  # 1.5 s
    hand.drag(middle, middle + wide, row)
    loop = root.locator("button[aria-pressed=true]")
    assert loop.count() == 1, f"{name}: a drag does not loop"
    assert abs(root.evaluate(NOW) - sought) < 1, f"{name}: the loop does not begin where dragged"
    comes_round(place, root, hand, sought, name)
    keys_work(root, hand.page, loop, name)
    assert not root.evaluate(WIDE), f"{name}: the player is wider than its place"
    print(f"{name}: seek, loop and keys work", flush=True)


def comes_round(place, root, hand, start, name):
    """Play: the sound goes on, and from the end of the loop back to its `start` (s)."""
    button = root.locator(".bar button").first
    (button.tap if hand.touch else button.click)()
    handle = root.element_handle()
    place.wait_for_function(f"root => ({NOW})(root) > {start + 0.7}", arg=handle, timeout=9000)
    place.wait_for_function(ROUND, arg=[handle, start], timeout=9000)
    (button.tap if hand.touch else button.click)()


def keys_work(root, page, loop, name):
    root.focus()
    page.keyboard.press("Escape")
    assert loop.count() == 0, f"{name}: Escape does not end the loop"
    page.keyboard.press("Home")
    assert root.evaluate(NOW) < 0.1, f"{name}: Home does not go to the beginning"
    page.keyboard.press("ArrowRight")
    assert root.evaluate(NOW) > 0.3, f"{name}: the arrow does not go on"


def locked_frame(folder):
    """A page with the player in a frame as Colab and VS Code lock it: scripts, and no origin."""
    notes = make_etude().notes
    text = html.escape(roll_player(notes, carried_files(notes)) + player_script())
    path = Path(folder) / "frame.html"
    path.write_text('<!doctype html><meta charset="utf-8"><meta name="viewport" '
                    'content="width=device-width"><iframe sandbox="allow-scripts" height="420" '
                    f'style="width:100%;border:0" srcdoc="{text}"></iframe>', encoding="utf-8")
    return path


def written_page(notebook, folder, theme):
    """What `jupyter nbconvert --to html` makes of a saved notebook."""
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", "--theme", theme,
                    "--log-level", "ERROR", "--output-dir", folder, "--output", theme, notebook],
                   check=True)
    return Path(folder) / f"{theme}.html"


def without_scripts(page, folder):
    """A written page as GitHub shows a notebook: no scripts, no sounds, no data of a player."""
    text = re.sub(r"<script.*?</script>|<audio.*?</audio>| data-roll=\"[^\"]*\"", "",
                  page.read_text(encoding="utf-8"), flags=re.DOTALL)
    path = Path(folder) / "github.html"
    path.write_text(text, encoding="utf-8")
    return path


def visits(notebook, folder):
    """(name, path, colour scheme, telephone) of every page that is opened from a file."""
    frame = locked_frame(folder)
    written = {scheme: written_page(notebook, folder, scheme) for scheme in ("light", "dark")}
    for scheme in ("light", "dark"):
        for telephone in (False, True):
            for name, path in (("gallery", GALLERY), ("notebook", written[scheme])):
                yield f"{name}_{scheme}{'_telephone' * telephone}", path, scheme, telephone
    for telephone in (False, True):
        yield f"frame{'_telephone' * telephone}", frame, "light", telephone


def open_page(browser, scheme, telephone):
    size = TELEPHONE if telephone else DESKTOP
    return browser.new_context(viewport=size, color_scheme=scheme, has_touch=telephone,
                               is_mobile=telephone).new_page()


def try_files(browser, notebook, folder, out):
    for name, path, scheme, telephone in visits(notebook, folder):
        page = open_page(browser, scheme, telephone)
        page.goto(path.as_uri())
        place = page.frames[1] if name.startswith("frame") else page
        click_through(place, Hand(page, telephone), name)
        page.screenshot(path=out / f"player_{name}.png")
        page.context.close()
    page = open_page(browser, "light", False)
    page.goto(without_scripts(Path(folder) / "light.html", folder).as_uri())
    seen = page.locator("img").evaluate_all(
        "all => all.filter((image) => image.naturalWidth > 300).length")
    print(f"github: {seen} pictures and no sounds", flush=True)
    page.screenshot(path=out / "player_github.png")
    page.locator(".jp-OutputArea img").first.scroll_into_view_if_needed()
    page.screenshot(path=out / "player_github_roll.png")
    page.context.close()


def try_lab(browser, address, notebook, out):
    """A saved notebook in JupyterLab at `address`: untrusted it has pictures and plain sounds; once
    trusted, players."""
    page = open_page(browser, "light", False)
    page.goto(f"{address}/doc/tree/{notebook}?reset")
    page.wait_for_selector(".jp-OutputArea img", timeout=SECONDS * 1000)
    assert page.locator(READY).count() == 0, "scripts run in a notebook that is not trusted"
    assert page.locator(".jp-OutputArea audio").count(), "an untrusted notebook has no sounds"
    page.locator(".jp-OutputArea img").first.scroll_into_view_if_needed()
    page.screenshot(path=out / "player_lab_untrusted.png")
    page.evaluate(f"void {TRUST}")
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    click_through(page, Hand(page, False), "JupyterLab")
    page.screenshot(path=out / "player_lab.png")
    page.context.close()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--notebook", type=Path, default=NOTEBOOKS / "00_setup.ipynb")
    return parser.parse_args()


def main():
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        try_files(browser, options.notebook, folder, options.out)
        shutil.copy(options.notebook, folder)
        with serve(folder, folder) as address:
            try_lab(browser, address, options.notebook.name, options.out)
        browser.close()


if __name__ == "__main__":
    main()
