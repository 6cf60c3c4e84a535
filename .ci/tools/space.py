"""Press the button of the Space of lesson 06 in a real browser, on a desktop and a telephone: every
mode plays, a wrong chord is a sentence. Leaves screenshots.

    pip install gradio playwright
    python .ci/tools/space.py --space DIR/outputs/space --out screenshots

--browser /usr/bin/chromium uses that one in the place of `playwright install chromium`'s.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

PORT, SECONDS = 8898, 180
SIZES = {"space": {"width": 1400, "height": 1000}, "space_telephone": {"width": 390, "height": 844}}
MODES = ("이어 치기", "스타일 바꾸기", "화성 고치기")
WRONG, SAID = "Dm7 | H7", "H7"


def serve(space):
    """The Space's own program, ready to be asked."""
    settings = {"GRADIO_SERVER_PORT": str(PORT), "GRADIO_ANALYTICS_ENABLED": "False"}
    server = subprocess.Popen([sys.executable, "app.py"], cwd=space, env={**os.environ, **settings})
    for _ in range(SECONDS):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}")
            return server
        except OSError:
            time.sleep(1)
    server.terminate()
    raise TimeoutError("the Space does not answer")


def press(page, wait_for):
    """Press the button; what `wait_for` (CSS) names must be seen."""
    page.get_by_role("button", name="연주하기").click()
    found = page.locator(wait_for).last
    expect(found).to_be_visible(timeout=SECONDS * 1000)
    return found


def ready_player(page):
    """Press the button; the player of a new take must be drawn and its sound be there."""
    page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())")
    press(page, "iframe")
    player = page.frame_locator("iframe").last.locator(".tatumflow-player[data-ready]").last
    expect(player).to_be_visible(timeout=SECONDS * 1000)
    page.wait_for_timeout(2500)
    assert player.evaluate("root => root.querySelector('audio').duration > 1"), "no sound"


def walk_through(page, name, out):
    """An improvisation over chords, the other modes, a wrong chord."""
    page.goto(f"http://127.0.0.1:{PORT}")
    page.get_by_label("화음 진행이나 곡").fill("Dm7 | G7 | Cmaj7 | Cmaj7")
    page.get_by_label("빠르기").fill("160")
    ready_player(page)
    page.screenshot(path=out / f"{name}.png", full_page=True)
    for number, mode in enumerate(MODES):
        page.get_by_label(mode, exact=True).check()
        if mode == MODES[-1]: page.get_by_role("checkbox").first.check()
        ready_player(page)
        page.screenshot(path=out / f"{name}_{number}.png", full_page=True)
    page.get_by_label("즉흥", exact=True).check()
    page.get_by_label("화음 진행이나 곡").fill(WRONG)
    toast = press(page, ".toast-body")
    assert SAID in toast.inner_text() and "Traceback" not in toast.inner_text()
    page.screenshot(path=out / f"{name}_wrong.png")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--space", type=Path, required=True,
                        help="the folder that phase6_make_portfolio wrote")
    parser.add_argument("--browser", help="a Chromium or Chrome")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    return parser.parse_args()


def main():
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    server = serve(options.space)
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
            for name, size in SIZES.items():
                walk_through(browser.new_page(viewport=size), name, options.out)
                print(f"{name}: every mode plays, a wrong chord is told", flush=True)
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
