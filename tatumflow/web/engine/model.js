// The transformer: reads tokens, keeps keys and values, gives logits. The same shape as
// tatumflow/model/transformer.py: RMSNorm, rotary positions, SwiGLU, tied embeddings, and short
// convolutions where the model has taps.

const pad = (count) => Math.ceil(count / 4) * 4; // whole SIMD vectors of single precision
const CHUNK = 64; // rows that are computed at once

/** Places in one WebAssembly memory, handed out one after the other. */
class Places {
  constructor() { this.end = 1024; }

  /** The place (bytes) of so many numbers of single precision. */
  take(count) {
    const place = this.end;
    this.end += Math.ceil(count / 4) * 16;
    return place;
  }
}

/** A model with its cache for so many rows (sequences that are read side by side). */
export class Model {
  /**
   * config: {vocab_size, hidden, layers, heads, context, taps, intermediate}; weights: an
   * ArrayBuffer, and where in it each lies: `entries` {name: {shape, scale, data}} (see
   * tatumflow.portfolio.web); kernel: the compiled WebAssembly module.
   */
  static async load(config, entries, weights, kernel, rows = 2) {
    const model = new Model(config, rows);
    await model.place(entries, weights, kernel);
    return model;
  }

  constructor(config, rows) {
    Object.assign(this, config);
    this.rows = rows;
    this.size = config.hidden / config.heads;
    this.lengths = new Array(rows).fill(0);
  }

