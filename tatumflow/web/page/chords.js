// Chord symbols and changes. What a symbol means is looked up in the tables that Python wrote.

export const NO_CHORD = "N.C.";
const NATURAL = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const SHIFT = { bb: -2, b: -1, "": 0, "#": 1, "##": 2, x: 2 };
const LABELS = 8; // qualities of the tokens

/** An error that is told to the reader: a key of the page's texts and what is filled in. */
export class Told extends Error {
  constructor(key, values = {}) {
    super(key);
    Object.assign(this, { key, values });
  }
}

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
      .replace(/[–−]/g, "-").replace(/^([A-G][b#]?)\((?=[b#]\d)/, "$17").replace(/[()]/g, "")
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
   * The bars of changes as text: `|` or a new line between bars, spaces between chords, % for the
   * bar before. Each bar is a list of four, the chord of every beat. Throws `Told`.
   */
  changes(text) {
    const bars = [];
    for (const part of text.split(/[|\n]/)) {
      const words = part.replace(/[,·]/g, " ").split(/\s+/).filter(Boolean);
      if (!words.length) continue;
      const bar = bars.length + 1;
      if (words.length > 4) throw new Told("tooManyChords", { bar });
      if (words[0] === "%" && words.length === 1) {
        if (!bars.length) throw new Told("nothingToRepeat");
        bars.push(bars.at(-1));
        continue;
      }
      const chords = words.map((word) => {
        const chord = this.read(word);
        if (!chord) throw new Told("unknownChord", { word, bar });
        return chord;
      });
      bars.push([0, 1, 2, 3].map((beat) => chords[Math.floor((beat + 0.5) * chords.length / 4)]));
    }
    if (!bars.length) throw new Told("noChords");
    if (bars.length > 64) throw new Told("tooManyBars");
    return bars;
  }
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
