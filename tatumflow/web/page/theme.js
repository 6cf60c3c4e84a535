// Light or dark: as the system says (index.html), or the other. The canvases take
// their colours here.

const NAMES = ["text", "faint", "gold", "stripe", "bar", "beat", "yours", "model", "you", "file",
               "sounding"];
let colours = null;

export function isDark() { return document.documentElement.dataset.theme !== "light"; }

function choose(name) {
  document.documentElement.dataset.theme = name;
  colours = null;
}

/** The other one, from now on. */
export function switchTheme() { choose(isDark() ? "light" : "dark"); }

/** The colours of style.css by name; of `model`, `you` and `file` as "red green blue". */
export function palette() {
  if (colours) return colours;
  const style = getComputedStyle(document.documentElement);
  colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return colours;
}

matchMedia("(prefers-color-scheme: light)").addEventListener("change", ({ matches }) => {
  choose(matches ? "light" : "dark");
});
