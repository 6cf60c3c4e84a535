"""How fast the page of `phase6_export_web` is in a real browser, by the clock on the wall: for a
machine that does nothing else. Each line says what was measured and whether it passed.

    pip install playwright
    python .ci/tools/web_time.py --browser /usr/bin/chromium        # about eight minutes

Exchanges and the ten minutes are simulated: the page's worker is told what was played and draws at
its own pace, and nobody waits for the music in between. One minute is played as it is heard.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from tatumflow.data import Chord, chord_slots, tempo_value
from tatumflow.model import open_model
from tatumflow.portfolio import style_counts, make_web

from serving import serve

LEAST_RATE, LONGEST_START, SPARE, IN_TIME = 150, 2.0, 0.15, 0.95  # tokens a second; s; s; share
AHEAD = 7.0  # seconds of music that the page lets the worker write ahead (web/page/app.js)
SESSIONS = 10  # of trading, each at another tempo
BLUES = ["C7", "F7", "C7", "C7", "F7", "F7", "C7", "C7", "G7", "F7", "C7", "G7"]
WAIT = 600_000  # ms
# A worker of the page's own, and what it says.
WORKER = """
  const worker = new Worker('engine/worker.js', { type: 'module' }), waiting = [];
  worker.onerror = ({ message }) => { throw new Error(message); };
  worker.onmessage = ({ data }) => {
    if (data.type === 'error') throw new Error(data.text);
    for (const one of waiting.filter(({ fits }) => fits(data))) {
      waiting.splice(waiting.indexOf(one), 1);
      one.done(data);
    }
  };
  const said = (fits) => new Promise((done) => waiting.push({ fits, done }));
  const ask = (message, fits) => {
    const answer = said(fits);
    worker.postMessage(message);
    return answer;
  };
  const { tables } = await ask({ type: 'load' }, ({ type }) => type === 'ready');
  let id = 0;
  const start = (tempo, chords, seed) => ask({ type: 'start', id: ++id, asked: {
    style, before: null, plan: { tempo, chords, begin: 0, density: null },
    sampling: { temperature: 1, guidance: tables.free_guidance, onsetTemperature: tables.steady,
                seed } } },
    (data) => data.type === 'started' && data.id === id);
