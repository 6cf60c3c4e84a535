// The page: what is clicked, typed and dropped, and what the worker answers.

import { Band } from "./band.js";
import { Harmony } from "./chords.js";
import { Trade } from "./game.js";
import { Hands } from "./keys.js";
import { readMidi, writeMidi } from "./midi.js";
import { Roll } from "./roll.js";
import { HEARD_BARS, SHEET_BARS, Source } from "./source.js";
import { PROGRESSION_NAMES, getLanguage, say, setLanguage } from "./texts.js";
import { switchTheme } from "./theme.js";
import { Timeline } from "./timeline.js";
import { Told } from "./told.js";
import { Transport } from "./transport.js";
import { hurried, Tune } from "./tunes.js";

const BEATS = 4, EARLY = 0.25, FREE_BARS = 16, AHEAD = 7, ENDLESS = 1e6; // AHEAD: seconds
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10,
                             1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);
const PLAY = "M7 4.5v15a1 1 0 0 0 1.5.86l12-7.5a1 1 0 0 0 0-1.72l-12-7.5A1 1 0 0 0 7 4.5z";
const PAUSE = "M6 4h4.4v16H6zM13.6 4H18v16h-4.4z", STOP = "M6 6h12v12H6z";
const NEEDS_FILE = ["continue", "restyle"], TUNE = "tune:"; // before the names of tunes in the menu
const $ = (id) => document.getElementById(id);

let tables, harmony, timeline, transport, roll, band, hands, worker;
let mode = "improvise", number = 0, limit = 0, fresh = true, waiting = false, trade = null;
let file = null, sheet = null, speed = 0, touched = false; // sheet: what is known of each bar
let tunes = new Map(), tune = null; // the one that is chosen in place of changes
let typed = null; // the chart that was typed
const held = new Map(); // notes of the player that still sound: {note, voice} by pitch

// Settings

function tempoValue(tempo) {
  return Math.min(64, Math.max(0, Math.round(32 * Math.log2(tempo / 60))));
}

function tempoOf(value) { return 240 / tables.bar_seconds[value]; }

/** The bars of the changes that are chosen, or null. Throws `Told`. */
function chosenForm() {
  const chosen = $("changes").value;
  if (chosen === "none") return null;
  if (tune) return tune.changes;
  if (chosen === "typed") return (typed = harmony.chart($("typed").value)).bars;
  return harmony.changes(tables.progressions[chosen][$("key").value]);
}

function chosen() {
  const form = timeline.form, live = mode === "trade";
  return {
    style: $("style").value,
    sampling: { temperature: Number($("temperature").value), guidance: Number($("guidance").value),
                onsetTemperature: NEEDS_FILE.includes(mode) ? 1 : tables.steady,
                seed: Math.floor(Math.random() * 2 ** 32) },
    plan: {
      tempo: trade ? trade.tempo
        : $("ownTempo").checked && !live ? null : tempoValue(Number($("tempo").value)),
      chords: form?.map((bar) => bar.map(({ label }) => label)) ?? null,
      begin: timeline.begin,
      density: $("ownDensity").checked ? null : Number($("density").value),
      sheet: sheet && arranges() ? hurried(sheet, tempoValue(Number($("tempo").value)) - tune.tempo,
                                           tables.bar_seconds.length - 2) : sheet,
    },
  };
}

/** Whether a tune is played with its melody. */
function arranges() { return Boolean(tune) && mode === "improvise"; }

function send(message, transfer) { worker.postMessage({ id: number, ...message }, transfer); }

// Playing

/** Begin a new take. */
function begin() {
  forget();
  try {
    timeline.form = mode === "restyle" || arranges() ? null : chosenForm();
    if (mode === "trade" && !timeline.form) throw new Told("needChanges");
  } catch (error) {
    complain(error);
    return;
  }
  fresh = false;
  let before = null;
  if (mode === "continue") before = placeFile();
  if (mode === "restyle") placeSheet(file.sheet(
    tempoValue, Number($("keep").value) / 100, tables, (symbol) => harmony.read(symbol)));
  if (arranges()) placeSheet(tune);
  timeline.begin = before ? before.tempi.length : 0;
  limit = length();
  send({ type: "start", asked: { ...chosen(), before } });
  transport.open = true;
  waiting = mode !== "trade";
  if (mode === "trade") beginTrade();
  hint(waiting ? say("thinking") : "");
  show();
}

