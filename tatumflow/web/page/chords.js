// Chord symbols and changes. What a symbol means is looked up in the tables that Python wrote.

import { Charts } from "./charts.js";

export const NO_CHORD = "N.C.";
const NATURAL = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const SHIFT = { bb: -2, b: -1, "": 0, "#": 1, "##": 2, x: 2 };
const LABELS = 8, BEATS = 4; // qualities of the tokens; beats of a bar

export class Harmony {
  constructor(tables) {
    this.qualities = tables.harmony;
    this.names = tables.chords;
    this.quality = new Map();
    for (const [quality, suffixes] of Object.entries(tables.spellings)) {
      for (const suffix of suffixes) this.quality.set(suffix, quality);
    }
  }

  /** {symbol, root, label (of the tokens, null for N.C.), intervals}, or null if it is unknown. */
  read(symbol) {
    if (/^n\.?c\.?$/i.test(symbol)) return { symbol: NO_CHORD, root: null, label: null };
    const plain = symbol.replace(/♭/g, "b").replace(/♯/g, "#").replace(/[∆Δ]/g, "△")
      .replace(/[–−]/g, "-").replace(/^([A-G][b#]?)\((?=[b#]\d)/, "$17").replace(/[(),]/g, "")
      .replace(/(\d)-(?=5|9|11|13)/g, "$1b").replace(/(\d)\+(?=5|9|11|13)/g, "$1#");
    for (const root of [/^([A-G])([b#]?)(.*)$/, /^([A-Ga-g])(bb|##|x|b|#|)(.*)$/]) {
      const found = root.exec(plain.replace(/\/[A-Ga-g][b#]?$/, ""));
      const quality = found && this.quality.get(found[3].replace(/\/(?=\d)/g, ""));
      if (!quality) continue;
      const pitch = (NATURAL[found[1].toUpperCase()] + SHIFT[found[2]] + 12) % 12;
      const { label, intervals } = this.qualities[quality];
      return { symbol, root: pitch, intervals, label: pitch * LABELS + label };
    }
    return null;
  }

  /**
   * A chart as the model counts: {bars: of each the chords of its four beats, sections: [letter,
   * bar], about}. Throws `Told`.
   */
  chart(text) {
    const chart = new Charts((word) => this.read(word) !== null).read(text), onsets = [], chords = [];
    const starts = [];
    let beat = 0;
    for (const { chords: shared, beats } of chart.bars) {
      starts.push(Math.floor(beat / BEATS + 1e-6));
      const parts = shared.reduce((sum, [, share]) => sum + share, 0);
      for (const [symbol, share] of shared) {
        onsets.push(beat);
        chords.push(this.read(symbol));
        beat += beats / parts * share;
      }
    }
    const at = (middle) => chords[Math.max(0, onsets.findLastIndex((onset) => onset <= middle))];
    const bars = Array.from({ length: Math.ceil(beat / BEATS - 1e-6) }, (_, bar) => (
      [0, 1, 2, 3].map((place) => at(bar * BEATS + place + 0.5))));
    return { bars, about: chart.about,
             sections: chart.sections.map(([letter, bar]) => [letter, starts[bar]]) };
  }

  /** The bars of a chart alone. */
  changes(text) { return this.chart(text).bars; }
}

/** The symbols to write above a bar, each at the beat where its chord begins. */
export function shownChords(bar, before) {
  const shown = [];
  bar.forEach((chord, beat) => {
    const last = beat ? bar[beat - 1] : before?.[3];
    if (beat === 0 || chord !== last) shown.push({ beat, symbol: chord.symbol });
  });
  return shown;
}

/**
 * A walking bass for one bar by rule: the root where a chord begins, then fifth and third, and
 * before the next bar a semitone above or below its root. Returns [{beat, pitch}].
 */
export function walk(bar, next, last) {
  const near = (pitchClass, around) => {
    let pitch = around - ((around - pitchClass) % 12 + 12) % 12;
    if (around - pitch > 6) pitch += 12;
    while (pitch < 28) pitch += 12;
    while (pitch > 52) pitch -= 12;
    return pitch;
  };
  const notes = [];
  let around = last ?? 38;
  bar.forEach((chord, beat) => {
    if (chord.root === null) return;
    const begins = beat === 0 || bar[beat - 1] !== chord, since = bar.indexOf(chord);
    const goal = beat === 3 ? next?.[0] : null;
    let pitchClass = chord.root;
    if (!begins) {
      pitchClass = chord.root + chord.intervals[(beat - since) % 2 ? 2 : 1];
      if (goal && goal.root !== null && goal !== chord) {
        const target = near(goal.root, around);
        pitchClass = target + (around >= target ? 1 : -1);
      }
    }
    around = near(((pitchClass % 12) + 12) % 12, around);
    notes.push({ beat, pitch: around });
  });
  return notes;
}
