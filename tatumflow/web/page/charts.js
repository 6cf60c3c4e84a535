// Charts as people write them, read as tatumflow/generation/chart_text.py and charts.py read them:
// bar lines, repeats, endings, jumps, sections, held beats, time signatures.

import { findSigns, markSigns, MOST_BARS, playOrder } from "./repeats.js";
import { Told } from "./told.js";

const WORD = String.raw`[\p{L}\p{N}_]`, BRACKETS = String.raw`\[([^\]\[|:\n]*)\]`;
const LETTER = /^(?:[A-Z][1-4]?|\d)$/u;
const PARTS = "intro|outro|verse|(?:pre-?)?chorus|bridge|head|solos?|interlude|refrain|vamp|tag|인트로|"
  + String.raw`아우트로|벌스|코러스|브리지|솔로|전주|간주|후주|후렴|\d절|[A-D] ?(?:파트|part|section)`;
const ABOUT = { title: "title|제목|song", composer: "composer|artist|작곡가?|composed by",
                key: "key|조", tempo: "tempo|bpm|빠르기|템포", style: "style|스타일",
                time: "time|metre|meter|박자", form: "form|형식" };
const SIGNS = { "˚": "°", "‖": "||", "𝄆": "|:", "𝄇": ":|", "𝄎": "%", "〃": "%", "𝄀": "|", "𝄁": "||", "𝄂": "||",
                "ㅣ": "|", "\\|": "|", "×": "x", "·": ".", "•": ".", "->": " - ", "=>": " - ", "〜": " - ",
                ";": ",", "【": "[", "】": "]" };
const TIMES_OVER = String.raw`\(?(?:[x*]\s?(\d+)|(\d+)\s?(?:x|번|회)(?: ?반복)?)\)?`; // how often
const METRES = [[/(\d)분의[ ]?(\d{1,2})[ ]?박자?/g, "$2/$1"], [/(?<!\d)([2-5])[ ]?박자/g, "$1/4"],
                [/(\d\/\d)[ ]time\b/gi, "$1"]];