/** How many bars are to be written in all. */
function length() {
  if (sheet) return sheet.length;
  const choruses = Number($("choruses").value) || ENDLESS;
  return timeline.begin + choruses * (timeline.form?.length ?? FREE_BARS);
}

/** Another number of choruses, while it plays or afterwards. */
function extend() {
  if (fresh || trade) return;
  limit = length();
  transport.open = timeline.complete < limit;
}

function beginTrade() {
  const tempo = tempoValue(Number($("tempo").value));
  trade = new Trade(timeline, transport, tempo, send);
  const bar = tables.bar_seconds[tempo];
  transport.at = -bar;
  transport.play(0.1);
  for (let beat = 0; beat < BEATS; beat++) {
    band.click(band.now + 0.1 + beat * bar / BEATS, beat === 0);
  }
}

/** The last bars of the file on the timeline; what the model is to read of it. */
function placeFile() {
  const { notes, tempi } = file.end(tempoValue);
  tempi.forEach((tempo, bar) => timeline.setBar(bar, tempo, { by: "file", complete: true }));
  for (const note of notes) timeline.add({ ...note, by: "file" });
  return { notes, tempi };
}

/** A sheet for the model, and on the timeline what it was read of, not to be heard at first. */
function placeSheet(found) {
  ({ sheet, form: timeline.form } = found);
  sheet.forEach(({ tempo }, bar) => timeline.setBar(bar, tempo, { by: "model" }));
  for (const note of found.notes) timeline.add({ ...note, by: "file" });
  timeline.muted = "file";
}

/** Hear the other of the two: what was given, or what is made of it. */
function toggleOriginal() {
  if (!sheet) return;
  timeline.muted = timeline.muted === "file" ? "model" : "file";
  if (transport.playing) transport.seek(transport.position);
  show();
}

/** Stop whatever there is. */
function forget() {
  transport.pause();
  number++;
  send({ type: "stop" });
  Object.assign(transport, { at: 0, live: 0, open: false, loop: null });
  trade = null;
  sheet = null;
  waiting = false;
  fresh = true;
  held.clear();
  timeline.clear();
  timeline.swing = $("ownSwing").checked ? null : Number($("swing").value) / 100;
  complain(null);
  show();
}

async function press() {
  try { await pressed(); } catch (error) { complain(error); }
}

async function pressed() {
  await band.context.resume();
  if (trade) return endTrade();
  if (transport.playing) return transport.pause();
  if (waiting) return timeline.complete ? rest() : forget();
  if (fresh && NEEDS_FILE.includes(mode) && !file) await takeExample();
  if (fresh) return begin();
  if (!transport.open && transport.at >= transport.end - 0.05) transport.at = 0;
  transport.play();
  show();
}

/** Do not go on when more is written. */
function rest() {
  waiting = false;
  hint("");
  show();
}

function endTrade() {
  transport.pause();
  send({ type: "stop" });
  number++; // what the worker still says of it is too late
  trade = null;
  transport.open = false;
  const bars = Math.min(Math.floor(transport.beat / BEATS) + 1, timeline.bars.length);
  timeline.cut(bars);
  timeline.bars.forEach((bar) => { bar.complete = true; });
  transport.live = 0;
  if (!timeline.notes.length) fresh = true;
  show();
}

/** What the worker is let to write by now. */
function feed() {
  if (fresh || trade || !transport.open) return;
  const bar = Math.max(0, Math.floor(transport.beat / BEATS));
  const length = timeline.bars[bar]?.seconds ?? 2;
  const until = Math.min(limit, Math.max(bar, timeline.begin) + Math.ceil(AHEAD / length) + 1);
  if (until <= feed.sent && feed.id === number) return;
  Object.assign(feed, { sent: until, id: number });
  send({ type: "until", bars: until });
}

