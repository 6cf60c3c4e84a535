// Draws the music: a piano roll that scrolls under a line, and the whole of it in small.

import { shownChords } from "./chords.js";
import { isDark, palette } from "./theme.js";

const BEATS = 4, HEAD = 34, LINE = 0.32; // pixels for the chords; where the line is, of the width
const KEYS = 16; // pixels for the keys at the left
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
    this.label = (bar) => String(bar + 1);
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
    brush.fillStyle = palette().text;
    brush.fillRect(x(now) - 1, HEAD - 6, 2, height);
    if (transport.loop) {
      const [from, to] = transport.loop.map(x);
      brush.fillStyle = palette().gold;
      brush.fillRect(from, HEAD - 5, to - from, 3);
    }
    return null;
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
      const chords = timeline.chords(bar);
      brush.font = "600 15px Georgia, 'Times New Roman', serif";
      brush.fillStyle = palette().text;
      const shown = chords ? shownChords(chords, timeline.chords(bar - 1)) : [];
      const room = (x(1) - x(0)) * (shown.length > 1 ? 2 : 4) - 10;
      for (const { beat, symbol } of shown) {
        brush.fillText(pretty(symbol), x(bar * BEATS + beat) + 7, 17, room);
      }
      if (shown.length) continue;
      brush.font = "11px system-ui, sans-serif";
      brush.fillStyle = palette().soft;
      brush.fillText(this.label(bar), x(bar * BEATS) + 7, 17);
    }
    brush.fillStyle = palette().beat;
    brush.fillRect(0, HEAD - 2, this.canvas.clientWidth, 1);
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
        brush.strokeStyle = `rgb(${palette()[by]} / 0.4)`;
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
    for (const { onset, duration, pitch, by } of timeline.notes) {
      if (by === timeline.muted) continue;
      brush.fillStyle = tint(by, 90);
      brush.fillRect(x(onset), height - 4 - (pitch - 24) / 82 * (height - 8),
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

  /** The place (beats) under a point of the overview. */
  overviewBeat(x) {
    return x / this.overview.clientWidth * Math.max(16, this.timeline.bars.length * BEATS);
  }
}

/** A symbol as it is printed. */
function pretty(symbol) {
  return symbol.replace(/^([A-G])b/, "$1♭").replace(/^([A-G])#/, "$1♯")
    .replace(/b(?=5|9|13)/g, "♭").replace(/#(?=5|9|11)/g, "♯");
}
