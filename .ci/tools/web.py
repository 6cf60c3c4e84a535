"""Play through the page of `phase6_export_web` in a real browser: its tokens against Python's, its
speed, every mode clicked and typed in, screenshots to look at.

    pip install playwright
    python .ci/tools/web.py --browser /usr/bin/chromium --out screenshots
    python .ci/tools/web.py --checkpoint checkpoints/tatumflow_000400.pt --exchanges 100

Without --browser, the Chromium of `playwright install chromium` is used. An AssertionError names
what does not hold.
"""

import argparse
import tempfile
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

import numpy as np
from playwright.sync_api import expect, sync_playwright

from tatumflow.data import BOS, CHORDS, frame_ids, make_etude, style_token, write_midi
from tatumflow.model import Sampling, Until, load_model, open_model, sample
from tatumflow.portfolio import make_web, shrunk

WAIT, LEAST_RATE, LONGEST_START = 60_000, 150, 2.0  # ms; tokens a second; seconds
SPARE, LEAD = 0.15, 0.9  # seconds: how early an answer is there, how early the page asks for it
SIZES = {"desktop": {"viewport": {"width": 1280, "height": 900}},
         "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2,
                   "has_touch": True, "is_mobile": True}}
# A MIDI keyboard that is not there: window.midi.play([0x90, 60, 80]).
KEYBOARD = """window.midi = { name: 'Simulated', play(data) { this.onmidimessage({ data }) } };
navigator.requestMIDIAccess = async () => (
  { inputs: new Map([['1', window.midi]]), outputs: new Map() })"""
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
  const start = performance.now();
  for (let n = 2; n < want.length; n++) take.next();
  return { ids: take.ids, rate: (want.length - 2) / (performance.now() - start) * 1000 };
}"""
# Trades fours with the worker without waiting for the time to pass: how long each answer took.
EXCHANGES = """async (count) => {
  const worker = new Worker('engine/worker.js', { type: 'module' });
  const wait = (type, times = 1) => new Promise((resolve) => {
    worker.addEventListener('message', function heard({ data }) {
      if (data.type !== type || --times) return;
      worker.removeEventListener('message', heard);
      resolve(data);
    });
  });
  const send = (message) => worker.postMessage({ id: 1, ...message });
  send({ type: 'load' });
  await wait('ready');
  const plan = { tempo: 64, chords: [[8, 8, 8, 8], [58, 58, 58, 58]], begin: 0, density: null };
  send({ type: 'start', asked: { style: 'Art Tatum', before: null, plan,
         sampling: { temperature: 1, guidance: 1.5, seed: 1 } } });
  await wait('started');
  const waits = [];
  for (let bar = 0; waits.length < count; bar += 8) {
    for (let n = 0; n < 4; n++) {
      const notes = Array.from({ length: 8 }, (_, i) => (
        { onset: 4 * (bar + n) + i / 2, duration: 0.4, pitch: 60 + (i * 5 + bar) % 19,
          velocity: 80 }));
      send({ type: 'hear', bar: bar + n, notes, tempo: 64, room: n ? 0 : 880 });
      if (n < 3) await new Promise((resolve) => setTimeout(resolve, 1000));  // a bar at 240
    }
    const start = performance.now();
    const over = wait('end', 4);  // a bar may hold no notes
    send({ type: 'until', bars: bar + 8 });
    await Promise.race([wait('note'), over]);
    waits.push((performance.now() - start) / 1000);
    await over;
  }
  worker.terminate();
  return waits;
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_): pass


@contextmanager
def serve(folder):
    """The address at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def greedy(model, tokenizer, bars, plan):
    """What Python draws at temperature 0 in single precision."""
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    with mock.patch("tatumflow.model.reader.can_decode_int8", lambda device: False):
        how = Sampling(temperature=0, guidance=1.5)
        (take,) = sample(model, tokenizer, prompt, Until(bars=bars), how, plan)
    return take[:-1].tolist()


def same_tokens(page, checkpoint):
    """The engine in the browser draws Python's tokens, fast enough."""
    model, tokenizer = load_model(checkpoint)
    model = model.cpu()
    model.load_state_dict(shrunk(model.state_dict()))
    plan = np.full((8, 15), tokenizer.vocab["Frame_?"])
    plan[:, 0], plan[:, 13] = frame_ids(tokenizer)[0] + 40, -1
    for bar, name in enumerate(["Dm7", "G7", "Cmaj7", "A7"] * 2):
        plan[bar, 1:5] = frame_ids(tokenizer)[1:5] + CHORDS.index(name)
    for frames in (None, plan):
        want = greedy(model, tokenizer, 10, frames)
        told = page.evaluate(DRAW, {"want": want, "guidance": 1.5,
                                    "plan": None if frames is None else frames.tolist()})
        assert told["ids"] == want, "other tokens than in Python"
        print(f"{len(want)} tokens as in Python, {told['rate']:.0f} a second", flush=True)
        assert told["rate"] >= LEAST_RATE, "slower than promised"


def state(page, what): return page.evaluate(f"tatum.{what}")


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