/** Begin or go on to play when enough is written. */
function resume() {
  if (!waiting) return;
  const ready = timeline.complete, bar = Math.floor(timeline.beat(transport.at + 0.001) / BEATS);
  // where the device is slow, more is written first
  const need = speed && speed < 70 ? 4 : 1;
  if (ready < Math.min(limit, bar + need)) return;
  waiting = false;
  transport.play();
  hint("");
  show();
}

// What the worker says

const HEARD = {
  ready({ tables: found }) { start(found); },
  started() {
    feed();
    resume(); // of a file that is gone on with there is something to hear
  },
  bar({ bar, tempo }) {
    if (trade) return;
    timeline.setBar(bar, tempo, { by: "model", style: $("style").value });
  },
  note({ onset, duration, pitch, velocity }) {
    const note = { onset, duration, pitch, velocity, by: "model" };
    timeline.add(note);
    trade?.answered(note);
    note.late = transport.playing && timeline.span(note)[0] < transport.sent;
  },
  end({ bar }) {
    timeline.bars[bar].complete = true;
    if (timeline.complete >= limit) transport.open = false;
    resume();
    show();
  },
  changed({ from }) {
    if (trade) return;
    if (sheet) timeline.redo(from); else timeline.cut(from);
    transport.open = from < limit;
    feed.sent = 0;
    feed();
  },
  speed({ rate }) {
    speed = speed ? speed + 0.2 * (rate - speed) : rate;
    showSpeed();
  },
  error({ text }) {
    complain(new Told(/: \d+$|fetch/.test(text.split("\n")[0]) ? "notFound" : "failed",
                      { text: text.split("\n")[0] }));
  },
};

function onMessage({ data }) {
  if (data.id !== undefined && data.id !== number) return;
  HEARD[data.type]?.(data);
}

// What is played by hand

function keyDown(pitch, velocity) {
  band.context.resume();
  const voice = band.strike(pitch, velocity, 0);
  const { outputLatency } = band.context;
  const beat = timeline.beat(transport.position - (outputLatency || 0));
  const note = { onset: beat, duration: 0.1, pitch, velocity, by: "you", sounded: true };
  const mine = trade?.by(Math.floor((beat + EARLY) / BEATS)) === "you";
  if (mine && transport.playing && beat > -EARLY) {
    note.onset = Math.max(0, beat);
    timeline.notes.push(note);
  }
  keyUp(pitch);
  held.set(pitch, { note, voice });
  if (transport.out) transport.out.send([0x90, pitch, velocity]);
}

function keyUp(pitch) {
  const { note, voice } = held.get(pitch) ?? {};
  if (!note) return;
  held.delete(pitch);
  if (voice) band.stop(voice, 0);
  note.duration = Math.max(0.08, transport.beat - note.onset);
  if (transport.out) transport.out.send([0x80, pitch, 0]);
}

// What is shown

function complain(error) {
  const box = $("message");
  box.hidden = !error;
  if (!error) return;
  box.textContent = error instanceof Told ? say(error.key, error.values) : say("failed", { text: error });
  if (!(error instanceof Told)) console.error(error);
}

function hint(text) {
  $("veilText").textContent = text;
  $("veil").classList.toggle("gone", !text);
}

