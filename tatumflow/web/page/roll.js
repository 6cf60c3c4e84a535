// Draws the music: a piano roll that scrolls under a line, and the whole of it in small.

import { shownChords } from "./chords.js";
import { isDark, palette } from "./theme.js";

const BEATS = 4, HEAD = 46, LINE = 0.32; // pixels for the chords; where the line is, of the width
const KEYS = 16, EDGE = 7; // pixels for the keys at the left; where a chord stays
const still = matchMedia("(prefers-reduced-motion: reduce)");
const BLACK = new Set([1, 3, 6, 8, 10]);

function prepared(canvas) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const brush = canvas.getContext("2d");
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.clearRect(0, 0, width, height);
  return { brush, width, height };
}

/** The colour of a note: soft ones are paler. */
const tint = (by, velocity) => {
  const strong = 0.38 + 0.62 * Math.min(1, velocity / 105);
  return `rgb(${palette()[by] || palette().model} / ${strong})`;
};

export class Roll {
  constructor(canvas, overview, timeline, transport) {
    Object.assign(this, { canvas, overview, timeline, transport });
    this.low = 36;
    this.high = 96;
    this.number = (bar) => bar + 1; // what a bar is called
    this.mark = () => ""; // the section that begins with a bar
    this.parts = () => []; // of the whole: {bar, text, strong}
  }

  /** Beats that fit into the width. */
  get shown() { return this.canvas.clientWidth < 560 ? 10 : 18; }

  /** The place (beats) under a point of the roll. */
  beatAt(x) {
    const { clientWidth } = this.canvas;
    return this.transport.beat + (x / clientWidth - LINE) * this.shown;
  }

  draw() {
    this.drawRoll();
    this.drawOverview();
  }

  /** Let the range of keys follow the notes, slowly. */
  follow(first, last) {
    let low = 48, high = 84;
    for (const { onset, duration, pitch } of this.timeline.notes) {
      if (onset > last || onset + duration < first) continue;
      low = Math.min(low, pitch - 2);
      high = Math.max(high, pitch + 2);
    }
    this.low += 0.06 * (low - this.low);
    this.high += 0.06 * (high - this.high);
  }

  drawRoll() {
    const { brush, width, height } = prepared(this.canvas);
    const { timeline, transport } = this, now = transport.beat, scale = width / this.shown;
    const first = now - LINE * this.shown, last = first + this.shown;
    this.follow(first, last);
    const x = (beat) => (beat - first) * scale;
    const row = (height - HEAD - 8) / (this.high - this.low);
    const y = (pitch) => HEAD + (this.high - pitch) * row;
    for (let pitch = Math.floor(this.low); pitch <= this.high; pitch++) {
      if (!BLACK.has(pitch % 12)) continue;
      brush.fillStyle = palette().stripe;
      brush.fillRect(0, y(pitch) - row / 2, width, row);
    }
    if (!timeline.bars.length) return this.drawIdle(brush, width, { y, row });
    this.drawBars(brush, { x, first, last, height });
    this.drawNotes(brush, { x, y, row, first, last, now });
    this.drawKeys(brush, { y, row, now, height });
    if (transport.loop) {
      const [from, to] = transport.loop.map(x);
      brush.fillStyle = palette().gold;
      brush.fillRect(from, HEAD - 5, to - from, 3);
    }
    this.drawLine(brush, x(now), height);
    return null;
  }

  /** Where the music is: a line under a pointer, in a soft light. */
  drawLine(brush, x, height) {
    const light = brush.createLinearGradient(x - 36, 0, x, 0), { gold, model } = palette();
    light.addColorStop(0, `rgb(${model} / 0)`);
    light.addColorStop(1, `rgb(${model} / 0.14)`);
    brush.fillStyle = light;
    brush.fillRect(x - 36, HEAD, 36, height);
    brush.fillStyle = gold;
    brush.fillRect(x - 1, HEAD - 2, 2, height);
    brush.beginPath();
    brush.moveTo(x - 6, HEAD - 8);
    brush.lineTo(x + 6, HEAD - 8);
    brush.lineTo(x, HEAD + 1);
    brush.fill();
  }

