// The model in a worker: answers messages of the page, and plays ahead as far as it is let.

import { Model } from "./model.js";
import { Session } from "./session.js";
import { Vocabulary } from "./tokens.js";

let model = null, vocabulary = null, session = null, current = 0, until = 0, running = false;

async function fetched(name, kind) {
  const answer = await fetch(new URL(`../${name}`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer[kind]();
}

async function load() {
  const [tables, weights, kernel] = await Promise.all([
    fetched("model.json", "json"), fetched("model.bin", "arrayBuffer"),
    fetched("engine/kernel.wasm", "arrayBuffer")]);
  vocabulary = new Vocabulary(tables);
  model = await Model.load(tables.config, tables.weights, weights,
                           await WebAssembly.compile(kernel));
  const { weights: _, vocabulary: names, ...rest } = tables;
  postMessage({ type: "ready", tables: { ...rest, tokens: names.length } });
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Draw bars until `until`, and look for messages between them. */
async function run() {
  if (running) return;
  running = true;
  while (session && session.bars < until) {
    const number = current, start = performance.now(), before = session.drawn;
    session.drawBar();
    const seconds = (performance.now() - start) / 1000;
    postMessage({ type: "speed", id: number, rate: (session.drawn - before) / seconds });
    await pause();
  }
  running = false;
}

const ACTIONS = {
  load,
  start({ id, asked }) {
    current = id;
    until = 0;
    session = new Session(model, vocabulary, asked,
                          (said) => postMessage({ ...said, id: current }));
    session.prepare(0);
    postMessage({ type: "started", id, bars: session.bars });
  },
  until({ id, bars }) {
    if (id !== current || !session) return null;
    until = bars;
    return run();
  },
  change({ id, from, asked }) {
    if (id !== current || !session) return;
    session.change(from, asked);
    postMessage({ type: "changed", id, from: session.bars });
  },
  hear({ id, bar, notes, tempo, room }) {
    if (id !== current || !session) return;
    while (session.bars < bar) session.drawBar(); // an answer that is not finished
    session.hear(notes, tempo);
    session.prepare(room);
    postMessage({ type: "heard", id });
  },
  stop() {
    session = null;
    until = 0;
  },
};

self.onmessage = async ({ data }) => {
  try {
    await ACTIONS[data.type](data);
  } catch (error) {
    running = false;
    postMessage({ type: "error", text: String(error?.stack ?? error) });
  }
};
