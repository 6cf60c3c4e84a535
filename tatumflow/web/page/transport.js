// Plays a timeline: sends what comes next to the band a little before it sounds.

import { walk } from "./chords.js";

const EVERY = 25, AHEAD = 0.18, AHEAD_HIDDEN = 1.6; // ms; s; a hidden page is called once a second
const BEATS = 4, LEAST_SWING = 0.6;

export class Transport {
  constructor(timeline, band) {
    Object.assign(this, { timeline, band });
    this.playing = false;
    this.at = 0; // seconds in the timeline while it does not play
    this.origin = 0; // when its beginning would have sounded, on the band's clock
    this.sent = 0; // up to where (s) everything was sent
    this.loop = null; // [first beat, last beat]
    this.open = false; // the end is not the end: more will be written
    this.live = 0; // bars up to which it may play though they are not complete
    this.rhythm = { bass: false, ride: false };
    this.out = null; // a MIDI port that the notes are sent to as well
    this.onWait = () => {};
    this.onEnd = () => {};
    this.given = new WeakSet(); // notes that were sent
  }

  /** Where the music is, in seconds of the timeline. */
  get position() {
    return this.playing ? Math.max(this.band.now - this.origin, this.least ?? 0) : this.at;
  }

  get beat() { return this.timeline.beat(this.position); }

  /** Up to where (s) it may play. */
  get end() {
    const { bars } = this.timeline, count = Math.max(this.timeline.complete, this.live);
    const last = bars[Math.min(count, bars.length) - 1];
    return last ? last.start + last.seconds : 0;
  }

  play(delay = 0.06) {
    if (this.playing) return;
    this.playing = true;
    this.origin = this.band.now + delay - this.at;
    this.least = this.at;
    this.sent = this.at;
    this.given = new WeakSet();
    for (const note of this.timeline.notes) note.sounded = false;
    this.timer = setInterval(() => this.tick(), EVERY);
    this.tick();
  }

  pause() {
    if (!this.playing) return;
    this.at = this.position;
    this.playing = false;
    clearInterval(this.timer);
    this.band.silence();
    this.out?.send([0xb0, 123, 0]);
  }

  seek(seconds) {
    const playing = this.playing;
    this.pause();
    this.at = Math.min(Math.max(0, seconds), this.timeline.seconds);
    if (playing) this.play();
  }

  tick() {
    const { timeline } = this, now = this.band.now - this.origin;
    const ahead = document.hidden ? AHEAD_HIDDEN : AHEAD;
    let stop = this.end, back = null;
    if (this.loop) {
      const [first, last] = this.loop.map((beat) => timeline.time(beat));
      if (now < last && last <= stop) [stop, back] = [last, first];
    }
    const until = Math.min(now + ahead, stop);
    if (until > this.sent) {
      this.send(this.sent, until);
      this.sent = until;
    }
    if (now < stop - 0.001) return;
    if (back !== null) {
      this.origin += stop - back;
      this.least = back;
      this.sent = back;
      for (const note of timeline.notes) note.sounded = false;
      this.given = new WeakSet();
    } else if (this.open) {
      this.at = stop;
      this.playing = false;
      clearInterval(this.timer);
      this.onWait();
    } else {
      this.pause();
      this.at = stop;
      this.onEnd();
    }
  }

  /** Everything that begins in [start, end) of the timeline. */
  send(start, end) {
    const { timeline, band, origin } = this;
    for (const note of timeline.notes) {
      const [on, off] = timeline.span(note);
      if (on >= end || on < start - 0.25 || note.sounded || this.given.has(note)) continue;
      if (note.by === timeline.muted) continue;
      if (on < start && !note.late) continue;
      this.given.add(note);
      band.note(note.pitch, note.velocity, origin + on, off - on);
      this.sendOut(note, origin + on, off - on);
    }
    const first = Math.max(0, Math.floor(timeline.beat(start)) - 1);
    for (let beat = first; beat <= timeline.beat(end); beat++) this.keepTime(beat, start, end);
  }

  /** Bass and cymbals of one beat, what of them begins in [start, end). */
  keepTime(beat, start, end) {
    const { timeline, band, origin } = this, bar = Math.floor(beat / BEATS), place = beat % BEATS;
    const within = (time) => time >= start && time < end;
    const time = timeline.time(beat), length = timeline.time(beat + 1) - time;
    if (this.rhythm.ride) {
      if (within(time)) {
        band.ride(origin + time, place % 2 === 1);
        if (place % 2 === 1) band.hat(origin + time);
      }
      const swing = timeline.swing ?? Math.max(LEAST_SWING, timeline.played);
      const skip = time + swing * length;
      if (place % 2 === 1 && within(skip)) band.ride(origin + skip, false);
    }
    const chords = timeline.chords(bar);
    if (!this.rhythm.bass || !chords || !within(time)) return;
    const line = walk(chords, timeline.chords(bar + 1), this.lastBass);
    const note = line.find((one) => one.beat === place);
    if (!note) return;
    band.bass(note.pitch, origin + time, length * 0.95);
    if (place === BEATS - 1) this.lastBass = note.pitch;
  }

  sendOut({ pitch, velocity }, time, seconds) {
    if (!this.out) return;
    const { contextTime, performanceTime } = this.band.context.getOutputTimestamp();
    const at = performanceTime + (time - contextTime) * 1000;
    this.out.send([0x90, pitch, velocity], at);
    this.out.send([0x80, pitch, 0], at + seconds * 1000);
  }
}
