// The music so far on one line of beats: bars with their tempo, notes, chords; and where a beat is
// in seconds.

const BEATS = 4;
const STRAIGHT = 0.5;

export class Timeline {
  constructor(barSeconds) {
    this.barSeconds = barSeconds;
    this.clear();
  }

  clear() {
    this.bars = []; // {start (s), seconds, tempo (value), by, complete, style}
    this.notes = []; // {onset, duration (beats), pitch, velocity, by}
    this.form = null; // chords of the form's bars, or null
    this.begin = 0; // the bar in which the form begins
    this.swing = null; // where the off-beat eighth is to lie in a beat; null: as it was played
    this.muted = null; // whose notes are not to be heard
    this.played = STRAIGHT; // where it lies in what was played
  }

  get seconds() {
    const last = this.bars.at(-1);
    return last ? last.start + last.seconds : 0;
  }

  /** How many bars are complete, from the first on. */
  get complete() {
    let count = 0;
    while (this.bars[count]?.complete) count++;
    return count;
  }

  /** Bar `number` lasts as long as its tempo says. */
  setBar(number, tempo, more = {}) {
    const start = number ? this.bars[number - 1].start + this.bars[number - 1].seconds : 0;
    this.bars[number] = { ...this.bars[number], start, seconds: this.barSeconds[tempo], tempo, ...more };
    for (let bar = number + 1; bar < this.bars.length; bar++) {
      this.bars[bar].start = this.bars[bar - 1].start + this.bars[bar - 1].seconds;
    }
  }

  add(note) {
    this.notes.push(note);
    const part = note.onset % 1;
    // a slow mean of where off-beats are played
    if (part > 0.42 && part < 0.76) this.played += 0.03 * (part - this.played);
  }

  /** Take away the bars from `bar` on. */
  cut(bar) {
    this.bars.length = Math.min(this.bars.length, bar);
    this.notes = this.notes.filter(({ onset }) => onset < bar * BEATS);
  }

  /** The model is to write the bars from `bar` on anew; what was given stays. */
  redo(bar) {
    for (const one of this.bars.slice(bar)) one.complete = false;
    this.notes = this.notes.filter(({ onset, by }) => by !== "model" || onset < bar * BEATS);
  }

  /** The chords of a bar, one a beat; null without changes. */
  chords(bar) {
    if (!this.form || bar < this.begin) return null;
    return this.form[(bar - this.begin) % this.form.length];
  }

  /** A place in beats with the swing that is asked for. */
  swung(beats) {
    if (this.swing === null) return beats;
    const beat = Math.floor(beats), part = beats - beat, { played, swing } = this;
    const moved = part < played ? part / played * swing
      : swing + (part - played) / (1 - played) * (1 - swing);
    return beat + moved;
  }

  /** Seconds from the beginning of a place in beats; the last bar goes on as it is. */
  time(beats) {
    if (!this.bars.length) return 0;
    const number = Math.min(Math.max(0, Math.floor(beats / BEATS)), this.bars.length - 1);
    const { start, seconds } = this.bars[number];
    return start + (beats / BEATS - number) * seconds;
  }

  /** The place in beats of a time in seconds. */
  beat(seconds) {
    let low = 0, high = this.bars.length - 1;
    if (high < 0) return 0;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bars[middle].start <= seconds) low = middle; else high = middle - 1;
    }
    const { start, seconds: length } = this.bars[low];
    return (low + (seconds - start) / length) * BEATS;
  }

  /** When a note sounds: [start, end) in seconds. */
  span({ onset, duration, by }) {
    if (by === "you" || by === "file") return [this.time(onset), this.time(onset + duration)];
    return [this.time(this.swung(onset)), this.time(this.swung(onset + duration))];
  }
}
