"""Press the button of the Space of lesson 06 in a real browser and leave a screenshot.

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


def press(page, out):
    """Ask for an improvisation over chords; the sound, the piano roll and the file must appear."""
    page.goto(f"http://127.0.0.1:{PORT}")
    page.get_by_label("화음 진행이나 곡").fill("Dm7 | G7 | Cmaj7 | Cmaj7")
    page.get_by_label("빠르기").fill("160")
    page.get_by_role("button", name="연주하기").click()
    expect(page.get_by_text(".mid").first).to_be_visible(timeout=SECONDS * 1000)
    picture = page.locator("img[src*='data:image'], img[src*='/file=']").first
    expect(picture).to_be_visible(timeout=SECONDS * 1000)
    page.wait_for_timeout(2000)
    page.screenshot(path=out / "space.png", full_page=True)


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
            press(browser.new_page(viewport={"width": 1400, "height": 1000}), options.out)
            browser.close()
    finally:
        server.terminate()
    print(f"{options.out / 'space.png'}")


if __name__ == "__main__":
    main()
