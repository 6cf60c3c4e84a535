// A take, drawn token by token: the grammar, guidance, sampling and the sliding window, as in
// tatumflow/model (grammar.py, reader.py, sampling.py, streaming.py).

const HEADER = ["Style", "Sheet", "Gap", "Middle"];

/** Which tokens may come next, so that whatever is drawn decodes to music. */
export class Grammar {
  constructor(vocabulary) {
    this.vocabulary = vocabulary;
    this.state = "BOS"; // the kind of the last token, or how many slots of a frame were read
    this.bars = 0;
    this.position = this.pitch = -1; // the latest ids of this bar, and of this position
    this.forbidden = new Set();
    this.free = false; // whether a bar without a pulse may come
  }

  /** Which slot of the frame comes next; -1 outside of frames. */
  get slot() { return typeof this.state === "number" ? this.state : -1; }

  take(id) {
    const { vocabulary } = this, kind = vocabulary.kind[id];
    if (kind === "Bar") {
      this.bars++;
      this.position = this.pitch = -1;
      this.state = 0;
    } else if (this.slot >= 0) {
      this.state = this.slot + 1 < vocabulary.frame.length ? this.slot + 1 : "Frame";
    } else {
      if (kind === "Position") [this.position, this.pitch] = [id, -1];
      if (kind === "Pitch") this.pitch = id;
      this.state = HEADER.includes(kind) ? "Header" : kind;
    }
  }

  /** The ranges [first, end) of ids that may come next. */
  ranges() {
    const range = (kind, after = -1) => {
      const [first, end] = this.vocabulary.ranges.get(kind);
      return [Math.max(first, after + 1), end];
    };
    const position = () => range("Position", this.position), bar = range("Bar");
    let found;
    if (this.slot >= 0) {
      found = [range(this.vocabulary.frame[this.slot])];
      if (this.slot === 0 && !this.free) found[0][1]--; // the free tempo is the last
    } else {
      found = {
        BOS: () => [range("Style")], Header: () => [bar], Frame: () => [position(), bar],
        Position: () => [range("Pitch")], Pitch: () => [range("Velocity")],
        Velocity: () => [range("Duration")],
        Duration: () => [range("Pitch", this.pitch), position(), bar],
      }[this.state]();
    }
    return found.filter(([first, end]) => first < end);
  }
}

/** Random numbers in [0, 1) of a seed (mulberry32). */
export function randoms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/** One id by nucleus and min-p sampling; at temperature 0 the likeliest. */
export function choose(logits, ids, uniform, { temperature = 1, topP = 1, minP = 0 }) {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  if (temperature <= 1e-4) return ids[best];
  const p = logits.map((logit) => Math.exp((logit - logits[best]) / temperature));
  const total = p.reduce((a, b) => a + b, 0), kept = p.map((x) => (x >= minP ? x : 0));
  if (topP < 1) {
    const order = [...p.keys()].sort((a, b) => p[b] - p[a]);
    let before = 0;
    for (const i of order) {
      if (before >= topP * total) kept[i] = 0;
      before += p[i];
    }
  }
  const end = uniform * kept.reduce((a, b) => a + b, 0);
  let sum = 0;
  for (let i = 0; i < kept.length; i++) {
    sum += kept[i];
    if (sum > end) return ids[i];
  }
  return ids[best];
}

/** Music that goes on under a style: `ids` so far, drawn with `sampling`. */
export class Take {
  /**
   * prompt: ids that begin with `BOS Style`; sampling: {temperature, topP, minP, guidance, seed,
   * onsetTemperature: times the temperature where the place of the next note is drawn};
   * plan: bar -> the 15 ids of its frame, -1 where the model is to write, null beyond the plan:
   * there the model writes the tempo, and the other slots are hidden.
   */
  constructor(model, vocabulary, prompt, sampling, plan = () => null) {
    Object.assign(this, { model, vocabulary, sampling, plan });
    this.grammar = new Grammar(vocabulary);
    this.ids = [];
    this.random = randoms(sampling.seed ?? 0);
    this.append(prompt);
    this.header = prompt.filter((id) => ["Style", "Sheet"].includes(vocabulary.kind[id])).length;
    const tempi = prompt.filter((id) => vocabulary.kind[id] === "Tempo");
    this.grammar.free = tempi.at(-1) === vocabulary.first("Tempo") + vocabulary.free;
    this.window = this.recent(model.context);
    this.unread = this.window.slice();
    model.forget();
  }

  /** Take in tokens that were played or given. */
  append(ids) {
    for (const id of ids) {
      this.ids.push(id);
      this.grammar.take(id);
      if (!this.window) continue;
      this.window.push(id);
      this.unread.push(id);
    }
  }

  /** The tokens so far if they fit into `room`, else the header and the latest that fit. */
  recent(room) {
    const { ids, header } = this;
    if (ids.length < room) return ids.slice();
    return [...ids.slice(1, 1 + header), ...ids.slice(1 + header - room)];
  }

  /** Read the latest half of the context again, under the style there is now. */
  reread() {
    this.model.forget();
    this.window = this.recent(Math.floor(this.model.context / 2));
    this.unread = this.window.slice();
  }

  /** Go on as another pianist. */
  become(style) {
    this.ids[1] = style;
    this.reread();
  }

  /** Read what is known already, so that the next token comes at once. There is then `room` left. */
  prepare(room = 0) {
    if (this.window.length + room > this.model.context) this.reread();
    const last = this.unread.pop();
    if (this.unread.length) this.read([[0, 1]]);
    this.unread = [last];
  }

  /** Draw the next token; returns it. */
  next() {
    if (this.window.length > this.model.context) this.reread();
    const { slot, bars } = this.grammar, uniform = this.random();
    const given = slot >= 0 ? this.given(bars - 1, slot) : -1;
    const id = given >= 0 ? given : this.draw(slot >= 0, uniform);
    this.append([id]);
    return id;
  }

  given(bar, slot) {
    const frame = this.plan(bar);
    if (frame) return frame[slot];
    return slot === 0 ? -1 : this.vocabulary.hidden;
  }

  draw(inFrame, uniform) {
    const ranges = this.grammar.ranges();
    const logits = this.read(ranges), ids = [], values = [];
    const first = Math.min(...ranges.map((range) => range[0]));
    const [given, hidden] = logits, { guidance } = this.sampling;
    for (const [from, to] of ranges) {
      for (let id = from; id < to; id++) {
        const there = given[id - first], not = hidden ? hidden[id - first] : there;
        ids.push(id);
        values.push(inFrame || !hidden ? there : not + guidance * (there - not));
      }
    }
    const { temperature = 1, onsetTemperature = 1 } = this.sampling;
    const isOnset = ids.some((id) => this.vocabulary.kind[id] === "Position");
    return choose(values, ids, uniform, {
      ...this.sampling, temperature: temperature * (isOnset ? onsetTemperature : 1) });
  }

  /** Read what has not been read; the logits of the ids from the first to the last of `ranges`. */
  read(ranges) {
    const rows = [this.unread];
    if ((this.sampling.guidance ?? 1) !== 1) rows.push(this.unread.map((id) => this.hide(id)));
    this.unread = [];
    return this.model.read(rows, Math.min(...ranges.map((range) => range[0])),
                           Math.max(...ranges.map((range) => range[1])));
  }

  /** What is read in the place of a token where style and frames are hidden. */
  hide(id) {
    const { kind, hidden, frame } = this.vocabulary;
    if (kind[id] === "Style") return this.vocabulary.style("Other");
    return frame.includes(kind[id]) ? hidden : id;
  }
}