function show() {
  if (!tables) return;
  const path = trade ? STOP : transport.playing || waiting ? PAUSE : PLAY;
  $("play").querySelector("path").setAttribute("d", path);
  $("play").setAttribute("aria-label", say(trade ? "stop" : transport.playing ? "pause" : "play"));
  $("again").disabled = fresh;
  $("save").disabled = !timeline.complete || !timeline.notes.length;
  $("loop").setAttribute("aria-pressed", Boolean(transport.loop));
  if (fresh) hint(say(invitation()));
  $("tunesLead").textContent = say("tunesLead", { name: $("style").selectedOptions[0]?.text });
  $("hero").hidden = !fresh;
  $("stage").classList.toggle("fresh", fresh);
  $("stage").classList.toggle("live", Boolean(trade));
  $("original").hidden = mode !== "restyle" && !arranges();
  $("tunesBox").hidden = !fresh || mode !== "improvise";
  $("original").disabled = !sheet;
  $("original").setAttribute("aria-pressed", timeline.muted === "model");
  for (const name of ["tempo", "swing", "density"]) {
    const own = $(`own${name[0].toUpperCase()}${name.slice(1)}`);
    $(name).disabled = own.checked && !(name === "tempo" && (mode === "trade" || arranges()));
  }
  $("ownTempo").closest("label").hidden = mode === "trade" || arranges();
  $("tempoOut").textContent = $("tempo").disabled ? "" : shownTempo(tempoOf(tempoValue(Number($("tempo").value))));
  $("swingOut").textContent = $("swing").disabled ? "" : `${$("swing").value}%`;
  $("densityOut").textContent = $("density").disabled ? "" : Number($("density").value) + 1;
  $("guidanceOut").textContent = String(Number($("guidance").value));
  $("temperatureOut").textContent = Number($("temperature").value).toFixed(2);
  showBoxes();
}

/** Of the settings, those that this mode takes. */
function showBoxes() {
  const restyles = mode === "restyle";
  for (const id of ["changesBox", "tempoBox", "densityBox"]) $(id).hidden = restyles;
  $("keyBox").hidden = restyles || Boolean(tune) || ["none", "typed"].includes($("changes").value);
  $("typedBox").hidden = restyles || $("changes").value !== "typed";
  $("chorusBox").hidden = restyles || mode === "trade" || arranges();
  $("keepBox").hidden = !restyles;
  $("keepOut").textContent = `${$("keep").value}%`;
  $("keysBox").hidden = mode !== "trade";
  document.body.classList.toggle("trading", mode === "trade");
  $("fileBox").hidden = !NEEDS_FILE.includes(mode);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.setAttribute("aria-selected", tab.dataset.mode === mode);
    tab.tabIndex = tab.dataset.mode === mode ? 0 : -1;
  }
}

/** What is said before anything is played. */
function invitation() {
  if (NEEDS_FILE.includes(mode)) return file ? "readyFile" : mode === "restyle" ? "readyRestyle" : "readyContinue";
  return mode === "trade" ? "readyTrade" : "ready";
}

/** A tempo in beats as a musician counts them. */
function shownTempo(tempo) { return Math.round(tempo / (arranges() ? tune.share : 1)); }

/** What is played, or would be. */
function subject() {
  const { value, selectedOptions } = $("changes");
  if (mode === "restyle") return file?.name ?? "";
  if (value === "none") return mode === "continue" && file ? file.name : "";
  if (value === "typed" && typed?.about.title) return typed.about.title;
  const key = tune || value === "typed" ? "" : `${$("key").value} `;
  return `${key}${selectedOptions[0]?.text ?? ""}`;
}

/** Where in the music it is: its section, bar and tempo; before anything is played, the tempo. */
function whereabouts(bar) {
  const here = timeline.bars[bar];
  if (fresh || !here) return [$("tempo").disabled ? "" : say("bpm", { n: $("tempoOut").textContent })];
  const counted = arranges() ? tune.share : 1, first = arranges() ? tune.begin : 0;
  // the values of a tune's bars go to and fro, since they are rounded
  const seconds = arranges() ? ((timeline.bars[bar + 1] ?? here).seconds + here.seconds) / 2 : here.seconds;
  const tempo = here.tempo === tables.bar_seconds.length - 1 ? say("free")
    : say("bpm", { n: shownTempo(240 / seconds) });
  return [arranges() ? sectionName(tune.section(bar)) : "",
          say("bar", { n: Math.floor((bar - first) / counted) + 1 }), tempo];
}

function sectionName({ theme, letter }) { return `${say(theme ? "theme" : "solo")} ${letter}`.trim(); }

function showPlace() {
  const bar = Math.max(0, Math.floor(transport.beat / BEATS)), what = subject();
  const pianist = $("style").selectedOptions[0]?.text ?? "";
  $("place").textContent = what || pianist;
  $("tempoShown").textContent = [what ? pianist : "", ...whereabouts(bar)].filter(Boolean).join(" · ");
  $("overview").ariaValueNow = bar + 1;
  $("overview").ariaValueMax = Math.max(1, timeline.bars.length);
}

