// MIDI files, read and written.

import { Told } from "./told.js";

const TICKS = 480, PEDAL = 64;

class Bytes {
  constructor(buffer) {
    this.view = new DataView(buffer);
    this.at = 0;
  }

  number(count) {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }

  text(count) { return String.fromCharCode(...Array.from({ length: count }, () => this.number(1))); }

  variable() {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.number(1);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new RangeError("variable length");
  }
}

/** The events of one track: {tick, kind, …}. */
function readTrack(bytes, end) {
  const events = [];
  let tick = 0, status = 0;
  while (bytes.at < end) {
    tick += bytes.variable();
    const byte = bytes.number(1);
    if (byte === 0xff) {
      const kind = bytes.number(1), size = bytes.variable(), next = bytes.at + size;
      if (kind === 0x51 && size === 3) events.push({ tick, kind: "tempo", micros: bytes.number(3) });
      bytes.at = next;
    } else if (byte === 0xf0 || byte === 0xf7) {
      bytes.at += bytes.variable();
    } else {
      if (byte >= 0x80) status = byte; else bytes.at--;
      const command = status >> 4, channel = status & 15;
      if (command < 8 || command > 14) throw new RangeError("status");
      const first = bytes.number(1), second = command === 12 || command === 13 ? 0 : bytes.number(1);
      if (channel === 9) continue; // drums
      if (command === 9 && second) {
        events.push({ tick, kind: "on", channel, pitch: first, velocity: second });
      } else if (command === 8 || command === 9) {
        events.push({ tick, kind: "off", channel, pitch: first });
      } else if (command === 11 && first === PEDAL) {
        events.push({ tick, kind: "pedal", channel, down: second >= 64 });
      }
    }
  }
  bytes.at = end;
  return events;
}

/** Notes of events in ticks; the pedal holds them. */
function pairNotes(events) {
  const notes = [], open = new Map(), held = new Map(), down = new Map();
  const close = (note, tick) => { note.end = Math.max(tick, note.tick + 1); };
  for (const event of events) {
    const { tick, kind, channel, pitch } = event, key = channel * 128 + pitch;
    if (kind === "on") {
      for (const kept of [open, held]) {
        if (kept.has(key)) close(kept.get(key), tick);
        kept.delete(key);
      }
      const note = { tick, pitch, velocity: event.velocity, end: tick + 1, channel };
      notes.push(note);
      open.set(key, note);
    } else if (kind === "off" && open.has(key)) {
      if (down.get(channel)) held.set(key, open.get(key)); else close(open.get(key), tick);
      open.delete(key);
    } else if (kind === "pedal") {
      down.set(channel, event.down);
      if (event.down) continue;
      for (const [other, note] of held) {
        if (note.channel !== channel) continue;
        close(note, tick);
        held.delete(other);
      }
    }
  }
  const last = events.at(-1)?.tick ?? 0;
  for (const note of [...open.values(), ...held.values()]) close(note, last);
  return notes;
}

/**
 * A MIDI file as {notes in beats, tempo(beat) in beats per minute}. Beats are those of the file's
 * own tempo map, and its beginning is a bar line. Throws `Told` for what is none.
 */
export function readMidi(buffer) {
  try {
    const bytes = new Bytes(buffer);
    if (bytes.text(4) !== "MThd") throw new RangeError("head");
    const size = bytes.number(4);
    bytes.number(2);
    const tracks = bytes.number(2), division = bytes.number(2);
    if (division & 0x8000 || !division) throw new RangeError("division");
    bytes.at = 8 + size;
    const events = [];
    for (let n = 0; n < tracks && bytes.at + 8 <= buffer.byteLength; n++) {
      const name = bytes.text(4), length = bytes.number(4), end = bytes.at + length;
      if (end > buffer.byteLength) throw new RangeError("cut short");
      if (name === "MTrk") events.push(...readTrack(bytes, end)); else bytes.at = end;
    }
    events.sort((a, b) => a.tick - b.tick);
    const notes = pairNotes(events).map(({ tick, end, pitch, velocity }) => (
      { onset: tick / division, duration: (end - tick) / division, pitch, velocity }));
    if (!notes.length) throw new Told("noNotes");
    const tempi = events.filter(({ kind, micros }) => kind === "tempo" && micros > 0)
      .map(({ tick, micros }) => ({ beat: tick / division, tempo: 6e7 / micros }));
    return { notes, tempo: (beat) => tempi.findLast((one) => one.beat <= beat)?.tempo ?? 120 };
  } catch (error) {
    if (error instanceof Told) throw error;
    throw new Told("brokenMidi");
  }
}

function variable(value) {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest; rest >>= 7) bytes.unshift((rest & 127) | 128);
  return bytes;
}

const big = (value, count) => Array.from({ length: count },
                                         (_, i) => (value >> (8 * (count - 1 - i))) & 255);

function track(events) {
  let tick = 0;
  const body = [];
  for (const event of [...events].sort((a, b) => a.tick - b.tick || a.order - b.order)) {
    body.push(...variable(event.tick - tick), ...event.bytes);
    tick = event.tick;
  }
  body.push(0, 0xff, 0x2f, 0);
  return [..."MTrk"].map((c) => c.charCodeAt(0)).concat(big(body.length, 4), body);
}

/**
 * A MIDI file of notes (beats): the tempo of each bar (beats per minute), and chord symbols as
 * markers [{beat, symbol}].
 */
export function writeMidi(notes, tempi, symbols) {
  const ticks = (beats) => Math.round(beats * TICKS);
  const meta = [{ tick: 0, order: 0, bytes: [0xff, 0x58, 4, 4, 2, 24, 8] }];
  tempi.forEach((tempo, bar) => meta.push({
    tick: ticks(4 * bar), order: 1,
    bytes: [0xff, 0x51, 3, ...big(Math.round(6e7 / tempo), 3)] }));
  const encoder = new TextEncoder();
  for (const { beat, symbol } of symbols) {
    const text = [...encoder.encode(symbol)];
    meta.push({ tick: ticks(beat), order: 2, bytes: [0xff, 6, ...variable(text.length), ...text] });
  }
  const played = notes.flatMap(({ onset, duration, pitch, velocity }) => [
    { tick: ticks(onset), order: 1, bytes: [0x90, pitch, velocity] },
    { tick: Math.max(ticks(onset) + 1, ticks(onset + duration)), order: 0,
      bytes: [0x80, pitch, 0] }]);
  const head = [..."MThd"].map((c) => c.charCodeAt(0))
    .concat(big(6, 4), big(1, 2), big(2, 2), big(TICKS, 2));
  return new Uint8Array([...head, ...track(meta), ...track(played)]);
}
