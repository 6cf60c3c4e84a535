// Players of piano music: a roll with bars and chords over its sound, with seek and loop.
//
// Every <div class="tatumflow-player" data-roll="JSON"> that holds an <audio> becomes one. The JSON
// is {title, notes: [[onset, duration, pitch, velocity], …], chords: [[onset, symbol], …],
// bars: [seconds, …], numbers: [of these bars, …], beats: [seconds, …], given: [[start, end], …] on
// grey, midi: an address}; times are seconds. Click to seek, drag to loop, space to play; without
// this script the plain audio stays.
(() => {
  const HEIGHT = 210, LEFT = 30, TOP = 22, BOTTOM = 18;
  const STYLE = `
    .tatumflow-player { max-width: 960px; font: 13px sans-serif; color: inherit; }
    .tatumflow-player canvas { width: 100%; height: ${HEIGHT}px; display: block; cursor: pointer;
      border-radius: 6px; touch-action: pan-y; }
    .tatumflow-player .title { font-weight: bold; margin: 4px 0; }
    .tatumflow-player .bar { display: flex; gap: 10px; align-items: center; margin: 4px 0 10px;
      flex-wrap: wrap; }
    .tatumflow-player button { font: inherit; padding: 3px 12px; border-radius: 6px;
      border: 1px solid #8888; background: transparent; color: inherit; cursor: pointer; }
    .tatumflow-player button[aria-pressed=true] { background: #f2b84b; color: #222; }
    .tatumflow-player:focus-visible { outline: 2px solid #f2b84b; outline-offset: 3px; border-radius: 6px; }
    .tatumflow-player a { color: inherit; }
    @media (max-width: 400px) {  /* all in one line on a telephone */
      .tatumflow-player .bar { gap: 5px; font-size: 12px; }
      .tatumflow-player button { padding: 3px 7px; }
    }`;

  function isDark() {
    const { body, documentElement: page } = document;
    if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
    if (page.getAttribute("theme")) return page.getAttribute("theme") === "dark";
    if (body.dataset.vscodeThemeKind) return !body.dataset.vscodeThemeKind.includes("light");
    return page.dataset.scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /** Where a notebook shows the same roll as a picture just above, the picture goes. */
  function hidePicture(root) {
    const areas = ".jp-OutputArea, .output_wrapper, .output, #output-body, .cell-output-container";
    const area = root.closest(areas);
    if (!area) return;
    const before = [...area.querySelectorAll("img")].filter((image) =>
      image.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (before.length) before.at(-1).style.display = "none";
  }

  class RollPlayer {
    constructor(root) {
      this.root = root;
      this.roll = JSON.parse(root.dataset.roll);
      this.audio = root.querySelector("audio");
      this.loop = null;
      this.build();
      this.listen();
      new ResizeObserver(() => this.draw()).observe(this.canvas);
      this.draw();
    }

    get end() {
      const last = this.roll.notes.map(([onset, duration]) => onset + duration);
      return Math.max(1, this.audio.duration || 0, ...last);
    }

    build() {
      const make = (tag, text = "") => Object.assign(document.createElement(tag),
                                                     { textContent: text });
      this.canvas = make("canvas");
      this.playButton = make("button", "▶ 재생");
      this.loopButton = make("button", "되풀이");
      this.clock = make("span");
      this.loopButton.title = "그림을 끌어 구간을 고르고, 다시 누르면 풀립니다";
      const bar = make("div");
      bar.className = "bar";
      bar.append(this.playButton, this.loopButton, this.clock);
      for (const [name, address] of [["MIDI", this.roll.midi], ["MP3", this.audio.src]]) {
        if (!address) continue;
        const link = make("a", name);
        Object.assign(link, { href: address, download: `tatumflow.${name === "MIDI" ? "mid" : "mp3"}` });
        bar.append(link);
      }
      this.audio.controls = false;
      this.audio.style.display = "none";
      this.root.tabIndex = 0;
      this.root.setAttribute("aria-label",
                             "피아노 롤: 스페이스로 재생, 화살표로 이동, L로 되풀이");
      const title = make("div", this.roll.title);
      title.className = "title";
      this.root.prepend(title, this.canvas, bar);
    }

    listen() {
      const { audio, canvas } = this;
      this.playButton.onclick = () => (audio.paused ? audio.play() : audio.pause());
      this.loopButton.onclick = () => this.setLoop(this.loop ? null : [0, this.end]);
      audio.onplay = () => this.follow();
      audio.onpause = audio.onseeked = audio.onloadedmetadata = () => this.draw();
      canvas.onpointerdown = ({ offsetX }) => {
        this.pressed = offsetX;
        this.drawn = null;
      };
      canvas.onpointermove = ({ offsetX, buttons }) => {
        if (!buttons || this.pressed == null || Math.abs(offsetX - this.pressed) < 6) return;
        this.drawn = [this.time(this.pressed), this.time(offsetX)].sort((a, b) => a - b);
        this.draw();
      };
      canvas.onpointerup = ({ offsetX }) => {
        if (this.drawn) this.setLoop(this.drawn);
        else this.seek(this.time(offsetX));
        this.pressed = this.drawn = null;
      };
      this.root.onkeydown = (event) => this.key(event);
    }

    key(event) {
      const step = this.roll.bars.length > 1 ? this.roll.bars[1] - this.roll.bars[0] : 2;
      const acts = { " ": () => this.playButton.click(), l: () => this.loopButton.click(),
                     Home: () => this.seek(0), Escape: () => this.setLoop(null),
                     ArrowLeft: () => this.seek(this.audio.currentTime - step),
                     ArrowRight: () => this.seek(this.audio.currentTime + step) };
      if (!acts[event.key] || event.target.tagName === "A") return;
      if (event.key === " " && event.target.tagName === "BUTTON") return;
      event.preventDefault();
      event.stopPropagation();
      acts[event.key]();
    }

    seek(time) {
      this.audio.currentTime = Math.max(0, Math.min(time, this.end - 0.05));
      this.draw();
    }

    setLoop(loop) {
      this.loop = loop;
      this.loopButton.setAttribute("aria-pressed", String(Boolean(loop)));
      if (loop) this.seek(loop[0]);
      this.draw();
    }

    follow() {
      if (this.loop && this.audio.currentTime >= this.loop[1] - 0.02) {
        this.audio.currentTime = this.loop[0];
        if (this.audio.paused) this.audio.play();
      }
      this.draw();
      if (!this.audio.paused) requestAnimationFrame(() => this.follow());
      else if (this.loop && this.audio.ended) { this.seek(this.loop[0]); this.audio.play(); }
    }

    time(x) { return Math.max(0, (x - LEFT) / (this.canvas.clientWidth - LEFT) * this.end); }
    x(time) { return LEFT + time / this.end * (this.canvas.clientWidth - LEFT); }

    draw() {
      const { canvas, roll } = this, ratio = devicePixelRatio || 1, width = canvas.clientWidth;
      if (!width) return;
      canvas.width = width * ratio;
      canvas.height = HEIGHT * ratio;
      this.brush = canvas.getContext("2d");
      this.brush.scale(ratio, ratio);
      const dark = isDark();
      this.colours = dark ? { ground: "#11151c", given: "#252c37", line: "#2a313c", bar: "#667183", text: "#dde3ea" }
                          : { ground: "#fbfbfb", given: "#e9e9e9", line: "#e6e6e6", bar: "#8a8a8a", text: "#333" };
      this.fill(this.colours.ground, 0, 0, width, HEIGHT);
      for (const [start, end] of roll.given || []) {
        this.fill(this.colours.given, this.x(start), TOP, this.x(end) - this.x(start), HEIGHT - TOP - BOTTOM);
      }
      const pitches = roll.notes.map((note) => note[2]);
      this.low = Math.min(60, ...pitches) - 2;
      this.high = Math.max(62, ...pitches) + 2;
      this.drawGrid();
      for (const note of roll.notes) this.drawNote(note, dark);
      this.drawMarks();
      const clock = (time) => `${Math.floor(time / 60)}:${String(Math.floor(time % 60)).padStart(2, "0")}`;
      this.clock.textContent = `${clock(this.audio.currentTime)} / ${clock(this.end)}`;
      this.playButton.textContent = this.audio.paused ? "▶ 재생" : "❚❚ 멈춤";
    }

    fill(colour, x, y, width, height) {
      this.brush.fillStyle = colour;
      this.brush.fillRect(x, y, width, height);
    }

    y(pitch) {
      return HEIGHT - BOTTOM - (pitch - this.low) / (this.high - this.low) * (HEIGHT - TOP - BOTTOM);
    }

    drawGrid() {
      const { brush, roll, colours } = this, width = this.canvas.clientWidth;
      brush.font = "11px sans-serif";
      for (let pitch = 24; pitch < this.high; pitch += 12) {
        if (pitch < this.low) continue;
        this.fill(colours.line, LEFT, this.y(pitch), width, 1);
        this.fill(colours.text, 0, 0, 0, 0);
        brush.fillText(`C${pitch / 12 - 1}`, 4, this.y(pitch) + 4);
      }
      for (const time of roll.beats) this.fill(colours.line, this.x(time), TOP, 1, HEIGHT - TOP - BOTTOM);
      const every = Math.ceil(roll.bars.length / (width / 40));
      roll.bars.forEach((time, place) => {
        this.fill(colours.bar, this.x(time), TOP, 1, HEIGHT - TOP - BOTTOM);
        if (place % every === 0) brush.fillText(roll.numbers[place], this.x(time) + 2, HEIGHT - 5);
      });
      let free = 0;
      brush.font = "bold 12px sans-serif";
      for (const [time, symbol] of roll.chords) {
        if (this.x(time) < free) continue;
        this.fill(colours.text, 0, 0, 0, 0);
        brush.fillText(symbol, this.x(time) + 2, 15);
        free = this.x(time) + brush.measureText(symbol).width + 6;
      }
    }

    drawNote([onset, duration, pitch, velocity], dark) {
      const sounds = onset <= this.audio.currentTime && this.audio.currentTime < onset + duration;
      const light = dark ? 30 + velocity * 0.32 : 78 - velocity * 0.42;
      const height = Math.max(2, (HEIGHT - TOP - BOTTOM) / (this.high - this.low) - 0.5);
      const wide = Math.max(2, this.x(onset + duration) - this.x(onset) - 0.5);
      const colour = sounds && !this.audio.paused ? "#f2a81d" : `hsl(210 55% ${light}%)`;
      this.fill(colour, this.x(onset), this.y(pitch) - height / 2, wide, height);
    }

    drawMarks() {
      const loop = this.drawn || this.loop;
      if (loop) this.fill("#f2b84b44", this.x(loop[0]), TOP, this.x(loop[1]) - this.x(loop[0]), HEIGHT);
      this.fill("#d62728", this.x(this.audio.currentTime) - 1, TOP - 4, 2, HEIGHT - TOP - BOTTOM + 8);
    }
  }

  if (!document.getElementById("tatumflow-style")) {
    const style = document.createElement("style");
    style.id = "tatumflow-style";
    style.textContent = STYLE;
    document.head.append(style);
  }
  for (const root of document.querySelectorAll(".tatumflow-player:not([data-ready])")) {
    root.dataset.ready = "yes";
    hidePicture(root);
    new RollPlayer(root);
  }
})();