/** Once a frame. */
function draw() {
  requestAnimationFrame(draw);
  if (!timeline) return;
  roll.draw();
  showPlace();
  const { beat } = transport;
  const turn = trade?.turn(), box = $("turn");
  box.hidden = !trade;
  box.className = turn?.by ?? "";
  if (trade) {
    box.textContent = turn ? say(turn.by === "you" ? "yourTurn" : "modelTurn", { n: turn.left }) : say("countIn");
  }
  if (mode === "trade") {
    hands.light(new Set(transport.playing ? timeline.notes.filter(({ by, onset, duration }) => (
      by === "model" && onset <= beat && beat < onset + duration)).map(({ pitch }) => pitch) : []));
  }
}

function every() {
  if (!transport) return;
  trade?.tick(new Set([...held.values()].map(({ note }) => note)));
  feed();
}

/** All texts in the language there is. */
function translate() {
  document.documentElement.lang = getLanguage();
  const touch = matchMedia("(pointer: coarse)").matches;
  for (const one of document.querySelectorAll("[data-t]")) {
    one.textContent = say((touch && one.dataset.touch) || one.dataset.t);
  }
  $("language").textContent = say("other");
  $("about").replaceChildren(...say("about").map((text) => {
    const part = document.createElement("p");
    part.textContent = text;
    return part;
  }));
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", say(one.dataset.label));
    one.title = say(one.dataset.label);
  }
  const restyles = mode === "restyle";
  $("fileName").textContent = file ? say(restyles ? "droppedSheet" : "dropped", file.facts)
    : say(restyles ? "dropSheet" : "dropHint", { n: restyles ? SHEET_BARS : HEARD_BARS });
  if (!tables) return hint(say("loading"));
  fillChanges();
  fill("choruses", [1, 2, 3, 4, 8].map((n) => [n, $("changes").value === "none"
    ? say("bars", { n: n * FREE_BARS }) : say("chorus", { n })]).concat([["", say("endless")]]));
  fill("style", Object.keys(tables.styles).map((name) => [name, getLanguage() === "ko"
    ? tables.korean?.[name] ?? name : name]));
  fillKeys();
  fillOutputs();
  showSpeed();
  show();
}

function showSpeed() {
  $("speed").textContent = speed ? say("speed", { n: Math.round(speed) }) : "";
}

function fill(id, options) {
  const box = $(id), before = box.value;
  box.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  if (options.some(([value]) => String(value) === before)) box.value = before;
}

/** Changes by name, tunes, and what else may stand in their place. */
function fillChanges() {
  const names = PROGRESSION_NAMES[getLanguage()], group = (label, options) => {
    const box = document.createElement("optgroup");
    box.label = say(label);
    box.append(...options.map(([value, text]) => new Option(text, value)));
    return box;
  };
  const box = $("changes"), before = box.value;
  box.replaceChildren(
    new Option(say("noChanges"), "none"), new Option(say("typedChanges"), "typed"),
    group("changes", Object.keys(tables.progressions).map((name) => [name, names[name] ?? name])),
    group("tunes", [...tunes].map(([name, one]) => [TUNE + name, one.name(getLanguage())])));
  box.value = before;
  $("tunes").replaceChildren(...[...tunes].map(([name, one]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "chip", textContent: one.name(getLanguage()) });
    button.addEventListener("click", () => playTune(name));
    return button;
  }));
}

function fillKeys() {
  const name = $("changes").value, minor = tables.minor.includes(name);
  const keys = Object.keys(tables.progressions[name] ?? tables.progressions.blues);
  fill("key", keys.map((key) => [key, minor ? `${key} ${say("minorKey")}` : key]));
}

function fillOutputs() {
  const outputs = [...(hands.midi?.outputs.values() ?? [])];
  fill("midiOut", [["", say("noMidiOut")], ...outputs.map(({ id, name }) => [id, name])]);
}