const TOLD = Object.values(ABOUT).join("|");
const TOLD_LINE = new RegExp(String.raw`^[ \t]*(?:${TOLD})\s?[:=][^|\n]*$`, "gim"); // "Key: F  Tempo: 120"
const NEXT_TOLD = new RegExp(String.raw`[,;·/]?[ \t]{1,9}(?=(?:${TOLD})[:=])`, "gi");
const BEAT = /[(\[]?(?:(?:♩\.?|\bbpm)\s?[=:]?\s?(\d{2,3})|\b(\d{2,3}) ?bpm)\b[)\]]?/gi;
const MARKED = String.raw`(?<=[ |])${BRACKETS}|^${BRACKETS}`;
const PLAINER = [ // what people write, and the one way of writing it that is read; in this order
  [String.raw`(?<![^\s|])\./\.(?![^\s|])`, "u", "%"], [String.raw`[│┃¦❘∣]|(?<=\s)l(?=\s)`, "u", "|"],
  [String.raw`^[ \t]*(?:\(([A-Z])\)|([A-Z])\)|<([A-Z][1-4]?)>)(?=\s)`, "um", "⟨=$1$2$3⟩ "],
  [String.raw`^[ \t]*[(<]((?:${PARTS})(?: ?\d)?)[)>](?=\s|$)`, "uim", "⟨=$1⟩ "],
  ["[→⇒➔➜>―~]+", "u", " - "],
  [String.raw`^[ \t]*((?:\d절|[A-Za-z가-힣])(?:${WORD}| ){0,15}):(?:(?=[ \t]*$)|(?![|:\]\s]*(?:\||$)))`, "um",
   "\n⟨=$1⟩ "],
  [String.raw`^[ \t]*(${PARTS})(?!${WORD})(?:[ \t]*\d(?=[ \t]*$))?`, "uim", "⟨=$1⟩ "],
  [String.raw`(?<=\d),\s*(?=\d[.)])`, "u", "-"],
  [String.raw`(?<!${WORD})N\s?[./]\s?C(?!${WORD})\.?|(?<!${WORD})no chord(?!${WORD})`, "ui", "N.C."],
  [String.raw`(?<=[\d(])\s*,\s*(?=[b#♭♯]?(?:5|9|11|13)(?!\d)[^(\s]*\))`, "u", ","],
  [String.raw`,(?![b#♭♯]?(?:5|9|11|13)(?!\d))`, "u", " "],
  [String.raw`(?<=[^\s/|.{}])(\/+|\.{2,})(?=[\s|{}]|$)`, "u", " $1"],
  [String.raw`:\s*[|\]]+\s*:|::`, "u", "}{"], [String.raw`[|\[]+:|\|?\{\|?`, "u", "{"],
  [String.raw`:[|\]]+|\|?\}\|?`, "u", "}"],
  [String.raw`\}\s*${TIMES_OVER}`, "u", "}x$1$2"],
  [MARKED, "u", " $1$2 "], [String.raw`[\]\[]`, "u", "|"], [String.raw`\|{2,}`, "u", "|"],
  [String.raw`\|[ \t]+(?=\|\d\. )`, "u", ""],
  [String.raw`⟨=([^⟩]*?) *\(?[x*] ?(\d+)\)?⟩([^⟨{}]*)`, "u", "{⟨=$1⟩$3}x$2\n"],
].map(([pattern, flags, plain]) => [new RegExp(pattern, `g${flags}`), plain]);
const HOLD = /^(?:\/+|\.+)$/, DASH = /^[-–—]+$/, TIME = /(?<!\S)([1-9]\d?)\/([248]|16)(?!\S)/;
const TIMES = new RegExp(TIME, "g"), MARKS = /⟨([^⟩]*)⟩/g;
const lines = (text) => text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
const words = (text) => text.split(/\s+/).filter(Boolean);

/** Reads charts; `isChord(word)` knows chords. */
export class Charts {
  constructor(isChord) { this.isChord = isChord; }

