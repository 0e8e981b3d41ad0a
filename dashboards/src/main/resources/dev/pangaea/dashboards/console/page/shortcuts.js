/** Single keys that act, unless somebody is writing. They can be switched off, which this browser keeps: speech input may press them too. */
import { attribute, show } from "./dom.js";

const KEPT = "pangaea.shortcuts";

/**
 * @param switchBox a checkbox
 * @param buttons key → the button that it presses
 */
export function shortcuts(switchBox, buttons) {
  const changed = () => {
    for (const [key, button] of Object.entries(buttons)) {
      attribute(button, "aria-keyshortcuts", switchBox.checked ? key : null);
      show(button.querySelector("kbd"), switchBox.checked);
    }
  };
  switchBox.checked = localStorage.getItem(KEPT) !== "off";
  switchBox.addEventListener("change", () => {
    if (switchBox.checked) {
      localStorage.removeItem(KEPT);
    } else {
      localStorage.setItem(KEPT, "off");
    }
    changed();
  });
  document.addEventListener("keydown", event => {
    const writing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]");
    const held = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    const button = buttons[event.key.toLowerCase()];
    if (switchBox.checked && button && !writing && !held) {
      event.preventDefault();
      button.click();
    }
  });
  changed();
}