async function askMidi() {
  if (!navigator.requestMIDIAccess) return say("midiNone");
  try {
    const names = await hands.listen();
    hands.midi.onstatechange = async () => { $("midiState").textContent = await askMidi(); };
    fillOutputs();
    return names.length ? say("midiOn", { names: names.join(", ") }) : say("midiEmpty");
  } catch {
    return say("midiDenied");
  }
}

// What is done to the page

/** The tune that the menu says, if it says one; a newly chosen one brings its tempo along. */
function chooseTune() {
  const next = tunes.get($("changes").value.slice(TUNE.length)) ?? null;
  if (next && next !== tune) $("tempo").value = Math.round(tempoOf(next.tempo));
  tune = next;
}

/** One click on a tune, and it plays. */
async function playTune(name) {
  $("changes").value = TUNE + name;
  chooseTune();
  translate();
  await band.context.resume();
  begin();
}

/** A mode brings its own guidance: more where no played music leads on. */
function fitGuidance() {
  if (!tables) return;
  $("guidance").value = NEEDS_FILE.includes(mode) ? tables.guidance : tables.free_guidance;
}

async function choose(next) {
  mode = next;
  hands.active = mode === "trade";
  if (!touched) Object.assign(transport.rhythm, { bass: mode === "trade", ride: mode === "trade" });
  if (mode === "trade" && $("changes").value === "none") $("changes").value = "blues";
  if (NEEDS_FILE.includes(mode) && !touched) $("changes").value = "none";
  fitGuidance();
  chooseTune();
  showRhythm();
  forget();
  translate();
  if (mode === "trade") $("midiState").textContent = await askMidi();
}

function showRhythm() {
  for (const name of ["bass", "ride"]) $(name).setAttribute("aria-pressed", transport.rhythm[name]);
}

async function takeFile(given) {
  if (!given) return;
  try {
    file = new Source(given.name, readMidi(await given.arrayBuffer()));
    const { tempo } = file.facts;
    if (tempo >= $("tempo").min && tempo <= $("tempo").max) $("tempo").value = tempo;
    $("ownTempo").checked = false;
    forget();
    translate();
  } catch (error) {
    complain(error);
  }
}

/** A piece that comes with the page, for who has no file at hand. Throws `Told`. */
async function takeExample() {
  const answer = await fetch(new URL("../example.mid", import.meta.url));
  if (!answer.ok) throw new Told("notFound", { text: "example.mid" });
  return takeFile({ name: say("exampleName"), arrayBuffer: () => answer.arrayBuffer() });
}

/** Where choruses begin (a bar), and how many bars they have; null without. */
function choruses() {
  if (arranges()) return { first: tune.begin, length: tune.chorus };
  const { form, begin: first } = timeline;
  return form && { first, length: form.length };
}

/** [first, end) of what is taken home: all of a sheet, else the last complete chorus or bars. */
function lastBars() {
  const { complete } = timeline, round = choruses();
  if (sheet) return [0, complete];
  if (!round || complete - round.first < round.length) return [Math.max(0, complete - FREE_BARS), complete];
  const end = complete - (complete - round.first) % round.length;
  return [end - round.length, end];
}

/** These bars as a MIDI file. */
function save() {
  const [from, to] = lastBars(), symbols = [];
  for (let bar = from; bar < to; bar++) {
    timeline.chords(bar)?.forEach(({ symbol }, beat, all) => {
      if (beat && all[beat - 1].symbol === symbol) return;
      symbols.push({ beat: (bar - from) * BEATS + beat, symbol });
    });
  }
  const notes = timeline.notes.filter(({ onset, by }) => (
    by !== timeline.muted && onset >= from * BEATS && onset < to * BEATS))
    .map((note) => {
      const place = note.by === "you" ? (beat) => beat : (beat) => timeline.swung(beat);
      const onset = place(note.onset), end = place(note.onset + note.duration);
      return { ...note, onset: onset - from * BEATS, duration: end - onset };
    });
  const tempi = timeline.bars.slice(from, to).map(({ seconds }) => 240 / seconds);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeMidi(notes, tempi, symbols)], { type: "audio/midi" }));
  link.download = `tatumflow_${$("style").value.replace(/\W/g, "")}_${from + 1}-${to}.mid`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** The chorus in which it is, over and over; without changes four bars. */
