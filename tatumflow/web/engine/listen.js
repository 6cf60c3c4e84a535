// What a performance says: the chord of every beat and the melody of every half-beat, as
// tatumflow/data/harmony.py and frames.py read them. The tables come from Python (model.json).

import { HIGHEST, LOWEST, onGrid, skyline, STEPS } from "./tokens.js";
import { randoms } from "./take.js";

const ROOTS = 12, LONGEST = 2, STAY = 0, FIFTH = -1, CHANGE = -3; // beats; nats
export const SILENT = 96; // the label of a beat in which nothing sounds

/** How much each pitch class sounds in each beat: by register, beat and pitch class. */
function weigh(notes, beats, edges) {
  const weights = edges.concat(0).map(() => Array.from({ length: beats }, () => new Array(12).fill(0)));
  for (const { onset, duration, pitch, velocity } of notes) {
    const register = edges.filter((edge) => edge <= pitch).length;
    const end = onset + Math.min(duration, LONGEST);
    for (let beat = Math.floor(onset); beat < Math.min(end, beats); beat++) {
      const shared = Math.min(end, beat + 1) - Math.max(onset, beat);
      if (shared > 0) weights[register][beat][pitch % 12] += shared / 2 * velocity / 64;
    }
  }
  return weights;
}

/** The best path through `scores` (one row a beat), where a step costs what `change` says. */
function viterbi(scores, change) {
  const back = [];
  let total = scores[0];
  for (const row of scores.slice(1)) {
    const from = row.map((_, to) => {
      let best = 0;
      for (let n = 1; n < total.length; n++) {
        if (total[n] + change(n, to) > total[best] + change(best, to)) best = n;
      }
      return best;
    });
    const before = total;
    total = row.map((score, to) => before[from[to]] + change(from[to], to) + score);
    back.push(from);
  }
  const path = [total.indexOf(Math.max(...total))];
  for (const from of back.reverse()) path.push(from[path.at(-1)]);
  return path.reverse();
}

/**
 * The label (root * 8 + quality, or SILENT) of every beat of notes (beats). listening: {edges,
 * weights: of the registers, profiles: log p(pitch class above the root | quality) by register and
 * quality, priors: of the qualities}.
 */
export function hearChords(notes, beats, { edges, weights, profiles, priors }) {
  if (!beats) return [];
  const kinds = priors.length, heard = weigh(notes, beats, edges);
  const scores = Array.from({ length: beats }, (_, beat) => (
    Array.from({ length: ROOTS * kinds }, (_unused, label) => {
      const root = Math.floor(label / kinds), kind = label % kinds;
      let score = priors[kind];
      heard.forEach((rows, register) => rows[beat].forEach((weight, pitch) => {
        if (weight) {
          score += weights[register] * weight * profiles[register][kind][(pitch - root + 12) % 12];
        }
      }));
      return score;
    })));
  const change = (from, to) => (from === to ? STAY
    : (Math.floor(to / kinds) - Math.floor(from / kinds) + 12) % 12 === 5 ? FIFTH : CHANGE);
  const path = viterbi(scores, change);
  return path.map((label, beat) => (
    heard.some((rows) => rows[beat].some((weight) => weight > 0)) ? label : SILENT));
}

/** The lead sheet of so many bars: [{chords: four labels, melody: eight values of their slots}]. */
export function readSheet(notes, bars, listening) {
  const snapped = onGrid(notes).map((note) => ({ ...note, onset: note.step / STEPS }));
  const chords = hearChords(snapped, 4 * bars, listening), line = skyline(snapped, 8 * bars);
  return Array.from({ length: bars }, (_, bar) => ({
    chords: chords.slice(4 * bar, 4 * bar + 4),
    melody: line.slice(8 * bar, 8 * bar + 8).map((pitch) => (pitch || HIGHEST + 1) - LOWEST),
  }));
}

/** A sheet of which the model is to invent a share: those slots are null, always the same ones. */
export function loosen(sheet, share) {
  const random = randoms(0), some = (value) => (random() < share ? null : value);
  return sheet.map((bar) => ({ ...bar, chords: bar.chords.map(some), melody: bar.melody.map(some) }));
}
