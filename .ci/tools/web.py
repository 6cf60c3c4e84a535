"""Play through the page of `phase6_export_web` in a real browser: its tokens against Python's,
every mode clicked, typed in and dropped on, screenshots to look at.

    pip install playwright
    python .ci/tools/web.py --browser /usr/bin/chromium --out screenshots
    python .ci/tools/web.py --checkpoint checkpoints/tatumflow_000400.pt

How fast it is: web_time.py. Whether its takes measure like Python's: web_engine.py. Without
--browser, the Chromium of `playwright install chromium` is used. An AssertionError names what does
not hold.
"""

import argparse
import base64
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np
from playwright.sync_api import expect, sync_playwright

from tatumflow.data import (
    BOS, CHORDS, frame_ids, make_etude, midi_bytes, read_midi, style_token)
from tatumflow.model import Sampling, Until, load_model, open_model, sample
from tatumflow.portfolio import make_web, shrunk

from serving import serve

WAIT, TOKENS = 60_000, 500  # ms; that are compared with Python's
SIZES = {"desktop": {"viewport": {"width": 1280, "height": 800}},
         "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2,
                   "has_touch": True, "is_mobile": True}}
# A MIDI keyboard that is not there: window.midi.play([0x90, 60, 80]).
# window.sent is what its other end, a MIDI output, was sent.
KEYBOARD = """window.midi = { name: 'Simulated', play(data) { this.onmidimessage({ data }) } };
window.sent = [];
const port = { id: '2', name: 'Simulated out', send(data) { window.sent.push([...data]) } };
navigator.requestMIDIAccess = async () => (
  { inputs: new Map([['1', window.midi]]), outputs: new Map([['2', port]]) })"""
# Draws as many tokens as in `want` with the engine itself.
DRAW = """async ({ want, guidance, plan }) => {
  const [{ Model }, { Vocabulary }, { Take }] = await Promise.all(
    ['model', 'tokens', 'take'].map((name) => import(`./engine/${name}.js`)));
  const tables = await (await fetch('model.json')).json();
  const weights = await (await fetch('model.bin')).arrayBuffer();
  const kernel = await WebAssembly.compile(await (await fetch('engine/kernel.wasm')).arrayBuffer());
  const model = await Model.load(tables.config, tables.weights, weights, kernel);
  const take = new Take(model, new Vocabulary(tables), want.slice(0, 2),
                        { temperature: 0, guidance }, (bar) => plan?.[bar] ?? null);
  for (let n = 2; n < want.length; n++) take.next();
  return take.ids;
}"""
# Drops a file on the page as a hand does.
DROP = """({ name, content }) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ['dragover', 'drop']) {
    document.getElementById('drop').dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}"""


def greedy(model, tokenizer, bars, plan):
    """What Python draws at temperature 0 in single precision."""
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    with mock.patch("tatumflow.model.reader.can_decode_int8", lambda device: False):
        how = Sampling(temperature=0, guidance=1.5)
        (take,) = sample(model, tokenizer, prompt, Until(bars=bars), how, plan)
    return take[:-1].tolist()


def same_tokens(page, checkpoint):
    """The engine in the browser draws Python's tokens."""
    model, tokenizer = load_model(checkpoint)
    model = model.cpu()
    model.load_state_dict(shrunk(model.state_dict()))
    plan = np.full((8, 15), tokenizer.vocab["Frame_?"])
    plan[:, 0], plan[:, 13] = frame_ids(tokenizer)[0] + 40, -1
    for bar, name in enumerate(["Dm7", "G7", "Cmaj7", "A7"] * 2):
        plan[bar, 1:5] = frame_ids(tokenizer)[1:5] + CHORDS.index(name)
    for frames in (None, plan):
        takes = (greedy(model, tokenizer, bars, frames) for bars in (5, 10, 20, 40))
        want = next(take for take in takes if len(take) >= TOKENS)
        ids = page.evaluate(DRAW, {"want": want, "guidance": 1.5,
                                   "plan": None if frames is None else frames.tolist()})
        assert ids == want, "other tokens than in Python"
        print(f"{len(want)} tokens as in Python {'without' if frames is None else 'with'} frames",
              flush=True)


