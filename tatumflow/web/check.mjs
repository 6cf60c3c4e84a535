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

  /** A take of so many bars: its notes in beats. */
  async take({ asked, bars }) {
    const session = new Session(await load(), vocabulary, asked, () => {});
    while (session.bars < bars) session.drawBar();
    return session.scribe.notes.filter(({ onset }) => onset < 4 * bars);
  },
};

const request = JSON.parse(readFileSync(0));
console.log(JSON.stringify(await DO[request.do](request)));
