// Trading fours: who plays which bars, and when the model is told what it heard.

export const FOUR = 4;
const BEATS = 4, EARLY = 0.25; // beats before a part begins that still belong to it
export const LEAD = { first: 0.5, least: 0.35, most: 0.9, spare: 0.25 }; // seconds
export const A_BAR = 110; // tokens that a bar may need

export class Trade {
  /** `send(message)` goes to the worker; the tempo is a value of the tokens. */
  constructor(timeline, transport, tempo, send) {
    Object.assign(this, { timeline, transport, tempo, send });
    this.heard = 0; // bars that the worker knows of or was asked for
    this.lead = LEAD.first;
    this.asked = null; // when (ms) the last answer was asked for
    this.waits = []; // how long (s) the first note of each answer took
    this.spares = []; // how long (s) before its time the first note of each answer was there
    this.extend(2 * FOUR);
  }

  by(bar) { return Math.floor(bar / FOUR) % 2 ? "model" : "you"; }

  extend(bars) {
    for (let bar = this.timeline.bars.length; bar < bars; bar++) {
      this.timeline.setBar(bar, this.tempo, { by: this.by(bar) });
    }
    this.transport.live = this.timeline.bars.length;
  }

  /** To be called often: tells the worker what was played as soon as a bar is over. */
  tick(held) {
    const { timeline, transport } = this, now = transport.position;
    const bar = Math.max(0, Math.floor(transport.beat / BEATS));
    this.extend(bar + 2 * FOUR);
    while (this.by(this.heard) === "you") {
      const last = this.by(this.heard + 1) !== "you";
      const over = timeline.time((this.heard + 1) * BEATS) - (last ? this.lead : 0);
      if (now < over) return;
      this.hear(this.heard, held, last);
    }
    // the answer is being written; when it has begun, the next part is waited for
    if (now >= timeline.time(this.heard * BEATS) && this.by(bar) === "you") this.heard = bar;
  }

  hear(bar, held, last) {
    const { timeline, transport } = this, start = bar * BEATS, end = start + BEATS;
    const begin = this.by(bar - 1) === "you" ? start : start - EARLY;
    const notes = timeline.notes.filter(({ by, onset }) => by === "you" && onset >= begin && onset < end)
      .map((note) => ({
        onset: Math.max(start, note.onset), pitch: note.pitch, velocity: note.velocity,
        duration: held.has(note) ? Math.max(0.1, transport.beat - note.onset) : note.duration }));
    // what must be read again is read while there is time
    const room = bar % FOUR ? 0 : A_BAR * 2 * FOUR;
    this.send({ type: "hear", bar, notes, tempo: this.tempo, room });
    this.heard++;
    if (!last) return;
    this.send({ type: "until", bars: this.heard + FOUR });
    this.asked = performance.now();
    this.answer = this.heard * BEATS;
  }

  /** A note of the model came: how early it was, if it is the first of its answer. */
  answered(note) {
    if (this.asked === null || note.onset < this.answer) return;
    const wait = (performance.now() - this.asked) / 1000;
    this.waits.push(wait);
    this.spares.push(this.timeline.span(note)[0] - this.transport.position);
    this.asked = null;
    this.lead = Math.min(LEAD.most, Math.max(LEAD.least, Math.max(...this.waits.slice(-4)) + LEAD.spare));
  }

  /** {by, left (bars)} at this moment. */
  turn() {
    const bar = Math.floor(this.transport.beat / BEATS);
    if (bar < 0) return null;
    return { by: this.by(bar), left: FOUR - bar % FOUR };
  }
}