def state(page, what): return page.evaluate(f"tatum.{what}")


def press(page):
    """The button that plays: the large one where nothing has been played yet."""
    page.locator("#hero:visible, #play:visible").first.click()


def is_drawn(page):
    """Whether notes in gold are on the roll."""
    return page.evaluate("""() => { const roll = document.getElementById('roll');
      const { data } = roll.getContext('2d').getImageData(0, 60, roll.width, roll.height - 60);
      let gold = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] > 120 && data[i + 2] < 90) gold++;
      return gold > 200; }""")


LOUDNESS = """async () => {
  const { context, limiter } = tatum.band, listener = context.createAnalyser();
  limiter.connect(listener);
  const samples = new Float32Array(listener.fftSize);
  let loudest = 0;
  for (let n = 0; n < 20; n++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    listener.getFloatTimeDomainData(samples);
    loudest = samples.reduce((a, b) => Math.max(a, Math.abs(b)), loudest);
  }
  return loudest;
}"""


def plays(page):
    page.wait_for_function("tatum.transport.playing && tatum.band.voices.size", timeout=WAIT)


def improvise(page, prefix):
    """One click, and it plays; it goes on as another pianist; seek, loop, MIDI to take home."""
    press(page)
    plays(page)
    page.wait_for_function("tatum.timeline.complete >= 4", timeout=WAIT)
    page.wait_for_timeout(2000)
    assert is_drawn(page), "no notes are drawn"
    plays(page)
    assert 0.02 < page.evaluate(LOUDNESS) <= 1, "nothing is heard, or too much"
    page.screenshot(path=f"{prefix}_plays.png")
    style = page.locator("#style option").nth(1).get_attribute("value")
    page.select_option("#style", style)
    changed = f"tatum.timeline.bars.some(bar => bar.style === '{style}')"
    page.wait_for_function(changed, timeout=WAIT)
    page.click("#loop")
    expect(page.locator("#loop")).to_have_attribute("aria-pressed", "true")
    assert state(page, "transport.loop.join()") == "0,16" or state(page, "transport.loop[0]") == 0
    page.click("#loop")
    take_home(page)
    press(page)
    assert not state(page, "transport.playing"), "the button stops"
    strip = page.locator("#overview").bounding_box()
    page.mouse.click(strip["x"] + 1, strip["y"] + 20)
    assert state(page, "transport.beat") < 1, "a click on the strip seeks"
    roll = page.locator("#roll").bounding_box()
    page.mouse.click(roll["x"] + roll["width"] - 5, roll["y"] + 200)
    assert state(page, "transport.beat") > 4, "a click on the roll seeks"


def take_home(page):
    """What was played is saved, and it is a MIDI file with notes."""
    with page.expect_download() as download: page.click("#save")
    notes = read_midi(Path(download.value.path()))
    assert len(notes) > 10, "the file that is taken home is empty"


def play_tune(page, prefix):
    """One click on a tune, and it is played; its own melody is heard in its place."""
    page.click("[data-mode=trade]")
    page.click("[data-mode=improvise]")
    page.locator("#tunes button").nth(7).click()
    plays(page)
    assert page.input_value("#changes") == "tune:when_the_saints"
    page.wait_for_function("tatum.timeline.complete >= 3", timeout=WAIT)
    page.wait_for_function("tatum.transport.beat > 6", timeout=WAIT)
    page.screenshot(path=f"{prefix}_tune.png")
    assert state(page, "timeline.bars.length") == state(page, "timeline.form.length") == 49
    expect(page.locator("#tempoShown")).to_contain_text("주제")
    page.click("#original")
    assert state(page, "timeline.muted") == "model", "its melody is heard"
    page.click("#original")
    take_home(page)
    page.fill("#tempo", "190")
    page.wait_for_function("tatum.timeline.bars.some(({ seconds }) => seconds < 1.3)", timeout=WAIT)
    press(page)