  async place(entries, weights, kernel) {
    const places = new Places(), { hidden, intermediate, layers, heads, context, rows } = this;
    const matrix = (name) => {
      const [count, width] = entries[name].shape;
      return { name, count, width, stride: pad(width), at: places.take(count * pad(width)) };
    };
    this.embedding = matrix("model.embed_tokens.weight");
    this.blocks = [];
    for (let n = 0; n < layers; n++) {
      const part = (name) => matrix(`model.layers.${n}.${name}.weight`);
      this.blocks.push({
        q: part("self_attn.q_proj"), k: part("self_attn.k_proj"), v: part("self_attn.v_proj"),
        o: part("self_attn.o_proj"), gate: part("mlp.gate_proj"), up: part("mlp.up_proj"),
        down: part("mlp.down_proj"),
      });
    }
    const size = pad(this.size), seen = pad(context);
    this.keys = places.take(layers * rows * heads * context * size);
    this.values = places.take(layers * rows * heads * size * seen); // each channel's in a line
    this.seen = seen;
    const buffer = (width) => ({ at: places.take(CHUNK * pad(width)), stride: pad(width) });
    this.x = buffer(hidden);
    this.unit = buffer(hidden);
    this.parts = [buffer(hidden), buffer(hidden), buffer(hidden)];
    this.mixed = buffer(hidden);
    this.added = buffer(hidden);
    this.gates = buffer(intermediate);
    this.ups = buffer(intermediate);
    this.logits = { at: places.take(rows * pad(this.vocab_size)), stride: pad(this.vocab_size) };
    this.query = places.take(size);
    this.scores = places.take(seen);
    this.blend = places.take(size);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(places.end / 65536) });
    const instance = await WebAssembly.instantiate(kernel, { env: { memory, abort() {} } });
    this.kernel = instance.exports.multiply;
    this.memory = new Float32Array(memory.buffer);
    this.fill(entries, weights);
  }

  /** Unpack the weights: whole numbers of 8 bits times the scale of their row. */
  fill(entries, weights) {
    const vector = (name) => {
      const { shape, data } = entries[name];
      return new Float32Array(weights, data, shape.reduce((a, b) => a * b, 1));
    };
    for (const { name, count, width, stride, at } of this.matrices()) {
      const { scale, data } = entries[name];
      const scales = new Float32Array(weights, scale, count);
      const whole = new Int8Array(weights, data, count * width);
      for (let row = 0; row < count; row++) {
        const place = at / 4 + row * stride;
        for (let i = 0; i < width; i++) {
          this.memory[place + i] = whole[row * width + i] * scales[row];
        }
      }
    }
    this.norm = vector("model.norm.weight");
    this.blocks.forEach((block, n) => {
      block.before = vector(`model.layers.${n}.input_layernorm.weight`);
      block.after = vector(`model.layers.${n}.post_attention_layernorm.weight`);
      if (!this.taps) return;
      block.conv = vector(`model.layers.${n}.self_attn.conv.weight`); // (3 hidden, taps)
      block.recent = Array.from({ length: this.rows },
                                () => new Float32Array(this.taps * 3 * this.hidden));
    });
    this.turns = rotaryTable(this.context, this.size);
  }

  matrices() {
    return [this.embedding, ...this.blocks.flatMap(({ q, k, v, o, gate, up, down }) =>
      [q, k, v, o, gate, up, down])];
  }

  /** Empty the cache. */
  forget() { this.lengths.fill(0); }

  /**
   * Read `ids` (rows of token ids, equally many in each) after those in the cache, the same number
   * in every row. Returns the logits of the ids in [first, end) after the last, one array a row;
   * they hold until the next call.
   */
  read(ids, first = 0, end = this.vocab_size) {
    const rows = ids.length, count = ids[0].length, most = Math.floor(CHUNK / rows);
    for (let start = 0; start < count; start += most) {
      const stop = Math.min(start + most, count);
      this.chunk(ids.map((row) => row.slice(start, stop)), stop === count, first, end);
    }
    const { at, stride } = this.logits;
    return ids.map((_, row) => this.memory.subarray(
      at / 4 + row * stride, at / 4 + row * stride + end - first));
  }

  /** One part of `read`: few tokens at once. Row r of token t is row t * rows + r of the buffers. */
  chunk(ids, last, first, end) {
    const rows = ids.length, count = ids[0].length, all = rows * count;
    const { x, unit, added, embedding, memory, hidden } = this;
    for (let t = 0; t < count; t++) {
      for (let r = 0; r < rows; r++) {
        const from = embedding.at / 4 + ids[r][t] * embedding.stride;
        memory.copyWithin(x.at / 4 + (t * rows + r) * x.stride, from, from + hidden);
      }
    }
    this.blocks.forEach((block, layer) => {
      this.normalise(block.before, all);
      this.attend(block, layer, rows, count);
      this.times(block.o, this.mixed, added, all);
      this.add(all);
      this.normalise(block.after, all);
      this.times(block.gate, unit, this.gates, all);
      this.times(block.up, unit, this.ups, all);
      this.gate(all);
      this.times(block.down, this.gates, added, all);
      this.add(all);
    });
    for (let r = 0; r < rows; r++) this.lengths[r] += count;
    if (!last) return;
    this.normalise(this.norm, all);
    const at = unit.at + (all - rows) * unit.stride * 4;
    this.kernel(embedding.at + first * embedding.stride * 4, embedding.stride * 4, end - first,
                embedding.stride * 4, at, unit.stride * 4, this.logits.at, this.logits.stride * 4,
                rows);
  }

  /** out[b] = matrix x[b] for `count` rows of a buffer. */
  times(matrix, x, out, count) {
    this.kernel(matrix.at, matrix.stride * 4, matrix.count, matrix.stride * 4, x.at, x.stride * 4,
                out.at, out.stride * 4, count);
  }

  /** x += added. */
  add(count) {
    const { memory } = this, x = this.x.at / 4, added = this.added.at / 4;
    for (let i = 0; i < count * this.x.stride; i++) memory[x + i] += memory[added + i];
  }

  /** unit = x / sqrt(mean(x²) + 1e-5) * scales. */
  normalise(scales, count) {
    const { memory, hidden } = this;
    for (let row = 0; row < count; row++) {
      const from = this.x.at / 4 + row * this.x.stride;
      const to = this.unit.at / 4 + row * this.unit.stride;
      let squares = 0;
      for (let i = 0; i < hidden; i++) squares += memory[from + i] * memory[from + i];
      const scale = 1 / Math.sqrt(squares / hidden + 1e-5);
      for (let i = 0; i < hidden; i++) memory[to + i] = memory[from + i] * scale * scales[i];
    }
  }

  /** gates = silu(gates) * ups. */
  gate(count) {
    const { memory } = this, gates = this.gates.at / 4, ups = this.ups.at / 4;
    for (let row = 0; row < count; row++) {
      for (let i = row * this.gates.stride, n = 0; n < this.intermediate; i++, n++) {
        const value = memory[gates + i];
        memory[gates + i] = value / (1 + Math.exp(-value)) * memory[ups + i];
      }
    }
  }

  /** mixed = what the heads of a layer see, without its last matrix. */
  attend(block, layer, rows, count) {
    const { parts, unit } = this, all = rows * count;
    [block.q, block.k, block.v].forEach((matrix, n) => this.times(matrix, unit, parts[n], all));
    for (let t = 0; t < count; t++) {
      for (let r = 0; r < rows; r++) {
        const row = t * rows + r, place = this.lengths[r] + t;
        const [q, k, v] = parts.map((part) => part.at / 4 + row * part.stride);
        if (this.taps) this.convolve(block, r, place, [q, k, v]);
        this.turn(q, place);
        this.turn(k, place);
        for (let head = 0; head < this.heads; head++) {
          this.look(layer, r, head, place, [q, k, v], this.mixed.at / 4 + row * this.mixed.stride);
        }
      }
    }
  }

  /** Add to each channel the mix of what it was at the tokens before; queries, keys and values. */
  convolve(block, row, place, starts) {
    const { memory, hidden, taps } = this, recent = block.recent[row], wide = 3 * hidden;
    if (place === 0) recent.fill(0);
    const slot = (back) => ((place - back) % taps + taps) % taps * wide;
    const here = slot(0);
    for (let part = 0; part < 3; part++) {
      for (let i = 0; i < hidden; i++) {
        const channel = part * hidden + i, at = starts[part] + i, now = memory[at];
        let mix = 0;
        for (let n = 0; n < taps; n++) {
          mix += block.conv[channel * taps + n] * recent[slot(taps - n) + channel];
        }
        recent[here + channel] = now;
        memory[at] = now + mix;
      }
    }
  }

  /** Turn the heads of one query or key by the angles of its place. */
  turn(at, place) {
    const { memory, heads, size } = this, half = size / 2, table = this.turns;
    for (let head = 0; head < heads; head++, at += size) {
      for (let i = 0; i < half; i++) {
        const cos = table[(place * half + i) * 2], sin = table[(place * half + i) * 2 + 1];
        const left = memory[at + i], right = memory[at + half + i];
        memory[at + i] = left * cos - right * sin;
        memory[at + half + i] = right * cos + left * sin;
      }
    }
  }

  /** What one head sees from its place, written to its part of `out`. */
  look(layer, row, head, place, [q, k, v], out) {
    const { memory, size, seen } = this, wide = pad(size), number = place + 1;
    const line = (layer * this.rows + row) * this.heads + head, at = head * size;
    const keys = this.keys / 4 + line * this.context * wide;
    const values = this.values / 4 + line * wide * seen;
    const query = this.query / 4, scores = this.scores / 4, shrink = 1 / Math.sqrt(size);
    for (let i = 0; i < size; i++) {
      memory[keys + place * wide + i] = memory[k + at + i];
      memory[values + i * seen + place] = memory[v + at + i];
      memory[query + i] = memory[q + at + i] * shrink;
    }
    this.kernel(keys * 4, wide * 4, number, wide * 4, this.query, 0, this.scores, 0, 1);
    let highest = -Infinity, total = 0;
    for (let i = 0; i < number; i++) highest = Math.max(highest, memory[scores + i]);
    for (let i = 0; i < number; i++) {
      total += memory[scores + i] = Math.exp(memory[scores + i] - highest);
    }
    for (let i = number; i < pad(number); i++) memory[scores + i] = 0;
    this.kernel(values * 4, seen * 4, size, pad(number) * 4, this.scores, 0, this.blend, 0, 1);
    for (let i = 0; i < size; i++) memory[out + at + i] = memory[this.blend / 4 + i] / total;
  }
}

/** cos and sin of the angles of every place, (context, size / 2, 2). */
function rotaryTable(context, size) {
  const half = size / 2, table = new Float32Array(context * half * 2);
  for (let place = 0; place < context; place++) {
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(place * Math.fround(Math.pow(10000, -2 * i / size)));
      table[(place * half + i) * 2] = Math.cos(angle);
      table[(place * half + i) * 2 + 1] = Math.sin(angle);
    }
  }
  return table;
}
