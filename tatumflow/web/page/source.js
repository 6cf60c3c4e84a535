// What is made of a file that the reader gives: bars to go on from, or a lead sheet to play anew.

import { loosen, readSheet, SILENT } from "../engine/listen.js";

const BEATS = 4, HEARD_BARS = 16, SHEET_BARS = 32, EARLY = 0.02; // bars; beats

/** A file as it was read: {name, notes (beats), tempo(beat)}. */
export class Source {
  constructor(name, { notes, tempo }) {
    Object.assign(this, { name, notes, tempo });
    const onsets = notes.map(({ onset }) => onset);
    this.first = Math.floor((Math.min(...onsets) + EARLY) / BEATS);
    this.bars = Math.ceil((Math.max(...onsets) + EARLY) / BEATS);
  }

  /** What the page says of it. */
  get facts() {
    return { name: this.name, bars: this.bars, heard: Math.min(this.bars, HEARD_BARS),
             played: Math.min(this.bars - this.first, SHEET_BARS),
             tempo: Math.round(this.tempo((this.bars - 1) * BEATS)) };
  }

  /** {notes, tempi (value of each bar)} of the bars in [first, end), from beat 0 on. */
  part(first, end, tempoValue) {
    const notes = this.notes.filter(({ onset }) => (
      onset >= first * BEATS - EARLY && onset < end * BEATS - EARLY));
    return {
      notes: notes.map((note) => ({ ...note, onset: Math.max(0, note.onset - first * BEATS) })),
      tempi: Array.from({ length: end - first },
                        (_, bar) => tempoValue(this.tempo((first + bar) * BEATS))) };
  }

  /** The last bars, which a continuation listens to. */
  end(tempoValue) {
    return this.part(Math.max(0, this.bars - HEARD_BARS), this.bars, tempoValue);
  }

  /**
   * The first bars, and what they say: {notes, sheet: {tempo, chords, melody} of each bar, of which
   * the share `kept` (0 to 1) is kept, form: the chords to show}. `read` gives the chord of a symbol.
   */
  sheet(tempoValue, kept, { listening, chords: names }, read) {
    const { notes, tempi } = this.part(this.first, this.first + this.facts.played, tempoValue);
    const heard = readSheet(notes, tempi.length, listening);
    const symbol = (label) => (label === SILENT ? "N.C." : names[label].replace(/maj$/, ""));
    const known = new Map();
    const chord = (label) => {
      if (!known.has(label)) known.set(label, read(symbol(label)));
      return known.get(label);
    };
    return { notes, form: heard.map(({ chords }) => chords.map(chord)),
             sheet: loosen(heard, 1 - kept).map((bar, n) => ({ ...bar, tempo: tempi[n] })) };
  }
}

export { HEARD_BARS, SHEET_BARS };
