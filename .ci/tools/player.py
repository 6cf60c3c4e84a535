"""Click through the player of piano rolls (templates/player.js) where it is met in saved pages: the
gallery of docs/, and a frame that a notebook's host may lock (sandboxed, no origin of its own).

    pip install playwright
    python .ci/tools/player.py --browser /usr/bin/chromium --out screenshots

An AssertionError names what does not hold.
"""

import argparse
import base64
import html
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tatumflow.data import hear, make_etude, player_script, roll_player

GALLERY = Path(__file__).resolve().parents[2] / "docs" / "gallery" / "index.html"
READY = ".tatumflow-player[data-ready]"
NOW = "root => root.querySelector('audio').currentTime"
LONG = "root => root.querySelector('audio').duration > 1"


def click_through(place, page, name):
    """Seek by a click, loop by a drag, both by keys; `place` is a page or a frame."""
    place.wait_for_selector(READY)
    root = place.locator(READY).first
    root.scroll_into_view_if_needed()
    place.wait_for_function(LONG, arg=root.element_handle())
    canvas = root.locator("canvas")
    box = canvas.bounding_box()
    middle, row = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(middle, row)
    sought = root.evaluate(NOW)
    assert sought > 1, f"{name}: a click does not seek ({sought:.1f} s)"
    page.mouse.move(middle, row)
    page.mouse.down()
    page.mouse.move(middle + box["width"] / 4, row, steps=5)
    page.mouse.up()
    loop = root.locator("button[aria-pressed=true]")
    assert loop.count() == 1, f"{name}: a drag does not loop"
    assert abs(root.evaluate(NOW) - sought) < 1, f"{name}: the loop does not begin where dragged"
    root.focus()
    page.keyboard.press("Escape")
    assert loop.count() == 0, f"{name}: Escape does not end the loop"
    page.keyboard.press("Home")
    assert root.evaluate(NOW) < 0.1, f"{name}: Home does not go to the beginning"
    page.keyboard.press("ArrowRight")
    assert root.evaluate(NOW) > 0.3, f"{name}: the arrow does not go on"
    print(f"{name}: seek, loop and keys work", flush=True)


def notebook_frame(folder):
    """A page with the player in a frame as Colab and VS Code lock it: scripts, and no origin."""
    notes = make_etude().notes
    sound = "data:audio/mpeg;base64," + base64.b64encode(hear(notes).data).decode()
    text = html.escape(roll_player(notes, sound) + player_script())
    path = Path(folder) / "frame.html"
    path.write_text('<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" '
                    f'width="900" height="420" srcdoc="{text}"></iframe>', encoding="utf-8")
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        page = browser.new_page()
        for name, path in (("gallery", GALLERY), ("frame", notebook_frame(folder))):
            page.goto(path.as_uri())
            place = page if name == "gallery" else page.frames[1]
            click_through(place, page, name)
            page.screenshot(path=options.out / f"player_{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