function toggleLoop() {
  const { complete } = timeline, bar = Math.floor(transport.beat / BEATS);
  const { first, length } = choruses() ?? { first: 0, length: BEATS };
  const start = Math.max(0, bar - ((bar - first) % length + length) % length);
  const end = Math.min(start + length, complete);
  transport.loop = transport.loop || end <= start ? null : [start * BEATS, end * BEATS];
  show();
}

/** A setting was changed while a take goes on: the bars after next, in trading the next one, are
 * written otherwise. */
function rewrite() {
  if (fresh) return;
  const soon = Math.max(timeline.begin, Math.floor(transport.beat / BEATS) + 2);
  const from = trade ? ENDLESS : soon;
  send({ type: "change", from, asked: chosen() });
}

function seekBar(step) {
  if (trade) return;
  const bar = Math.max(0, Math.round(transport.beat / BEATS) + step);
  transport.seek(timeline.time(bar * BEATS));
}

function connectPointer() {
  const over = $("overview"), rolls = $("roll");
  let from = null;
  over.addEventListener("pointerdown", ({ offsetX, pointerId }) => {
    if (trade) return;
    over.setPointerCapture(pointerId);
    from = offsetX;
  });
  over.addEventListener("pointermove", ({ offsetX }) => {
    if (from === null || Math.abs(offsetX - from) < 8) return;
    const [a, b] = [from, offsetX].sort((x, y) => x - y).map((x) => roll.overviewBeat(x) / BEATS);
    transport.loop = [Math.floor(a) * BEATS, Math.min(Math.ceil(b), timeline.complete) * BEATS];
    if (transport.loop[1] <= transport.loop[0]) transport.loop = null;
    show();
  });
  over.addEventListener("pointerup", ({ offsetX }) => {
    if (from === null) return;
    const moved = Math.abs(offsetX - from) >= 8;
    from = null;
    if (moved && transport.loop) transport.seek(timeline.time(transport.loop[0]));
    else if (!moved) transport.seek(timeline.time(roll.overviewBeat(offsetX)));
  });
  rolls.addEventListener("click", ({ offsetX }) => {
    if (!trade) transport.seek(timeline.time(Math.max(0, roll.beatAt(offsetX))));
  });
}

function connect() {
  $("play").addEventListener("click", press);
  $("hero").addEventListener("click", press);
  $("original").addEventListener("click", toggleOriginal);
  $("theme").addEventListener("click", switchTheme);
  $("again").addEventListener("click", async () => { await band.context.resume(); begin(); });
  $("loop").addEventListener("click", toggleLoop);
  $("save").addEventListener("click", save);
  for (const name of ["bass", "ride"]) {
    $(name).addEventListener("click", () => {
      touched = true;
      transport.rhythm[name] = !transport.rhythm[name];
      showRhythm();
    });
  }
  $("lower").addEventListener("click", () => hands.shift(-12));
  $("higher").addEventListener("click", () => hands.shift(12));
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.addEventListener("click", () => choose(tab.dataset.mode));
    tab.addEventListener("keydown", ({ key }) => {
      const next = { ArrowLeft: tab.previousElementSibling, ArrowRight: tab.nextElementSibling }[key];
      next?.click();
      next?.focus();
    });
  }
  $("settings").addEventListener("input", show);
  $("settings").addEventListener("submit", (event) => event.preventDefault());
  $("settings").addEventListener("change", ({ target }) => {
    if (["changes", "key", "typed"].includes(target.id)) {
      const playing = transport.playing && !trade;
      chooseTune();
      translate();
      forget();
      if (playing) begin();
      else {
        try { chosenForm(); } catch (error) { complain(error); }
      }
      const tempo = target.id === "typed" && parseFloat(typed?.about.tempo);
      if (tempo >= $("tempo").min && tempo <= $("tempo").max) $("tempo").value = tempo;
    } else if (target.id === "keep") {
      if (sheet) begin();
    } else if (["swing", "ownSwing"].includes(target.id)) {
      timeline.swing = $("ownSwing").checked ? null : Number($("swing").value) / 100;
    } else if (target.id === "midiOut") {
      transport.out = hands.midi?.outputs.get(target.value) ?? null;
    } else if (target.id === "choruses") extend();
    else rewrite();
    show();
  });
  $("midiOut").addEventListener("pointerdown", () => { if (!hands.midi) askMidi(); });
  $("language").addEventListener("click", () => {
    setLanguage(getLanguage() === "ko" ? "en" : "ko");
    translate();
  });
  $("file").addEventListener("change", ({ target }) => takeFile(target.files[0]));
  for (const name of ["dragover", "dragleave", "drop"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      $("drop").classList.toggle("over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      if (!NEEDS_FILE.includes(mode)) choose("restyle");
      takeFile(event.dataTransfer.files[0]);
    });
  }
  addEventListener("keydown", (event) => {
    if (/^(TEXTAREA|SELECT|INPUT|BUTTON|SUMMARY)$/.test(event.target.tagName)) return;
    if (event.code === "Space") {
      event.preventDefault();
      if (!$("play").disabled) press();
    }
    if (event.code === "KeyL" && mode !== "trade") toggleLoop();
    if (event.code === "KeyO" && mode !== "trade") toggleOriginal();
    if (event.code === "ArrowLeft" || event.code === "ArrowRight") {
      seekBar(event.code === "ArrowLeft" ? -1 : 1);
    }
  });
  connectPointer();
}