  /**
   * {bars: [{chords: [[symbol, share of the bar]], beats}], sections: [letter, first bar], about}.
   * Throws `Told`.
   */
  read(text) {
    if (/^K:/m.test(text) && /^[XT]:/m.test(text)) throw new Told("otherKind", { kind: "ABC" });
    if (/<score-(partwise|timewise)/.test(text)) throw new Told("otherKind", { kind: "MusicXML" });
    if (/ireal(b|book):\/\//.test(text)) throw new Told("otherKind", { kind: "iReal Pro" });
    if (/^\s*\{\s*[a-z_]+\s*[:}]/im.test(text)) throw new Told("otherKind", { kind: "ChordPro" });
    const [about, rest] = this.about(this.withoutLyrics(text)), written = this.written(this.clean(rest));
    const bars = [], sections = [];
    for (const i of playOrder(written.map(({ signs }) => signs))) {
      if (written[i].signs.letter) sections.push([written[i].signs.letter, bars.length]);
      bars.push(...written[i].bars);
    }
    if (bars.length > MOST_BARS) throw new Told("tooManyBars", { most: MOST_BARS });
    return { bars, sections, about };
  }

  /** A text without the lines of words that stand below lines of chords. */
  withoutLyrics(text) {
    const kept = [];
    let left = 0;
    for (const line of lines(text)) {
      const above = kept.findLast((one) => one.trim()) ?? "";
      if (this.isLyric(line) && this.areChords(above)) left++; else kept.push(line);
    }
    return left ? kept.join("\n") : text;
  }

  areChords(line) {
    const found = words(line.replace(/[|:%/.]/g, " "));
    return found.length > 0 && found.every(this.isChord);
  }

  isLyric(line) {
    const found = words(line);
    if (found.length < 2 || /[|:{}\[\]%\d]/.test(line) || findSigns(line)) return false;
    const long = found.filter((word) => word.replace(/[^\p{L}\p{N}_]/gu, "").length > 2);
    return long.length > 0 && !long.some(this.isChord)
      && !new RegExp(String.raw`^\s*(?:${PARTS})(?!${WORD})`, "iu").test(line);
  }

  /** What lines such as "Key: F" say of a piece, and the text without them. */
  about(text) {
    const about = {};
    text = text.replace(/\*\*|^[ \t]*(?:#{1,6}[ \t]+|```.*$)/gm, ""); // Markdown
    for (const [pattern, plain] of METRES) text = text.replace(pattern, plain);
    text = text.replace(TOLD_LINE, (line) => line.replace(NEXT_TOLD, "\n"));
    for (const [name, calls] of Object.entries(ABOUT)) {
      const bare = ["key", "tempo", "time"].includes(name) ? String.raw`|of\b(?=[ \t]*[A-G])|(?=\d)` : "";
      const line = String.raw`^[ \t]*(?:${calls})\s*(?:[:=](?!\s*\|)${bare})[ \t]*([^\n]*)$`;
      const found = new RegExp(line, "im").exec(text);
      if (found) about[name] = found[1].trim();
      text = text.replace(new RegExp(line, "gim"), name === "time" ? "$1" : "");
    }
    for (const [, one, other] of text.matchAll(BEAT)) about.tempo ??= one ?? other;
    text = text.replace(BEAT, " ");
    const whole = text.trimStart(), cut = whole.indexOf("\n");
    const first = cut < 0 ? whole : whole.slice(0, cut), rest = cut < 0 ? "" : whole.slice(cut + 1);
    const known = new RegExp(String.raw`[|{}\[\]:]|^\s*(?:${PARTS})\s*(?:\d|\(.*\)|$)`, "iu");
    if (!("title" in about) && rest.includes("|") && /\p{L}{3,}|[가-힣]+/u.test(first)
        && !known.test(first + findSigns(first))
        && !words(first).some((word) => word.length > 1 && this.isChord(word))) {
      return [{ ...about, title: first.replace(/^[\s"“”'‘’]+|[\s"“”'‘’]+$/g, "") }, rest];
    }
    return [about, text];
  }

  /** A text in one way of writing: see `clean_chart`. */
  clean(text) {
    text = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff"“”„«»‘’'`]/g, "");
    for (const [sign, plain] of Object.entries(SIGNS)) text = text.replaceAll(sign, plain);
    text = this.markLines(markSigns(text.replace(/[⟨⟩]/g, "").normalize("NFKC")));
    const marks = [...text.matchAll(new RegExp(BRACKETS, "gu"))].map(([, mark]) => mark)
      .filter((mark) => mark.trim() && words(mark).every(this.isChord));
    const chords = marks.every((mark) => LETTER.test(mark.trim())) ? [] : marks;
    text = text.replace(new RegExp(BRACKETS, "gu"), (whole, inside) => (chords.includes(inside) ? whole
      : /^\d$/.test(inside.trim()) ? `|${inside.trim()}. ` : `\n⟨=${inside.trim()}⟩ `));
    for (const [pattern, plain] of PLAINER) text = text.replace(pattern, plain);
    const barred = /[|{}]/.test(text), line = String.raw`^([^{}\n]*[^\s{}|])(?:\s+|\s*\|\s*)`;
    text = text.replace(new RegExp(String.raw`\(([^()\n]*\s[^()\n]*)\)\s*${TIMES_OVER}`, "g"), "{$1}x$2$3")
      .replace(new RegExp(`${line}${TIMES_OVER}[ |]*$`, "gim"), "{$1}x$2$3");
    return barred ? text : this.addBarLines(text);
  }

  /** Letters that stand alone on lines among lines with bar lines are the marks of sections. */
  markLines(text) {
    const full = lines(text).filter((line) => line.trim());
    const alone = full.map((line) => /^[ \t]*[A-H][1-4]?[ \t]*$/.test(line));
    const content = full.every((line, n) => alone[n] || line.includes("|"));
    if (!content || !alone[0] || alone[1] !== false || alone.at(-1)) return text;
    return text.replace(/^[ \t]*([A-H][1-4]?)[ \t]*$/gm, "⟨=$1⟩");
  }

  /** A text without bar lines: one chord a bar, unless beats are written out. */
  addBarLines(text) {
    const rows = lines(text.replace(/\{|\}x\d+|\}|⟨[^⟩]*⟩/g, " ")).map((line) => this.split(words(line)));
    const counts = rows.map((row) => row.filter((word) => (
      !HOLD.test(word) && !DASH.test(word) && !/^[1-9]\d?\/(?:[248]|16)$/.test(word))).length);
    if (counts.filter(Boolean).length > 1 && Math.max(...counts) < 3) return text;
    const beats = Number(TIME.exec(text)?.[1] ?? 4);
    text = text.split(/(\{|\}(?:x\d+)?|\n|⟨[^⟩]*⟩)/)
      .map((piece, i) => (i % 2 ? piece : this.oneABar(words(piece), beats))).join("");
    return text.replace(/(⟨(?:=[^⟩]*|segno|coda)⟩)/g, "|$1")
      .replace(/(⟨(?:to_coda|fine|D[CS][^⟩]*)⟩)/g, "$1|");
  }

  oneABar(given, beats) {
    const all = this.split(given), isTime = (word) => /^[1-9]\d?\/(?:[248]|16)$/.test(word);
    let text = all.filter(isTime).map((word) => `${word} `).join("");
    const kept = all.filter((word) => !isTime(word) && !DASH.test(word)), groups = [];
    for (const word of kept) {
      if (groups.length && HOLD.test(word)) groups.at(-1).push(word); else groups.push([word]);
    }
    let end = 0;
    const ends = groups.map((group) => (end += 1 + group.slice(1).join("").length));
    let written = groups.length < kept.length;
    for (let beat = beats; written && beat < end + beats; beat += beats) written = ends.includes(beat);
    groups.forEach((group, n) => {
      text += group.join(" ") + (ends[n] % beats === 0 || !written ? " | " : " ");
    });
    return text.replace(/[| ]+$/, "");
  }

  /** Words, of which chains such as "Dm7-G7" are several chords. */
  split(list) {
    return list.flatMap((word) => {
      const parts = word.split(/[-–—]/);
      return parts.length > 1 && !this.isChord(word) && parts.every(this.isChord) ? parts : [word];
    });
  }

  /** The bars of a cleaned text as they are written, with their signs. */
  written(text) {
    const written = [], reader = new BarReader(this, text.includes("}"));
    let signs = {};
    for (const line of lines(text).map((one) => one.trim().replace(/^(?:\|\s?)+|(?:\s?\|)+$/g, ""))) {
      if (!line.trim()) continue;
      const parts = ["|", ...line.split(/(\||\{|\}(?:x\d+)?)/), "|"];
      for (let n = 0; n + 2 < parts.length; n += 2) {
        const [before, inside, after] = parts.slice(n, n + 3);
        signs.opens ||= before === "{";
        const marks = [...inside.matchAll(MARKS)].map(([, mark]) => mark);
        const rest = inside.replace(MARKS, " ");
        for (const mark of marks) begin(signs, mark);
        if (rest.trim() || (before === "|" && after === "|" && !marks.length)) {
          const [bars, ending] = reader.read(rest);
          signs.ending = ending;
          if (bars.length) {
            written.push({ bars, signs });
            signs = {};
          }
        }
        for (const mark of marks) finish(written, mark);
        if (after[0] === "}" && written.length) written.at(-1).signs.closes = checkTimes(after.slice(2) || "2");
      }
    }
    if (!written.length) throw new Told("noChords");
    return written;
  }
}

/** Note a mark that stands where a bar begins. */
function begin(signs, mark) {
  if (mark[0] === "=") signs.letter = mark.slice(1).trim();
  else if (mark === "segno" || mark === "coda") signs[mark] = true;
}

/** Note a mark that stands where the last bar ends. */
function finish(written, mark) {
  if (mark[0] === "=" || mark === "segno" || mark === "coda") return;
  if (!written.length) throw new Told("signFirst");
  const { signs } = written.at(-1);
  if (mark === "to_coda" || mark === "fine") signs[mark] = true;
  else signs.jump = mark.split(" ");
}

function checkTimes(text) {
  if (text.length <= 2 && Number(text) >= 1 && Number(text) <= 32) return Number(text);
  throw new Told("badTimes", { times: text });
}

/** How many beats a bar has: quarter notes, but dotted ones in 6/8, 9/8 and 12/8. */
function barBeats(upper, unit) {
  return unit === 8 && [6, 9, 12].includes(upper) ? upper / 3 : 4 * upper / unit;
}

/** Chords that share a bar, changing on its beats: the first last a beat longer where it cannot be parted evenly. */
function onBeats(chords, beats) {
  const count = chords.length, written = chords.some(([, share]) => share > 1);
  if (written || beats % 1 || count >= beats || beats % count === 0) return chords;
  const over = beats % count;
  return chords.map(([symbol], place) => [symbol, Math.floor(beats / count) + Number(place < over)]);
}

/** A chord over another bass, such as "/B". */
const onBass = (symbol, bass) => symbol.replace(/\/[A-Ga-g][b#♭♯]?$/, "") + bass;

/** Reads one bar after another: remembers the time signature and what `%` repeats. */
class BarReader {
  constructor(charts, repeats) { Object.assign(this, { charts, repeats, beats: 4, place: 0, before: [] }); }

  /** [the bars of a text, the numbers of its ending]. */
  read(text) {
    for (const [, upper, unit] of text.matchAll(TIMES)) this.beats = barBeats(Number(upper), Number(unit));
    let rest = text.replace(TIMES, " ");
    const mark = this.repeats ? String.raw`(?:[.)]\s*|\s+)` : String.raw`[.)]\s*`;
    const ending = new RegExp(String.raw`^\s*(\d(?:[,-]\d)*)(?:st|nd|rd)?${mark}(?=\S)`).exec(rest);
    if (ending) rest = rest.slice(ending[0].length);
    if (text.trim() && !rest.trim()) return [[], ""];
    this.place++;
    const bars = this.repeat(words(rest)) ?? [
      { chords: onBeats(this.chords(words(rest)), this.beats), beats: this.beats }];
    this.before.push(...bars);
    return [bars, ending && this.repeats ? ending[1] : ""];
  }

  /** The bars that an empty bar, `%` or `%%` repeats. */
  repeat(found) {
    if (found.length > 1 || (found.length && !["%", "%%"].includes(found[0]))) return null;
    const count = (found[0] ?? "%").length;
    if (this.before.length < count) throw new Told("nothingToRepeat");
    return this.before.slice(-count);
  }

  chords(given) {
    const all = this.charts.split(given), held = DASH.test(all.at(-1)), chords = [];
    all.forEach((word, n) => {
      const last = chords.at(-1)?.[0] ?? this.before.at(-1)?.chords.at(-1)[0] ?? "";
      if (DASH.test(word) && !held) return;
      const holds = HOLD.test(word) || DASH.test(word);
      if (holds && chords.length) chords.at(-1)[1] += word.length;
      else if ((word === "%" || holds) && last) chords.push([last, word === "%" ? 1 : word.length]);
      else if (/^\/[A-Ga-g][b#♭♯]?$/.test(word) && this.charts.isChord(onBass(last, word))) {
        chords.push([onBass(last, word), 1]);
      }
      else if (this.charts.isChord(word)) chords.push([word, 1]);
      else if (/^%+$/.test(word) || holds) throw new Told("nothingToRepeat");
      else throw new Told("unknownChord", { bar: this.place, place: n + 1, word });
    });
    return chords;
  }
}
