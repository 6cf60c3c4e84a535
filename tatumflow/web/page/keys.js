// What is played by hand: keys on the screen, of the computer, of a MIDI keyboard.

const COMPUTER = "KeyA KeyW KeyS KeyE KeyD KeyF KeyT KeyG KeyY KeyH KeyU KeyJ KeyK KeyO KeyL KeyP"
  .split(" ");
const LETTERS = "AWSEDFTGYHUJKOLP";
const BLACK = new Set([1, 3, 6, 8, 10]);
const NAMES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
const SOFTEST = 45, PLAIN = 84, PEDAL = 64;

/** Calls `down(pitch, velocity)` and `up(pitch)` for whatever is played. */
export class Hands {
  constructor(box, down, up) {
    Object.assign(this, { box, down, up });
    this.base = 60; // the pitch of the computer's A
    this.active = false;
    this.held = new Map(); // what holds a key down: its pitch
    this.pedal = false;
    this.waiting = new Set();
    this.build();
    addEventListener("resize", () => this.build());
    for (const event of ["pointerup", "pointercancel"]) {
      addEventListener(event, ({ pointerId }) => this.release(pointerId));
    }
    addEventListener("keydown", (event) => this.typed(event));
    addEventListener("keyup", ({ code }) => this.release(code));
    addEventListener("blur", () => [...this.held.keys()].forEach((key) => this.release(key)));
  }

  build() {
    const count = innerWidth < 560 ? 8 : innerWidth < 900 ? 15 : 22; // white keys
    if (this.box.dataset.count === `${count} ${this.base}`) return;
    this.box.dataset.count = `${count} ${this.base}`;
    this.box.replaceChildren();
    const first = count === 22 ? this.base - 12 : this.base;
    this.shown = new Map();
    let white = 0;
    for (let pitch = first; white < count || BLACK.has(pitch % 12); pitch++) {
      const key = document.createElement("button"), black = BLACK.has(pitch % 12);
      key.type = "button";
      key.setAttribute("aria-label", `${NAMES[pitch % 12]}${Math.floor(pitch / 12) - 1}`);
      const touch = matchMedia("(pointer: coarse)").matches, name = `C${Math.floor(pitch / 12) - 1}`;
      key.textContent = (!touch && LETTERS[pitch - this.base]) || (pitch % 12 ? "" : name);
      if (black) {
        if (white >= count) break;
        key.className = "black";
        key.style.left = `${(white - 0.3) / count * 100}%`;
        key.style.width = `${60 / count}%`;
      } else white++;
      key.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        key.releasePointerCapture?.(event.pointerId);
        const { top, height } = key.getBoundingClientRect();
        this.press(event.pointerId, pitch, SOFTEST + 70 * Math.min(1, (event.clientY - top) / height));
      });
      key.addEventListener("pointerenter", ({ pointerId, buttons }) => {
        if (!buttons || !this.held.has(pointerId)) return;
        this.release(pointerId);
        this.press(pointerId, pitch, PLAIN);
      });
      key.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.repeat) this.press("Enter", pitch, PLAIN);
      });
      this.shown.set(pitch, key);
      this.box.append(key);
    }
  }

  typed(event) {
    const { code, repeat, target, ctrlKey, metaKey, altKey } = event;
    if (!this.active || repeat || ctrlKey || metaKey || altKey) return;
    if (/^(TEXTAREA|SELECT)$/.test(target.tagName)) return;
    const place = COMPUTER.indexOf(code);
    if (place >= 0) {
      event.preventDefault();
      this.press(code, this.base + place, PLAIN);
    } else if (code === "KeyZ" || code === "KeyX") {
      this.shift(code === "KeyX" ? 12 : -12);
    }
  }

  /** Other keys: an octave up or down. */
  shift(semitones) {
    this.base = Math.min(84, Math.max(36, this.base + semitones));
    this.build();
  }

  press(by, pitch, velocity) {
    if (!this.active || this.held.has(by)) return;
    this.held.set(by, pitch);
    this.waiting.delete(pitch);
    this.shown.get(pitch)?.classList.add("down");
    this.down(pitch, Math.round(velocity));
  }

  release(by) {
    if (by === undefined || !this.held.has(by)) return;
    const pitch = this.held.get(by);
    this.held.delete(by);
    this.shown.get(pitch)?.classList.remove("down");
    if (this.pedal) this.waiting.add(pitch); else this.up(pitch);
  }

  /** One message of a MIDI keyboard. */
  message([status, pitch, value]) {
    const command = status >> 4;
    if (command === 9 && value) {
      this.release(`midi${pitch}`);
      this.press(`midi${pitch}`, pitch, value);
    } else if (command === 8 || command === 9) this.release(`midi${pitch}`);
    else if (command === 11 && pitch === PEDAL) {
      this.pedal = value >= 64;
      if (this.pedal) return;
      for (const waiting of this.waiting) this.up(waiting);
      this.waiting.clear();
    }
  }

  /** Listen to all MIDI keyboards; returns their names. Throws where that is not possible. */
  async listen() {
    this.midi ??= await navigator.requestMIDIAccess();
    const names = [];
    for (const input of this.midi.inputs.values()) {
      input.onmidimessage = ({ data }) => this.message(data);
      names.push(input.name);
    }
    return names;
  }

  /** Show which of these pitches the model plays. */
  light(pitches) {
    for (const [pitch, key] of this.shown) key.classList.toggle("model", pitches.has(pitch));
  }
}