function start(found) {
  tables = found;
  fitGuidance();
  harmony = new Harmony(tables);
  timeline.barSeconds = tables.bar_seconds;
  tunes = new Map(Object.entries(tables.tunes).map(([name, table]) => (
    [name, new Tune(table, (symbol) => harmony.read(symbol))])));
  roll.mark = (bar) => {
    const section = arranges() && tune.sections.find(({ bar: first }) => first === bar);
    if (section) return sectionName(section);
    if ($("changes").value !== "typed" || !typed || !timeline.form) return "";
    const place = (bar - timeline.begin) % timeline.form.length;
    return typed.sections.find(([, first]) => first === place)?.[0] ?? "";
  };
  roll.parts = () => (arranges() ? tune.parts.map(({ bar, theme }) => (
    { bar, text: say(theme ? "theme" : "solo"), strong: !theme })) : []);
  roll.number = (bar) => (arranges() ? (bar - tune.begin) / tune.share : bar) + 1;
  $("changes").append(new Option("", "blues", true, true));
  translate();
  const first = Object.keys(tables.styles);
  $("style").value = first.includes("Art Tatum") ? "Art Tatum" : first[0];
  $("choruses").value = "3";
  if (band.ready) open();
}

function open() {
  $("play").disabled = $("hero").disabled = false;
  $("loading").hidden = true;
  show();
}

function main() {
  translate();
  if (!WebAssembly.validate(SIMD)) return complain(new Told("tooOld"));
  band = new Band();
  timeline = new Timeline([2]);
  transport = new Transport(timeline, band);
  transport.onEnd = show;
  transport.onWait = () => {
    waiting = true;
    hint(say("thinking"));
    resume();
    show();
  };
  hands = new Hands($("keys"), keyDown, keyUp);
  roll = new Roll($("roll"), $("overview"), timeline, transport);
  worker = new Worker(new URL("../engine/worker.js", import.meta.url), { type: "module" });
  worker.onmessage = onMessage;
  worker.onerror = ({ message }) => complain(new Told("notFound", { text: message ?? "worker.js" }));
  worker.postMessage({ type: "load" });
  band.load((share) => { $("loading").value = share; }).then(() => {
    band.ready = true;
    if (tables) open();
  }, (error) => complain(new Told("notFound", { text: error.message })));
  connect();
  setInterval(every, 15);
  draw();
  // for tests of the page
  window.tatum = { timeline, transport, band, hands, get trade() { return trade; }, get speed() { return speed; } };
}

main();
