// The tunes that come with the page: theme, improvisation, theme, as Python lays them out (see
// tatumflow/portfolio/web_tunes.py).

const SOUNDS_AS = 76; // the velocity at which the bare melody is heard

export class Tune {
  /** `table` is an entry of the page's tables; `read` gives the chord of a symbol. */
  constructor(table, read) {
    Object.assign(this, table);
    const known = new Map();
    const chord = (symbol) => {
      if (!known.has(symbol)) known.set(symbol, read(symbol));
      return known.get(symbol);
    };
    this.form = table.symbols.map((bar) => bar.map(chord)); // the chords to show, of every bar
  }

  /** Its name in a language. */
  name(language) { return language === "ko" ? this.korean : this.title; }

  /** The value of the tempo at which it begins. */
  get tempo() { return this.sheet[0].tempo; }

  /** The chords of one chorus, to be played over without the melody. */
  get changes() {
    const first = this.begin + this.chorus;
    return this.form.slice(first, first + this.chorus);
  }

  /** Its melody as notes of the timeline. */
  get notes() {
    return this.melody.map(([onset, duration, pitch]) => (
      { onset, duration, pitch, velocity: SOUNDS_AS, by: "file" }));
  }

  /** Where theme and improvisation begin. */
  get parts() {
    return this.sections.filter(({ theme }, n) => theme !== this.sections[n - 1]?.theme)
      .map((part, n) => (n ? part : { ...part, bar: 0 }));
  }

  /** The section in which a bar lies: {bar, theme, letter}. */
  section(bar) { return this.sections.findLast(({ bar: first }) => first <= bar) ?? this.sections[0]; }
}

/** A sheet with every tempo so many values higher, within what the tokens can say. */
export function hurried(sheet, more, last) {
  return sheet.map((bar) => ({ ...bar, tempo: Math.min(last, Math.max(0, bar.tempo + more)) }));
}
