/** The colours of the style sheet as a canvas takes them, read again when the theme changes. */

const probe = document.createElement("span");
let known = new Map();

export function colour(name) {
  let value = known.get(name);
  if (!value) {
    if (!probe.isConnected) {
      probe.hidden = true;
      document.body.append(probe);
    }
    // Colours that are forced are those of text: regions would be as one, and a cut would be painted over.
    probe.style.forcedColorAdjust = name === "wash" || name.startsWith("region-") ? "none" : "auto";
    probe.style.color = `var(--${name})`;
    value = getComputedStyle(probe).color;
    known.set(name, value);
  }
  return value;
}

export function forgetColours() {
  known = new Map();
}