def use_keys_alone(page):
    """Without a mouse: to the button and on it, pause, a bar on, loop."""
    page.reload()
    page.wait_for_selector("#hero:not([disabled])", timeout=WAIT)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "hero": break
    page.keyboard.press("Enter")
    plays(page)
    page.wait_for_function("tatum.timeline.complete >= 4", timeout=WAIT)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    assert not state(page, "transport.playing"), "the space bar stops"
    before = state(page, "transport.beat")
    page.keyboard.press("ArrowRight")
    assert state(page, "transport.beat") > before, "an arrow goes a bar on"
    page.keyboard.press("KeyL")
    expect(page.locator("#loop")).to_have_attribute("aria-pressed", "true")


def type_chords(page, prefix):
    """Charts that can be read are played; of others one sentence says what is wrong."""
    page.select_option("#changes", "typed")
    for text, part in (("Dm7 H7 | G7", "'H7'"), ("C | D.C. al Fine", "Fine"),
                       ("X:1\nK:C\nCDEF|", "ABC")):
        page.fill("#typed", text)
        page.keyboard.press("Tab")
        expect(page.locator("#message")).to_contain_text(part)
        if part == "'H7'": page.screenshot(path=f"{prefix}_unknown_chord.png")
    page.fill("#typed", "Title: Mine\n[A] |: Ebm7 Ab7 | Dbmaj7 :|\n[B] Gb6")
    page.keyboard.press("Tab")
    expect(page.locator("#message")).to_be_hidden()
    expect(page.locator("#place")).to_have_text("Mine")
    press(page)
    page.wait_for_function("tatum.timeline.complete >= 1", timeout=WAIT)
    assert state(page, "timeline.form.length") == 5


def trade(page, prefix):
    """Four bars on the computer's and on MIDI keys; the answer comes in time."""
    page.click("[data-mode=trade]")
    expect(page.locator("#midiState")).to_contain_text("Simulated")
    page.select_option("#changes", "blues")
    page.locator(".more summary").click()
    page.select_option("#midiOut", "2")
    page.locator(".more summary").click()
    page.fill("#tempo", "80")
    page.screenshot(path=f"{prefix}_trade.png")
    press(page)
    page.wait_for_function("tatum.transport.beat > 0.2", timeout=WAIT)
    for number in range(5):
        page.keyboard.press("asdfghjk"[number % 8], delay=120)
        pitch = 72 + number % 5
        page.evaluate(f"midi.play([0x90, {pitch}, 90])")
        page.wait_for_timeout(200)
        page.evaluate(f"midi.play([0x80, {pitch}, 0])")
    page.screenshot(path=f"{prefix}_your_turn.png")
    page.wait_for_function("tatum.transport.beat > 19", timeout=WAIT)
    page.screenshot(path=f"{prefix}_answer.png")
    mine = state(page, "timeline.notes.filter(note => note.by === 'you').length")
    assert page.evaluate("sent.filter(([status]) => status === 0x90).length") > mine, "MIDI out"
    answers = "timeline.notes.filter(note => note.by === 'model').map(note => note.onset)"
    answer = state(page, answers)
    assert mine == 10, f"{mine} of 10 notes were heard"
    assert answer and min(answer) >= 16, "the model answers in its own bars"
    print(f"answer ready {state(page, 'trade.spares[0]'):.2f} s before its beat", flush=True)
    press(page)


def drop(page, name, content):
    """Drop a file on the page."""
    page.evaluate(DROP, {"name": name, "content": base64.b64encode(content).decode()})