  /** Before anything is played: waves of notes that drift by. */
  drawIdle(brush, width, { y, row }) {
    const now = still.matches ? 0 : performance.now() / 4000, scale = width / this.shown;
    const middle = (this.low + this.high) / 2, high = Math.max(3, row * 0.86);
    for (let n = Math.floor(now * 2) - 2; n < (now + this.shown) * 2; n++) {
      const tune = middle + 9 * Math.sin(n * 0.37) + 5 * Math.sin(n * 1.13 + 1);
      const chord = n % 4 ? [] : [-16, -12, -9].map((step) => middle + step + 2 * Math.sin(n * 0.7));
      for (const [pitch, length] of [[tune, 0.42], ...chord.map((low) => [low, 1.7])]) {
        brush.fillStyle = `rgb(${palette().model} / ${0.2 + 0.09 * Math.sin(n * 0.9)})`;
        brush.beginPath();
        brush.roundRect((n / 2 - now) * scale, y(Math.round(pitch)) - high / 2, length * scale, high, 3);
        brush.fill();
      }
    }
  }

  /** The keys at the left; those that sound are lit. */
  drawKeys(brush, { y, row, now, height }) {
    const lit = new Map();
    for (const { onset, duration, pitch, by } of this.timeline.notes) {
      if (by !== this.timeline.muted && onset <= now && now < onset + duration) lit.set(pitch, by);
    }
    brush.save();
    brush.beginPath();
    brush.rect(0, HEAD, KEYS, height - HEAD);
    brush.clip();
    const [white, black] = isDark() ? ["#d8ccb6", "#231d16"] : ["#fffdf8", "#3b3226"];
    brush.fillStyle = white;
    brush.fillRect(0, HEAD, KEYS, height - HEAD);
    for (let pitch = Math.floor(this.low); pitch <= this.high + 1; pitch++) {
      const by = this.transport.playing && lit.get(pitch), dark = BLACK.has(pitch % 12);
      if (dark || by) {
        brush.fillStyle = by ? `rgb(${palette()[by] || palette().model})` : black;
        brush.fillRect(0, y(pitch) - row / 2, dark && !by ? KEYS * 0.62 : KEYS, row);
      } else if (pitch % 12 === 0 || pitch % 12 === 5) {
        brush.fillStyle = "#0003";
        brush.fillRect(0, y(pitch) + row / 2 - 0.5, KEYS, 1);
      }
    }
    brush.restore();
  }

  drawBars(brush, { x, first, last, height }) {
    const { timeline } = this, from = Math.max(0, Math.floor(first / BEATS));
    brush.textBaseline = "middle";
    for (let bar = from; bar * BEATS < last; bar++) {
      for (let beat = 0; beat < BEATS; beat++) {
        brush.fillStyle = beat ? palette().beat : palette().bar;
        brush.fillRect(Math.round(x(bar * BEATS + beat)), beat ? HEAD : 0, 1, height);
      }
      const { by } = timeline.bars[bar] ?? {};
      if (by === "you") {
        brush.fillStyle = palette().yours;
        brush.fillRect(x(bar * BEATS), HEAD, x(BEATS) - x(0), height);
      }
      const mark = this.mark(bar), number = this.number(bar);
      brush.font = `${mark ? "700" : "500"} 11px system-ui, sans-serif`;
      brush.fillStyle = mark ? palette().gold : palette().faint;
      if (mark || number === Math.floor(number)) brush.fillText(mark || number, x(bar * BEATS) + 7, 11);
    }
    this.drawChords(brush, { x, from, last });
    brush.fillStyle = palette().beat;
    brush.fillRect(0, HEAD - 2, this.canvas.clientWidth, 1);
  }

  /** The chords above the bars; the one that began further left stays at the edge. */
  drawChords(brush, { x, from, last }) {
    const { timeline } = this, symbols = [];
    for (let bar = from; bar * BEATS < last; bar++) {
      const chords = timeline.chords(bar);
      if (!chords) continue;
      for (const { beat, symbol } of shownChords(chords, timeline.chords(bar - 1))) {
        symbols.push({ left: x(bar * BEATS + beat) + 7, text: pretty(symbol) });
      }
    }
    brush.font = "600 17px Georgia, 'Times New Roman', serif";
    brush.fillStyle = palette().text;
    symbols.forEach(({ left, text }, n) => {
      const next = symbols[n + 1]?.left ?? Infinity, wide = brush.measureText(text).width;
      const place = Math.max(left, Math.min(EDGE, next - wide - 12));
      brush.fillText(text, place, 30, Math.max(12, Math.min(200, next - place - 6)));
    });
  }