def improvise(page, prefix):
    """One click, and it plays; it goes on as another pianist."""
    page.screenshot(path=f"{prefix}_1_ready.png", full_page=True)
    start = time.monotonic()
    page.click("#play")
    page.wait_for_function("tatum.transport.playing && tatum.band.voices.size", timeout=WAIT)
    waited = time.monotonic() - start
    print(f"first sound after {waited:.1f} s", flush=True)
    assert waited <= LONGEST_START, f"the first sound comes after {waited:.1f} s"
    page.wait_for_function("tatum.timeline.complete >= 4", timeout=WAIT)
    page.wait_for_timeout(3000)
    assert is_drawn(page), "no notes are drawn"
    page.wait_for_function("tatum.transport.playing && tatum.band.voices.size", timeout=WAIT)
    assert 0.02 < page.evaluate(LOUDNESS) <= 1, "nothing is heard, or too much"
    page.screenshot(path=f"{prefix}_2_plays.png")
    style = page.locator("#style option").nth(1).get_attribute("value")
    page.select_option("#style", style)
    changed = f"tatum.timeline.bars.some(bar => bar.style === '{style}')"
    page.wait_for_function(changed, timeout=WAIT)
    page.click("#loop")
    expect(page.locator("#loop")).to_have_attribute("aria-pressed", "true")
    with page.expect_download() as download: page.click("#save")
    assert Path(download.value.path()).read_bytes()[:4] == b"MThd"
    page.click("#play")


def type_chords(page, prefix):
    """Chords that can be read are played; others are told."""
    page.select_option("#changes", "typed")
    page.fill("#typed", "Dm7 H7 | G7")
    page.keyboard.press("Tab")
    expect(page.locator("#message")).to_contain_text("'H7'")
    page.screenshot(path=f"{prefix}_3_unknown_chord.png", full_page=True)
    page.fill("#typed", "Ebm7 Ab7 | Dbmaj7")
    page.keyboard.press("Tab")
    expect(page.locator("#message")).to_be_hidden()
    page.click("#play")
    page.wait_for_function("tatum.timeline.complete >= 1", timeout=WAIT)
    assert state(page, "timeline.form.length") == 2


def trade(page, prefix):
    """Four bars on the computer's and on MIDI keys; the answer comes in time."""
    page.click("[data-mode=trade]")
    expect(page.locator("#midiState")).to_contain_text("Simulated")
    page.select_option("#changes", "blues")
    page.fill("#tempo", "80")
    page.click("#play")
    page.wait_for_function("tatum.transport.beat > 0.2", timeout=WAIT)
    for number in range(5):
        page.keyboard.press("asdfghjk"[number % 8], delay=120)
        pitch = 72 + number % 5
        page.evaluate(f"midi.play([0x90, {pitch}, 90])")
        page.wait_for_timeout(200)
        page.evaluate(f"midi.play([0x80, {pitch}, 0])")
    page.screenshot(path=f"{prefix}_4_your_turn.png")
    page.wait_for_function("tatum.transport.beat > 19", timeout=WAIT)
    page.screenshot(path=f"{prefix}_5_answer.png")
    mine = state(page, "timeline.notes.filter(note => note.by === 'you').length")
    answers = "timeline.notes.filter(note => note.by === 'model').map(note => note.onset)"
    answer = state(page, answers)
    assert mine == 10, f"{mine} of 10 notes were heard"
    assert answer and min(answer) >= 16, "the model answers in its own bars"
    print(f"answer ready {state(page, 'trade.spares[0]'):.2f} s before its beat", flush=True)
    page.click("#play")


def continue_file(page, prefix, folder):
    """A broken file is told; a whole one is gone on with."""
    page.click("[data-mode=continue]")
    (folder / "broken.mid").write_bytes(b"MThd\0\0\0\6\0\1")
    write_midi(make_etude().notes[:200], folder / "etude.mid")
    page.set_input_files("#file", folder / "broken.mid")
    expect(page.locator("#message")).to_contain_text("MIDI")
    page.set_input_files("#file", folder / "etude.mid")
    expect(page.locator("#message")).to_be_hidden()
    page.click("#play")
    page.wait_for_function("tatum.timeline.notes.some(note => note.by === 'model')", timeout=WAIT)
    page.wait_for_timeout(2500)
    page.screenshot(path=f"{prefix}_6_file.png", full_page=True)
    page.click("#play")
    page.click("#language")
    expect(page.locator("[data-mode=trade]")).to_have_text("Trade fours")
    page.screenshot(path=f"{prefix}_7_english.png", full_page=True)


def look(browser, address, name, out, folder):
    """Everything on one screen; errors of the page are errors."""
    page, faults = browser.new_page(**SIZES[name]), []
    page.add_init_script(KEYBOARD)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith(address)
            or request.url.startswith(("data:", "blob:")) or faults.append(request.url))
    page.goto(address)
    page.wait_for_selector("#play:not([disabled])", timeout=WAIT)
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, f"{name}: wider than the screen"
    prefix = out / name
    improvise(page, prefix)
    type_chords(page, prefix)
    trade(page, prefix)
    continue_file(page, prefix, folder)
    assert not faults, faults
    page.close()


def exchanges(page, count):
    """In 95 % of exchanges the answer's first note is there in time."""
    waits = np.array(page.evaluate(EXCHANGES, count))
    wait = float(np.quantile(waits, 0.95))
    print(f"{count} exchanges: the first note takes {np.median(waits):.2f} s (median), "
          f"{wait:.2f} s (95 %)", flush=True)
    assert wait <= LEAD - SPARE, "the answers come too late"


def read_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default="pretrained", help="checkpoint or model folder")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--exchanges", type=int, default=20, help="of trading fours (default: 20)")
    return parser.parse_args()


def main():
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = Path(folder) / "site"
        print(f"{make_web(open_model(options.checkpoint), site) / 1e6:.1f} MB", flush=True)
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        with serve(site) as address:
            for name in SIZES: look(browser, address, name, options.out, Path(folder))
            page = browser.new_page()
            page.goto(address)
            exchanges(page, options.exchanges)
            same_tokens(page, options.checkpoint)
        browser.close()


if __name__ == "__main__":
    main()