def continue_file(page, prefix, etude):
    """A broken file is told; a whole one is gone on with."""
    page.click("[data-mode=continue]")
    drop(page, "broken.mid", b"MThd\0\0\0\6\0\1")
    expect(page.locator("#message")).to_contain_text("MIDI")
    drop(page, "etude.mid", etude)
    expect(page.locator("#message")).to_be_hidden()
    expect(page.locator("#fileName")).to_contain_text("etude.mid")
    press(page)
    page.wait_for_function("tatum.timeline.notes.some(note => note.by === 'model')", timeout=WAIT)
    page.wait_for_timeout(2500)
    page.screenshot(path=f"{prefix}_file.png")
    press(page)


def restyle(page, prefix):
    """A file is played anew; the original is heard in its place; the strip is dragged to loop."""
    page.click("[data-mode=restyle]")
    press(page)
    page.wait_for_function("tatum.timeline.complete >= 2", timeout=WAIT)
    assert state(page, "timeline.muted") == "file"
    assert state(page, "timeline.form.length") == state(page, "timeline.bars.length")
    page.wait_for_timeout(1500)
    page.screenshot(path=f"{prefix}_restyled.png")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("o")
    assert state(page, "timeline.muted") == "model", "the original is heard"
    strip = page.locator("#overview").bounding_box()
    page.mouse.move(strip["x"] + 2, strip["y"] + 9)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] * 0.06, strip["y"] + 9, steps=4)
    page.mouse.up()
    assert state(page, "transport.loop")[0] == 0, "what is dragged over is looped"
    page.wait_for_function("tatum.transport.playing", timeout=WAIT)
    press(page)


def speak_english(page, prefix):
    """Everything in English, and light where it was dark."""
    before = page.evaluate("document.documentElement.dataset.theme")
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") != before
    page.click("#language")
    expect(page.locator("[data-mode=trade]")).to_have_text("Trade fours")
    korean = page.evaluate("/[가-힣]/.test(document.body.innerText.replace('한국어', ''))")
    assert not korean, "Korean is left on the English page"
    page.screenshot(path=f"{prefix}_english.png", full_page=True)
    page.locator("[data-mode=restyle]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-mode=continue]")).to_have_attribute("aria-selected", "true")


def photograph(browser, address, size, prefix):
    """Before and while a tune is played, dark and light."""
    for theme in ("dark", "light"):
        page = browser.new_page(**size, color_scheme=theme)
        page.goto(address)
        page.wait_for_selector("#hero:not([disabled])", timeout=WAIT)
        page.wait_for_timeout(500)
        page.screenshot(path=f"{prefix}_{theme}_before.png")
        page.locator("#tunes button").first.click()
        plays(page)
        page.wait_for_function("tatum.transport.beat > 7", timeout=WAIT)
        page.screenshot(path=f"{prefix}_{theme}_playing.png")
        page.close()


def look(page, address, name, etude, prefix):
    """Everything on one screen; errors of the page are errors."""
    faults = []
    page.add_init_script(KEYBOARD)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith(address)
            or request.url.startswith(("data:", "blob:")) or faults.append(request.url))
    page.goto(address)
    page.wait_for_selector("#hero:not([disabled])", timeout=WAIT)
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, f"{name}: wider than the screen"
    improvise(page, prefix)
    play_tune(page, prefix)
    type_chords(page, prefix)
    trade(page, prefix)
    continue_file(page, prefix, etude)
    restyle(page, prefix)
    speak_english(page, prefix)
    use_keys_alone(page)
    assert not faults, faults
    page.close()
    print(f"{name}: every mode is clicked and played through", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default="pretrained", help="checkpoint or model folder")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    etude = midi_bytes(make_etude().notes[:200])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        print(f"{make_web(open_model(options.checkpoint), Path(folder)) / 1e6:.1f} MB", flush=True)
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        with serve(folder) as address:
            for name, size in SIZES.items():
                photograph(browser, address, size, options.out / name)
                look(browser.new_page(**size), address, name, etude, options.out / name)
            page = browser.new_page()
            page.goto(address)
            same_tokens(page, options.checkpoint)
        browser.close()


if __name__ == "__main__":
    main()
