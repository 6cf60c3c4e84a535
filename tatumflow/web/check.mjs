// The parts of the page outside of a browser: for its tests, and to measure its speed.
//
//   node check.mjs PAGE < request.json     PAGE is a folder that phase6_export_web wrote
//
// The request is {"do": the name of one of the functions below, …}; the answer is JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Model } from "./engine/model.js";
import { loosen, readSheet } from "./engine/listen.js";
import { Session, frames } from "./engine/session.js";
import { Take } from "./engine/take.js";
import { Vocabulary, decode, encodeBars } from "./engine/tokens.js";
import { Harmony, walk } from "./page/chords.js";
import { readMidi, writeMidi } from "./page/midi.js";
import { Told } from "./page/told.js";

const page = process.argv[2], tables = JSON.parse(readFileSync(join(page, "model.json")));
const vocabulary = new Vocabulary(tables);
const exact = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);

function load() {
  const weights = exact(readFileSync(join(page, "model.bin")));
  const kernel = new WebAssembly.Module(readFileSync(join(page, "engine/kernel.wasm")));
  return Model.load(tables.config, tables.weights, weights, kernel);
}

/** The value of `act`, or the key of the sentence that it tells the reader. */
function tried(act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof Told) return error.key;
    throw error;
  }
}

const DO = {
  /** Draw `count` tokens after a prompt; plan: the frames of its bars. */
  async tokens({ prompt, sampling, plan, count }) {
    const take = new Take(await load(), vocabulary, prompt, sampling, (bar) => plan?.[bar] ?? null);
    const start = performance.now();
    for (let n = 0; n < count; n++) take.next();
    const seconds = (performance.now() - start) / 1000;
    return { ids: take.ids, rate: count / seconds, notes: decode(take.ids, vocabulary) };
  },

  /** What a session draws that is changed at a bar, and hears another. */
  async session({ asked, bars, change, heard }) {
    const told = [], session = new Session(await load(), vocabulary, asked, (said) => told.push(said));
    while (session.bars < bars) session.drawBar();
    const before = session.take.ids.slice();
    if (change) session.change(change.from, change.asked);
    const kept = session.take.ids.slice();
    while (session.bars < bars) session.drawBar();
    if (heard) session.hear(heard.notes, heard.tempo);
    session.prepare(500);
    session.drawBar();
    return { before, kept, ids: session.take.ids, told };
  },

  encode({ notes, bars, given }) {
    return encodeBars(notes, bars, vocabulary, (bar) => given[bar]).flat();
  },

  frames({ plan, bars }) {
    return Array.from({ length: bars }, (_, bar) => frames(plan, vocabulary)(bar));
  },

  sheet({ notes, bars, share }) { return loosen(readSheet(notes, bars, tables.listening), share); },

  chords({ symbols }) {
    const harmony = new Harmony(tables);
    return symbols.map((symbol) => harmony.read(symbol));
  },

  changes({ texts }) {
    const harmony = new Harmony(tables);
    return texts.map((text) => tried(() => harmony.changes(text).map((bar) => (
      bar.map(({ label }) => label)))));
  },

  bass({ text }) {
    const bars = new Harmony(tables).changes(text);
    return bars.map((bar, n) => walk(bar, bars[(n + 1) % bars.length], 40));
  },

  midi({ files }) {
    return files.map((name) => tried(() => {
      const { notes, tempo } = readMidi(exact(readFileSync(name)));
      return { notes, tempi: notes.map(({ onset }) => tempo(onset)) };
    }));
  },

  written({ notes, tempi, symbols }) { return [...writeMidi(notes, tempi, symbols)]; },
};

/** A clock of this process's own work (s): what others do on the machine does not count. */
function work() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

Object.assign(DO, {
  /**
   * Trade fours at tempi (values of their token), one exchange for each: `waits`, how long (s) the
   * first note of the answer takes once the last bar is told; `bars`, the longest that a bar before
   * it takes to be read (s), which is as long as a bar at most.
   */
  async exchanges({ style, tempi, chords }) {
    let note = false;
    const plan = { tempo: tempi[0], chords, begin: 0, density: null };
    const sampling = { temperature: 1, guidance: 1.5, seed: 1 };
    const session = new Session(await load(), vocabulary, { style, sampling, plan, before: null },
                                ({ type }) => { note ||= type === "note"; });
    const waits = [], bars = [];
    for (const tempo of tempi) {
      session.plan = { ...plan, tempo };
      const taken = [], first = session.bars;
      for (let n = 0; n < 4; n++) {
        const notes = Array.from({ length: 8 }, (_, i) => (
          { onset: 4 * (first + n) + i / 2, duration: 0.4, pitch: 60 + (i * 5 + first) % 19,
            velocity: 80 }));
        const start = work();
        session.hear(notes, tempo);
        session.prepare(n ? 0 : 880);
        taken.push(work() - start);
      }
      const start = work(), end = session.bars + 4;
      note = false;
      while (!note && session.bars < end) session.step();
      waits.push(taken.pop() + work() - start);
      bars.push(Math.max(...taken));
      while (session.bars < end || !session.atBar) session.step();
    }
    return { waits, bars };
  },

  /** Play on for `seconds` of music: how long each bar is and how long it takes to draw (s). */
  async stream({ style, tempo, chords, seconds }) {
    const asked = { style, before: null, sampling: { temperature: 1, guidance: 1.5, seed: 2 },
                    plan: { tempo, chords, begin: 0, density: null } };
    const session = new Session(await load(), vocabulary, asked, () => {});
    const length = tables.bar_seconds[tempo], drawn = [];
    while (drawn.length * length < seconds) {
      const start = work();
      session.drawBar();
      drawn.push(work() - start);
    }
    return { length, drawn };
  },

  /** A take of so many bars: its notes in beats. */
  async take({ asked, bars }) {
    const session = new Session(await load(), vocabulary, asked, () => {});
    while (session.bars < bars) session.drawBar();
    return session.scribe.notes.filter(({ onset }) => onset < 4 * bars);
  },
});

const request = JSON.parse(readFileSync(0));
console.log(JSON.stringify(await DO[request.do](request)));
