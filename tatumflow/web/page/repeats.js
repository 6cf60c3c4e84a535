// In which order the bars of a chart are played: repeats, endings, D.C., D.S., Coda and Fine, as
// tatumflow/generation/repeats.py reads them.

import { Told } from "./told.js";

const MOST_BARS = 256; // with repeats written out
const TARGET = String.raw`(?:coda(?![\p{L}\p{N}_])|[𝄌⊕]|코다|fine(?![\p{L}\p{N}_])|피네|(?:the\s)?\d(?:st|nd|rd|th)?\s*end(?:ing)?(?![\p{L}\p{N}_])\.?)`;
const END = String.raw`(?![\p{L}\p{N}_])`;
const JUMPS = { DC: String.raw`D\.\s?C${END}\.?|DC${END}|da\s?capo|다\s?카포`,
                DS: String.raw`D\.\s?S${END}\.?|DS${END}|dal\s?segno|달\s?세뇨` };
const KINDS = {
  ...Object.fromEntries(Object.entries(JUMPS).map(([kind, text]) => (
    [kind, String.raw`(?:${text})(?:\s*(?:al|a)${END}\s*(?<${kind}_until>${TARGET}))?`]))),
  to_coda: String.raw`(?:to|al)\s?(?:coda${END}|[𝄌⊕])|투\s?코다`,
  coda: String.raw`coda${END}|[𝄌⊕]|코다`, segno: String.raw`segno${END}|[𝄋§]|세뇨`,
  fine: String.raw`fine${END}|피네` };
const SIGN = Object.entries(KINDS).map(([kind, text]) => `(?<${kind}>${text})`).join("|");
const LATER = String.raw`(?<later>\s+(?:on cue|for solos?|after solos?|open))?`;
const BEFORE = String.raw`(?<![\p{L}\p{N}_.])`;
const CLOSED = new RegExp(String.raw`[\[(<]\s*${BEFORE}(?:${SIGN})${LATER}\s*[\])>]:?`, "iuy");
const BARE = new RegExp(String.raw`${BEFORE}(?:${SIGN})${LATER}(?::(?!\s*[|\]]))?`, "iuy");

/** One sign, written as marks that stand in the text: ⟨DC coda⟩, ⟨to_coda⟩, ⟨fine⟩. */
function mark(groups) {
  const kind = Object.keys(KINDS).find((name) => groups[name] !== undefined);
  if (groups.later) return " ";
  if (!(kind in JUMPS)) return ` ⟨${kind}⟩ `;
  const target = (groups[`${kind}_until`] ?? "").toLowerCase(), number = /\d/.exec(target);
  const until = number ? number[0] : /^(fine|피네)/.test(target) ? "fine" : "coda";
  return ` ⟨${kind} ${target ? until : ""}⟩ `;
}

/** All signs of a text: [{at, length, groups}]. */
function signsIn(text) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    let match = null;
    for (const pattern of [CLOSED, BARE]) {
      pattern.lastIndex = at;
      match ??= pattern.exec(text);
    }
    if (!match) continue;
    found.push({ at, length: match[0].length, groups: match.groups });
    at += match[0].length - 1;
  }
  return found;
}

/** A text with its signs as marks. */
export function markSigns(text) {
  let marked = "", from = 0;
  for (const { at, length, groups } of signsIn(text)) {
    marked += text.slice(from, at) + mark(groups);
    from = at + length;
  }
  return marked + text.slice(from);
}

/** What a text says of D.C., D.S., Coda, Segno and Fine, without its other words. */
export function findSigns(text) {
  return signsIn(text).map(({ at, length }) => text.slice(at, at + length)).join(" ");
}

/**
 * The numbers (from 0) of the written bars in the order they are played. Of each bar `signs` has
 * {opens, closes: how often, ending, letter, segno, coda, to_coda, fine, jump: [kind, until]}.
 */
export function playOrder(signs) {
  const jumps = [...signs.keys()].filter((i) => signs[i].jump), end = signs.length;
  const codas = signs.filter(({ coda }) => coda);
  if (codas.length > 1 && !signs.some((one) => one.to_coda)) {
    Object.assign(codas[0], { coda: false, to_coda: true });
  }
  if (!jumps.length) return unfold(signs, 0, end);
  if (jumps.length > 1) throw new Told("twoJumps", { bar: jumps[1] + 1 });
  const [at] = jumps, [kind, until] = signs[at].jump, name = `${kind[0]}.${kind[1]}.`;
  const find = (sign, first, what) => {
    const found = signs.findIndex((one, i) => i >= first && one[sign]);
    if (found < 0) throw new Told("noTarget", { bar: at + 1, name, what });
    return found;
  };
  const start = kind === "DC" ? 0 : find("segno", 0, "Segno"), order = unfold(signs, 0, at + 1);
  if (until === "coda" || (!until && signs.some((one) => one.to_coda))) {
    const leave = find("to_coda", start, "To Coda"), coda = find("coda", at + 1, "Coda");
    return [...order, ...once(signs, start, leave), ...unfold(signs, coda, end)];
  }
  if (until === "fine" || (!until && signs.some((one) => one.fine))) {
    return [...order, ...once(signs, start, find("fine", start, "Fine"))];
  }
  if (until) {
    const starts = [...signs.keys()].filter((i) => i >= start && signs[i].ending);
    const mine = starts.find((i) => signs[i].ending.includes(until));
    if (mine === undefined) throw new Told("noTarget", { bar: at + 1, name, what: `${until}.` });
    return [...order, ...range(start, starts[0]), ...range(mine, endingEnd(signs, mine) + 1)];
  }
  return [...order, ...once(signs, start, at), ...unfold(signs, at + 1, end)];
}

const range = (first, end) => Array.from({ length: Math.max(0, end - first) }, (_, n) => first + n);

/** The bars from `first` to before `end`; what stands before a first ending is played before each. */
function unfold(signs, first, end) {
  const played = [];
  let body = [], ending = [], numbers = "";
  for (const i of range(first, end)) {
    const one = signs[i], more = i + 1 < end && Boolean(signs[i + 1].ending);
    if (one.opens) [body, numbers] = [[], ""];
    if (one.ending) [ending, numbers] = [[], one.ending];
    (numbers ? ending : body).push(i);
    played.push(i);
    if (one.closes && numbers) {
      const times = numbers.match(/\d/g).length - 1;
      for (let n = 0; n < times; n++) played.push(...body, ...ending);
      if (numbers.includes("1") || more) played.push(...body);
      if (!more) [body, numbers] = [[], ""];
    } else if (one.closes) {
      for (let n = 1; n < one.closes; n++) played.push(...body);
      body = [];
    }
    if (played.length > MOST_BARS) throw new Told("tooManyBars", { most: MOST_BARS });
  }
  return played;
}

/** The bars from `start` to `stop` without repeats; of endings the last, or that of `stop`. */
function once(signs, start, stop) {
  const played = [];
  for (let i = start; i <= stop; i++) {
    const last = signs[i].ending ? endingEnd(signs, i) : i;
    const more = signs[i].ending && last + 1 < signs.length && signs[last + 1].ending;
    if (more && !(i <= stop && stop <= last)) i = last; else played.push(i);
  }
  return played;
}

/** The last bar of the ending that begins with the bar `first`. */
function endingEnd(signs, first) {
  for (let i = first; i < signs.length - 1; i++) {
    const after = signs[i + 1];
    if (signs[i].closes || signs[i].fine || after.opens || after.ending || after.letter) return i;
  }
  return signs.length - 1;
}

export { MOST_BARS };