  drawNotes(brush, { x, y, row, first, last, now }) {
    const high = Math.max(3, row * 0.86), { playing } = this.transport, { muted } = this.timeline;
    brush.save();
    brush.beginPath();
    brush.rect(0, HEAD, this.canvas.clientWidth, this.canvas.clientHeight);
    brush.clip();
    for (const note of this.timeline.notes) {
      const { onset, duration, pitch, velocity, by } = note;
      if (onset > last || onset + duration < first) continue;
      const left = x(onset), wide = Math.max(3, x(onset + duration) - left - 1);
      brush.beginPath();
      brush.roundRect(left, y(pitch) - high / 2, wide, high, Math.min(3, high / 2));
      if (by === muted) { // only its outline
        brush.strokeStyle = `rgb(${palette()[by]} / 0.65)`;
        brush.stroke();
        continue;
      }
      const sounds = playing && onset <= now && now < onset + Math.max(duration, 0.12);
      brush.fillStyle = sounds ? palette().sounding : tint(by, velocity);
      if (sounds) {
        brush.shadowColor = tint(by, 127);
        brush.shadowBlur = 16;
      }
      brush.globalAlpha = onset + duration < now ? 0.5 : 1;
      brush.fill();
      brush.shadowBlur = 0;
      brush.globalAlpha = 1;
    }
    brush.restore();
  }

  drawOverview() {
    const { brush, width, height } = prepared(this.overview);
    const { timeline, transport } = this, beats = Math.max(16, timeline.bars.length * BEATS);
    const x = (beat) => beat / beats * width;
    this.drawSections(brush, x, height);
    for (const { onset, duration, pitch, by } of timeline.notes) {
      brush.fillStyle = by === timeline.muted ? `rgb(${palette()[by]} / 0.5)` : tint(by, 90);
      brush.fillRect(x(onset), height - 4 - (pitch - 24) / 82 * (height - 14),
                     Math.max(1, x(duration)), 1.5);
    }
    const length = timeline.form?.length;
    for (let bar = timeline.begin; length && bar * BEATS <= beats; bar += length) {
      brush.fillStyle = palette().bar;
      brush.fillRect(x(bar * BEATS), 0, 1, height);
    }
    if (transport.loop) {
      const [from, to] = transport.loop.map(x);
      brush.fillStyle = `rgb(${palette().model} / 0.18)`;
      brush.fillRect(from, 0, to - from, height);
      brush.fillStyle = palette().gold;
      brush.fillRect(from, 0, 2, height);
      brush.fillRect(to - 2, 0, 2, height);
    }
    if (!timeline.bars.length) return;
    brush.fillStyle = palette().text;
    brush.fillRect(x(transport.beat) - 1, 0, 2, height);
  }

  /** Which parts of the whole are theme. */
  drawSections(brush, x, height) {
    const parts = this.parts();
    brush.font = "600 10px system-ui, sans-serif";
    brush.textBaseline = "middle";
    parts.forEach(({ bar, text, strong }, n) => {
      const from = x(bar * BEATS), end = x((parts[n + 1]?.bar ?? this.timeline.bars.length) * BEATS);
      brush.fillStyle = strong ? palette().stripe : "transparent";
      brush.fillRect(from, 0, end - from, height);
      brush.fillStyle = palette().bar;
      brush.fillRect(from, 0, 1, height);
      brush.fillStyle = palette().faint;
      brush.fillText(text, from + 6, 9);
    });
  }

  /** The place (beats) under a point of the overview. */
  overviewBeat(x) {
    return x / this.overview.clientWidth * Math.max(16, this.timeline.bars.length * BEATS);
  }
}

/** A symbol as it is printed. */
function pretty(symbol) {
  return symbol.replace(/^([A-G])b/, "$1♭").replace(/^([A-G])#/, "$1♯")
    .replace(/b(?=5|9|13)|(?<=\/[A-G])b/g, "♭").replace(/#(?=5|9|11)|(?<=\/[A-G])#/g, "♯")
    .replace("maj7", "△7").replace("m7♭5", "ø7").replace("dim", "°");
}
