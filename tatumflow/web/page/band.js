// Sound: a sampled piano, a bass and a ride cymbal, scheduled on the clock of the AudioContext.

const PIANO = { first: 21, last: 108, step: 3 }, BASS = { first: 28, last: 52, step: 4 };
const RELEASE = 0.09, LOUDEST = 1.5; // seconds until a damped string is a third as loud; gain
const ROOM = { seconds: 1.6, share: 0.12 };

/** An echo of a small room: noise that dies away, the same every time. */
function makeRoom(context) {
  const length = Math.round(ROOM.seconds * context.sampleRate);
  const buffer = context.createBuffer(2, length, context.sampleRate);
  let state = 1;
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel);
    let smooth = 0;
    for (let i = 0; i < length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      smooth += 0.35 * (state / 2147483648 - 1 - smooth);
      samples[i] = smooth * Math.exp(-6 * i / length);
    }
  }
  return buffer;
}

export class Band {
  constructor() {
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.sounds = new Map();
    this.voices = new Set();
    const { context } = this;
    this.limiter = new DynamicsCompressorNode(context, {
      threshold: -10, ratio: 6, attack: 0.003, release: 0.2, knee: 8 });
    this.master = new GainNode(context, { gain: 1 });
    this.piano = new GainNode(context, { gain: LOUDEST });
    this.rhythm = new GainNode(context, { gain: 0.8 });
    const room = new ConvolverNode(context, { buffer: makeRoom(context) });
    const wet = new GainNode(context, { gain: ROOM.share });
    this.piano.connect(this.master);
    this.piano.connect(room).connect(wet).connect(this.master);
    this.rhythm.connect(this.master);
    this.master.connect(this.limiter).connect(context.destination);
  }

  /** Fetch and decode all sounds; `tell(share)` while it goes on. */
  async load(tell = () => {}) {
    const keys = ({ first, last, step }) => (
      Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step));
    const names = [...keys(PIANO).map((pitch) => `piano_${pitch}`),
                   ...keys(BASS).map((pitch) => `bass_${pitch}`), "ride", "hat"];
    let done = 0;
    await Promise.all(names.map(async (name) => {
      const answer = await fetch(new URL(`../sounds/${name}.mp3`, import.meta.url));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const buffer = await this.context.decodeAudioData(await answer.arrayBuffer());
      this.sounds.set(name, { buffer, start: onset(buffer) });
      tell(++done / names.length);
    }));
  }

  get now() { return this.context.currentTime; }

  /** Start one sound; returns the voice, to be stopped. */
  start(name, time, { rate = 1, gain = 1, cutoff = 0, to }) {
    const sound = this.sounds.get(name);
    if (!sound) return null;
    const source = new AudioBufferSourceNode(this.context, {
      buffer: sound.buffer, playbackRate: rate });
    const level = new GainNode(this.context, { gain });
    let last = source;
    if (cutoff) {
      const filter = new BiquadFilterNode(this.context, { type: "lowpass", frequency: cutoff, Q: 0 });
      last = last.connect(filter);
    }
    last.connect(level).connect(to);
    const when = Math.max(time, this.now);
    source.start(when, sound.start);
    const voice = { source, level };
    this.voices.add(voice);
    source.onended = () => this.voices.delete(voice);
    return voice;
  }

  /** Damp a voice. */
  stop({ source, level }, time, release = RELEASE) {
    const when = Math.max(time, this.now);
    level.gain.setTargetAtTime(0, when, release);
    source.stop(when + 8 * release);
  }

  /** Strike a key of the piano; returns its voice. */
  strike(pitch, velocity, time) {
    const { first, last, step } = PIANO;
    const sampled = Math.min(last, first + Math.round((pitch - first) / step) * step);
    return this.start(`piano_${sampled}`, time, {
      rate: 2 ** ((pitch - sampled) / 12), gain: (velocity / 110) ** 1.7,
      cutoff: 500 * 2 ** (velocity / 24) + 30 * pitch, to: this.piano });
  }

  /** A note of the piano from `time` for `seconds`. */
  note(pitch, velocity, time, seconds) {
    const voice = this.strike(pitch, velocity, time);
    // high strings have no dampers
    if (voice && pitch < 90) this.stop(voice, time + seconds, RELEASE + (pitch < 45 ? 0.05 : 0));
    return voice;
  }

  bass(pitch, time, seconds) {
    const { first, last, step } = BASS;
    const sampled = Math.min(last, Math.max(first, first + Math.round((pitch - first) / step) * step));
    const voice = this.start(`bass_${sampled}`, time, {
      rate: 2 ** ((pitch - sampled) / 12), gain: 0.75, to: this.rhythm });
    if (voice) this.stop(voice, time + seconds, 0.05);
  }

  ride(time, accent) {
    this.start("ride", time, { gain: accent ? 1.1 : 0.6, to: this.rhythm });
  }

  hat(time) { this.start("hat", time, { gain: 0.9, to: this.rhythm }); }

  /** A click of the count-in. */
  click(time, accent) {
    this.start("hat", time, { gain: accent ? 3.5 : 2, rate: accent ? 1.3 : 1, to: this.master });
  }

  /** Everything that sounds or is to sound stops. */
  silence() {
    for (const voice of this.voices) {
      voice.level.gain.cancelScheduledValues(this.now);
      this.stop(voice, this.now, 0.03);
    }
  }
}

/** Where a decoded sound begins (s): encoders of MP3 put silence before it. */
function onset(buffer) {
  const samples = buffer.getChannelData(0), loudest = samples.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const first = samples.findIndex((x) => Math.abs(x) > loudest * 0.02);
  return Math.max(0, first / buffer.sampleRate - 0.001);
}