"""
# Four bars are heard, four are answered; returns how long (s) each answer and each bar took.
EXCHANGES = "async ({ style, tempi, chords, count }) => {" + WORKER + """
  const { LEAD, A_BAR, FOUR } = await import('./page/game.js');
  const waits = [], spares = [], bars = [];
  for (const tempo of tempi) {
    await start(tempo, chords, tempo);
    let lead = LEAD.first, bar = 0;
    const recent = [];
    for (let n = 0; n < count; n++) {
      const last = bar + 2 * FOUR - 1; // of the answer
      let first = 0, over = null;
      for (let place = 0; place < FOUR; place++, bar++) {
        const notes = Array.from({ length: 8 }, (_, i) => (
          { onset: 4 * bar + i / 2, duration: 0.4, pitch: 60 + (i * 5 + bar) % 19, velocity: 80 }));
        first = performance.now();
        const note = place === FOUR - 1 && said((data) => data.type === 'note' && data.id === id);
        const room = place ? 0 : A_BAR * 2 * FOUR;
        const heard = ask({ type: 'hear', id, bar, notes, tempo, room },
                          (data) => data.type === 'heard' && data.id === id);
        if (note) {
          over = ask({ type: 'until', id, bars: last + 1 },
                     (data) => data.type === 'end' && data.id === id && data.bar === last);
          await note;
        } else {
          await heard;
          bars.push((performance.now() - first) / 1000 / tables.bar_seconds[tempo]);
        }
      }
      const wait = (performance.now() - first) / 1000;
      waits.push(wait);
      spares.push(lead - wait);
      recent.push(wait);
      lead = Math.min(LEAD.most, Math.max(LEAD.least, Math.max(...recent.slice(-4)) + LEAD.spare));
      await over;
      bar += FOUR;
    }
  }
  worker.terminate();
  return { waits, spares, bars };
}"""
# Bars without a stop; returns when (s) each was there, how long one lasts, tokens a second.
STREAM = "async ({ style, tempo, chords, seconds }) => {" + WORKER + """
  const length = tables.bar_seconds[tempo], ready = [], rates = [];
  await start(tempo, chords, 2);
  const count = Math.ceil(seconds / length), begin = performance.now();
  worker.addEventListener('message', ({ data }) => {
    if (data.type === 'end') ready.push((performance.now() - begin) / 1000);
    if (data.type === 'speed') rates.push(data.rate);
  });
  await ask({ type: 'until', id, bars: count },
            ({ type }) => type === 'speed' && ready.length === count);
  worker.terminate();
  return { ready, length, rate: rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0) };
}"""
# Counts how often the music waits, and notes that are sent after their time.
LISTEN = """() => {
  const { transport, band } = tatum, wait = transport.onWait, note = band.note.bind(band);
  window.heard = { waits: 0, late: 0, notes: 0 };
  transport.onWait = () => { window.heard.waits++; wait(); };
  band.note = (pitch, velocity, time, seconds) => {
    window.heard.notes++;
    if (time < band.now) window.heard.late++;
    return note(pitch, velocity, time, seconds);
  };
}"""
passed = True


def tell(holds, text):
    """One line for what was measured."""
    global passed
    passed &= bool(holds)
    print(f"{'passed' if holds else 'NOT PASSED'}: {text}", flush=True)


def form():
    chords = [Chord(4.0 * bar, 4.0, symbol) for bar, symbol in enumerate(BLUES)]
    return chord_slots(chords, 4 * len(BLUES)).reshape(-1, 4).tolist()


def first_sound(page, minutes):
    """One click, and it plays; then for some minutes as a listener hears it."""
    page.wait_for_selector("#hero:not([disabled])", timeout=WAIT)
    page.select_option("#choruses", "")
    page.wait_for_timeout(1000)
    page.evaluate(LISTEN)
    start = time.monotonic()
    page.click("#hero")
    page.wait_for_function("tatum.transport.playing && tatum.band.voices.size", timeout=WAIT)
    waited = time.monotonic() - start
    tell(waited <= LONGEST_START, f"first sound {waited:.2f} s after the button "
                                  f"(at most {LONGEST_START:g} s)")
    page.wait_for_timeout(minutes * 60_000)
    heard = page.evaluate("heard")
    tell(heard["notes"] and not heard["waits"] and not heard["late"],
         f"{minutes:g} minute(s) as heard: {heard['notes']} notes, {heard['late']} sent too late, "
         f"the music waited {heard['waits']} times (0 allowed)")


def exchanges(page, style, count):
    """The first note of each answer is there before its beat."""
    tempi = [int(tempo_value(tempo)) for tempo in np.linspace(120, 240, SESSIONS)]
    said = page.evaluate(EXCHANGES, {"style": style, "tempi": tempi, "chords": form(),
                                     "count": -(-count // SESSIONS)})
    in_time, waits = np.mean(np.array(said["spares"]) >= SPARE), said["waits"]
    tell(in_time >= IN_TIME,
         f"{len(waits)} exchanges at 120-240 bpm: {in_time:.0%} of the answers are ready "
         f"{1000 * SPARE:.0f} ms before their beat (at least {IN_TIME:.0%}); the first note takes "
         f"{np.median(waits):.2f} s (median), {np.quantile(waits, 0.95):.2f} s (95 %)")
    read = np.mean(np.array(said["bars"]) <= 1)
    tell(read >= IN_TIME,
         f"{read:.0%} of the bars that are heard are read while they last (at least "
         f"{IN_TIME:.0%}), the longest takes {max(said['bars']):.2f} bars")


def stream(page, style, minutes):
    """Music is written before it is due, with the window that the page allows."""
    tempo = int(tempo_value(137))
    said = page.evaluate(STREAM, {"style": style, "tempo": tempo, "chords": form(),
                                  "seconds": 60 * minutes})
    taken, length = np.diff(said["ready"], prepend=0), said["length"]
    ready, late, begin = 0.0, 0, taken[0]  # it plays once the first bar is there
    for bar, drawn in enumerate(taken):
        due = begin + bar * length
        ready = max(ready, due - AHEAD - length) + drawn
        late += ready > due + 1e-9
    tell(not late, f"{minutes:g} minutes of music, {len(taken)} bars: {late} late (0 allowed); "
                   f"drawing takes {taken.sum() / (length * len(taken)):.2f} of the time they last")
    tell(said["rate"] >= LEAST_RATE, f"{said['rate']:.0f} tokens a second with guidance "
                                     f"(at least {LEAST_RATE})")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default="pretrained", help="checkpoint or model folder")
    parser.add_argument("--browser", help="path of a Chromium")
    parser.add_argument("--exchanges", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10, help="of simulated music")
    parser.add_argument("--heard", type=float, default=1, help="minutes as they are heard")
    options = parser.parse_args()
    saved = open_model(options.checkpoint)
    style = next(iter(style_counts(saved)))
    with (tempfile.TemporaryDirectory() as folder, sync_playwright() as play,
          serve(folder) as address):
        size = make_web(saved, Path(folder))
        tell(size <= 15e6, f"{size / 1e6:.1f} MB (at most 15)")
        browser = play.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(WAIT)
        page.goto(address)
        first_sound(page, options.heard)
        page.goto(address)  # without music of its own
        exchanges(page, style, options.exchanges)
        stream(page, style, options.minutes)
        browser.close()
    print(json.dumps({"passed": passed}))
    sys.exit(not passed)


if __name__ == "__main__":
    main()
