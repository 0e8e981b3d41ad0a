/** Light or dark: as the system says, or as chosen here and kept in this browser. */
import { text } from "./dom.js";
import { forgetColours } from "./colours.js";

const CHOICES = ["system", "light", "dark"];
const system = matchMedia("(prefers-color-scheme: dark)");

export function themeToggle(button, onChange) {
  const changed = () => {
    forgetColours();
    text(button.querySelector(".value"), chosen());
    onChange();
  };
  button.addEventListener("click", () => {
    choose(CHOICES[(CHOICES.indexOf(chosen()) + 1) % CHOICES.length]);
    changed();
  });
  system.addEventListener("change", changed);
  changed();
}

function chosen() {
  return document.documentElement.dataset.theme ?? "system";
}

function choose(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("pangaea.theme");
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("pangaea.theme", theme);
  }
}
