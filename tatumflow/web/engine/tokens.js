// Tokens: what each id is, notes to tokens and back. The tables come from Python (model.json).

export const BEATS = 4, STEPS = 48, BAR_STEPS = BEATS * STEPS;
export const BOS = 1, EOS = 2;
const FRAME_KINDS = /^(Tempo|Chord\d|Melody\d|Density|Dynamics)$/;
export const LOWEST = 21, HIGHEST = 108; // keys of a piano
const MELODY_BEATS = 0.5, EARLY = 0.125;

/** Rounds a half to the even side, as numpy does. */
export function round(x) {
  const below = Math.floor(x), part = x - below;
  if (part !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

/** The vocabulary: `id` by name, `kind` and `number` by id, first and end of each kind. */
export class Vocabulary {
  constructor(tables) {
    this.names = tables.vocabulary;
    this.id = new Map(this.names.map((name, id) => [name, id]));
    this.kind = this.names.map((name) => name.split("_")[0]);
    this.ranges = new Map();
    this.kind.forEach((kind, id) => {
      const range = this.ranges.get(kind);
      if (range) range[1] = id + 1; else this.ranges.set(kind, [id, id + 1]);
    });
    this.frame = [...this.ranges.keys()].filter((kind) => FRAME_KINDS.test(kind));
    this.number = this.names.map((name) => numberOf(name));
    this.hidden = this.id.get("Frame_?");
    this.durations = tables.durations; // the id of every duration in steps
    this.velocities = tables.velocities; // the id of every velocity
    this.densities = tables.densities; // the bucket of every number of notes in a bar
    this.dynamics = tables.dynamics; // the bucket of every mean velocity
    this.barSeconds = tables.bar_seconds; // of every Tempo value, the last is the free one
    this.free = this.barSeconds.length - 1;
  }

  first(kind) { return this.ranges.get(kind)[0]; }

  style(name) { return this.id.get("Style_" + name.replaceAll(" ", "")); }

  /** The token of a value of a slot (0 to 14) of the frame. */
  slot(slot, value) { return this.first(this.frame[slot]) + value; }
}

function numberOf(name) {
  const [kind, value] = name.split("_");
  if (["Position", "Pitch", "Velocity"].includes(kind)) return Number(value);
  if (kind !== "Duration") return 0;
  const [beats, part, parts] = value.split(".").map(Number);
  return Math.floor((beats * parts + part) * STEPS / parts);
}

/** Takes tokens one after the other; says which notes (beats) and bars they spell. */
export class Scribe {
  constructor(vocabulary) {
    Object.assign(this, { vocabulary, bar: -1, step: 0, pitch: 0, velocity: 0, tempo: null });
    this.notes = [];
    this.tempi = []; // the value of every bar; null where it was hidden
  }

  /** Returns the note that is complete with this token, if one is. */
  take(id) {
    const kind = this.vocabulary.kind[id], number = this.vocabulary.number[id];
    if (kind === "Bar") {
      this.bar++;
      this.step = 0;
      this.tempi.push(null);
    } else if (kind === "Tempo") {
      this.tempi[this.bar] = id - this.vocabulary.first("Tempo");
    } else if (kind === "Position") this.step = number;
    else if (kind === "Pitch") this.pitch = number;
    else if (kind === "Velocity") this.velocity = number;
    else if (kind === "Duration") {
      const note = { onset: this.bar * BEATS + this.step / STEPS, duration: number / STEPS,
                     pitch: this.pitch, velocity: this.velocity };
      this.notes.push(note);
      return note;
    }
    return null;
  }
}

/** The notes (beats) that ids spell. */
export function decode(ids, vocabulary) {
  const scribe = new Scribe(vocabulary);
  for (const id of ids) scribe.take(id);
  return scribe.notes;
}

/** The highest pitch in every half-beat, 0 where nothing sounds (see `skyline` in Python). */
export function skyline(notes, slots) {
  const struck = new Array(slots).fill(0), sounding = new Array(slots).fill(0);
  for (const { onset, duration, pitch } of notes) {
    const place = (onset + EARLY) / MELODY_BEATS, first = Math.trunc(place);
    if (place >= slots) continue;
    const end = place + duration / MELODY_BEATS - 1e-6;
    const last = Math.min(Math.trunc(end), slots - 1);
    struck[first] = Math.max(struck[first], pitch);
    for (let slot = first; slot <= last; slot++) {
      sounding[slot] = Math.max(sounding[slot], pitch);
    }
  }
  return struck.map((pitch, slot) => pitch || sounding[slot]);
}

/** Notes on the grid: a key is struck once at a time, and only keys of a piano. */
export function onGrid(notes) {
  const kept = new Map();
  for (const note of notes) {
    if (note.pitch < LOWEST || note.pitch > HIGHEST) continue;
    const step = Math.max(round(note.onset * STEPS), 0);
    const steps = Math.max(1, round(note.duration * STEPS));
    const key = step * 128 + note.pitch, before = kept.get(key);
    if (!before || before.steps < steps) kept.set(key, { ...note, step, steps });
  }
  return [...kept.entries()].sort((a, b) => a[0] - b[0]).map(([, note]) => note);
}

/**
 * The tokens of `bars` bars of notes (beats), without header and end. `given(bar)` are the token
 * ids of a frame's Tempo and chords (5); melody, density and dynamics are read off the notes.
 */
export function encodeBars(notes, bars, vocabulary, given) {
  const grid = onGrid(notes).filter(({ step }) => step < bars * BAR_STEPS);
  const snapped = grid.map((note) => ({ ...note, onset: note.step / STEPS }));
  const line = skyline(snapped, 8 * bars), lines = [];
  for (let bar = 0; bar < bars; bar++) {
    const inside = snapped.filter(({ step }) => Math.floor(step / BAR_STEPS) === bar);
    const mean = inside.reduce((sum, { velocity }) => sum + velocity, 0) / (inside.length || 1);
    const { densities, dynamics } = vocabulary;
    const melody = line.slice(8 * bar, 8 * bar + 8)
      .map((pitch, n) => vocabulary.slot(5 + n, (pitch || HIGHEST + 1) - LOWEST));
    const ids = [vocabulary.id.get("Bar_None"), ...given(bar), ...melody,
                 vocabulary.slot(13, densities[Math.min(inside.length, densities.length - 1)]),
                 vocabulary.slot(14, dynamics[Math.floor(mean)])];
    let before = -1;
    for (const { step, steps, pitch, velocity } of inside) {
      if (step !== before) ids.push(vocabulary.first("Position") + step % BAR_STEPS);
      before = step;
      ids.push(vocabulary.id.get(`Pitch_${pitch}`), vocabulary.velocities[velocity],
               vocabulary.durations[Math.min(steps, vocabulary.durations.length - 1)]);
    }
    lines.push(ids);
  }
  return lines;
}
