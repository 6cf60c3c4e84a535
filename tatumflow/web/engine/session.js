// What the worker does, apart from messages: it keeps a take going bar by bar.

import { BEATS, BOS, encodeBars, Scribe } from "./tokens.js";
import { Grammar, Take } from "./take.js";

const MELODY = 8;

/**
 * The frame of every bar for a plan: {tempo: value or null for the model's own, chords: one list of
 * four labels (or null) for each bar of the form, or null, begin: the bar in which the form begins,
 * density: 0 to 7 or null, sheet: instead of these the {tempo, chords, melody} of each bar}. What is
 * null is hidden from the model.
 */
export function frames(plan, vocabulary) {
  const { hidden } = vocabulary, { tempo, chords, begin = 0, density, sheet } = plan;
  const unknown = { tempo: null, chords: new Array(4).fill(null), melody: new Array(MELODY).fill(null) };
  const row = (bar) => {
    if (sheet) return sheet[bar] ?? unknown;
    const count = chords?.length, place = ((bar - begin) % count + count) % count;
    return { ...unknown, tempo, chords: chords?.[place] ?? unknown.chords };
  };
  return (bar) => {
    const given = row(bar);
    const slots = [...given.chords, ...given.melody, density ?? null, null];
    return [given.tempo === null ? -1 : vocabulary.slot(0, given.tempo),
            ...slots.map((value, n) => (value === null ? hidden : vocabulary.slot(1 + n, value)))];
  };
}

/** A take that goes on in bars; tells of bars and notes as they come. */
export class Session {
  /**
   * asked: {style, sampling, plan, before: null or {notes, tempi: of each bar}}; tell: a function
   * that is called with {type: "bar" | "note" | "end", …}.
   */
  constructor(model, vocabulary, asked, tell) {
    Object.assign(this, { model, vocabulary, tell });
    this.plan = asked.plan;
    this.begins = []; // where in the tokens each bar begins
    this.drawn = 0;
    this.scribe = new Scribe(vocabulary);
    const header = [BOS, vocabulary.style(asked.style)], { before } = asked;
    const lines = before ? this.encode(before.notes, before.tempi.length, (bar) => before.tempi[bar],
                                       () => [null, null, null, null]) : [];
    if (lines.length) lines.push([lines[0][0]]); // the line at which it goes on
    this.take = new Take(model, vocabulary, [...header, ...lines.flat()], asked.sampling,
                         (bar) => frames(this.plan, vocabulary)(bar));
    let place = header.length;
    for (const line of lines) {
      this.begins.push(place);
      place += line.length;
    }
    for (const id of this.take.ids) this.scribe.take(id);
  }

  encode(notes, bars, tempo, labels) {
    const { vocabulary } = this;
    return encodeBars(notes, bars, vocabulary, (bar) => [
      vocabulary.slot(0, tempo(bar)),
      ...labels(bar).map((label, n) => (
        label === null ? vocabulary.hidden : vocabulary.slot(1 + n, label)))]);
  }

  /** How many bars are complete. */
  get bars() { return this.take.grammar.bars - (this.atBar ? 1 : 0); }

  get atBar() { return this.take.grammar.slot === 0; }

  /** Draw one token and tell what it says. */
  step() {
    const { take, scribe, vocabulary } = this, id = take.next(), note = scribe.take(id);
    const kind = vocabulary.kind[id];
    this.drawn++;
    if (kind === "Bar") this.begins.push(take.ids.length - 1);
    if (take.grammar.slot === 1) this.tell({ type: "bar", bar: scribe.bar, tempo: this.tempo() });
    if (note) this.tell({ type: "note", ...note });
    return kind;
  }

  /** The tempo of the bar that is being written; a hidden one goes on with the one before. */
  tempo() { return this.scribe.tempi.findLast((value) => value !== null) ?? this.vocabulary.free; }

  /** Draw one bar, and the line after it. */
  drawBar() {
    if (!this.atBar) this.step();
    do this.step(); while (!this.atBar);
    this.tell({ type: "end", bar: this.bars - 1 });
  }

  /** Take in a bar that somebody else played: notes in beats from the beginning of the take. */
  hear(notes, tempo) {
    const bar = this.bars, start = bar * BEATS, { take, vocabulary } = this;
    const labels = frames({ ...this.plan, tempo }, vocabulary)(bar).slice(1, 5);
    const inside = notes.map((note) => ({ ...note, onset: note.onset - start }));
    const [line] = encodeBars(inside, 1, vocabulary,
                              () => [vocabulary.slot(0, tempo), ...labels]);
    // the line after it says that nothing more comes in this bar
    const ids = [...(this.atBar ? line.slice(1) : line), line[0]];
    if (!this.atBar) this.begins.push(take.ids.length);
    take.append(ids);
    this.begins.push(take.ids.length - 1);
    for (const id of ids) this.scribe.take(id);
  }

  /** Read what is known, so that the next note comes at once; later about `room` tokens will. */
  prepare(room) { this.take.prepare(Math.min(room, Math.floor(this.model.context / 2) - 32)); }

  /** From the bar `from` on (not later than what is written) everything is to be otherwise. */
  change(from, { style, plan, sampling }) {
    const { take, vocabulary } = this, bar = Math.min(from, this.begins.length - 1);
    this.plan = plan;
    take.sampling = sampling;
    take.ids = take.ids.slice(0, bar < 0 ? take.header + 1 : this.begins[bar] + 1);
    this.begins = this.begins.slice(0, bar + 1);
    const free = take.grammar.free;
    take.grammar = new Grammar(vocabulary);
    take.grammar.free = free;
    this.scribe = new Scribe(vocabulary);
    for (const id of take.ids) {
      take.grammar.take(id);
      this.scribe.take(id);
    }
    take.become(vocabulary.style(style));
  }
}
