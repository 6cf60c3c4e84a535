"""Answer the page of `phase4_make_listening_page` in a real browser, from a file and from a server,
at a desk and on a telephone: every step clicked, screenshots to look at, the answer files kept.

    pip install playwright
    tatumflow phase4_make_listening_page --checkpoint pretrained --out page
    python .ci/tools/listening.py page --browser /usr/bin/chromium --out screenshots
    tatumflow phase4_read_listening --folder page

Each visit leaves its answers beside the page, always for the first of two takes. Without
--browser, the Chromium of `playwright install chromium` is used. An AssertionError names what does
not hold.
"""

import argparse
import json
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from serving import serve

WAIT = 120_000  # ms
SIZES = {"desktop": {"viewport": {"width": 1280, "height": 900}, "locale": "ko-KR"},
         "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2,
                   "has_touch": True, "is_mobile": True, "locale": "en-US"}}
# Sounds play six times as fast, so that a visit takes a minute.
HASTE = """const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { this.playbackRate = 6; return play.call(this); };"""


def shot(page, path):
    """A picture of the whole page once its movement is over."""
    page.wait_for_timeout(700)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"too wide: {path}"
    page.screenshot(path=f"{path}.png", full_page=True)


def check_sound(page, prefix):
    """The volume and the headphones."""
    shot(page, f"{prefix}_1_welcome")
    page.locator(".main").click()
    expect(page.locator(".main")).to_be_disabled()
    page.locator(".disc").click()
    expect(page.locator(".main")).to_be_enabled(timeout=WAIT)
    shot(page, f"{prefix}_2_volume")
    page.locator(".main").click()
    for number in range(3):
        expect(page.locator(".choose").first).to_be_disabled()
        for disc in page.locator(".disc").all(): disc.click()
        if number == 0: shot(page, f"{prefix}_3_headphones")
        page.locator(".choose").first.click()


def answer(page, prefix, number):
    """Hear both takes and answer all three questions for the first; nothing can be answered
    before."""
    discs = page.locator(".disc")
    expect(page.locator(".main")).to_be_disabled()
    expect(page.locator("input").first).to_be_disabled()
    for n in range(2):
        discs.nth(n).click()
        expect(page.locator(".card small").nth(n)).not_to_be_empty(timeout=WAIT)
    if number == 0: shot(page, f"{prefix}_4_question")
    for n, point in enumerate((1, 2, 0)):  # -1, 0, -2
        page.locator("fieldset").nth(n).locator("input").nth(point).click()
    if number == 0: shot(page, f"{prefix}_5_answered")
    page.locator(".main").click()


def visit(browser, address, prefix, folder):
    """One listener; returns the name of the answer file."""
    size = SIZES["phone" if "phone" in prefix.name else "desktop"]
    page, faults = browser.new_page(**size), []
    page.add_init_script(HASTE)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith((address, "data:", "blob:"))
            or faults.append(request.url))
    page.goto(address)
    check_sound(page, prefix)
    count = page.evaluate("test.questions.length")
    for number in range(count):
        answer(page, prefix, number)
        if number == 2:  # closed and opened again, it goes on; in the other language
            page.reload()
            page.locator("#language").click()
            page.locator(".main").click()
            expect(page.locator(".count span")).to_have_text(f"4 / {count}")
            shot(page, f"{prefix}_6_other_language")
    shot(page, f"{prefix}_7_thanks")
    with page.expect_download() as download: page.locator(".main").click()
    name = download.value.suggested_filename
    download.value.save_as(folder / name)
    told = json.loads((folder / name).read_text(encoding="utf-8"))
    assert len({each["question"] for each in told["answers"]}) == count, "an answer is missing"
    assert all((each["like"], each["time"], each["style"]) == (-1, 0, -2)
               for each in told["answers"]), "other answers than were clicked"
    assert not faults, faults
    page.close()
    return name


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the page")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    words = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as play, serve(options.folder) as server:
        browser = play.chromium.launch(executable_path=options.browser, args=words)
        from_file = (options.folder / "listening.html").resolve().as_uri()
        for name, address in (("desktop", from_file), ("phone", f"{server}listening.html")):
            print(name, visit(browser, address, options.out / name, options.folder), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
