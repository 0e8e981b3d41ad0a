/** The dialog in which an item is written: JSON, plain or DynamoDB's, into one region or into several. */
import { fill, h, show, text } from "./dom.js";
import { dynamoText, itemOf, plainText } from "./attribute-value.js";

export class Editor {
  #dialog;
  #title = h("h2", { id: "editor-title" });
  #area = h("textarea", { id: "editor-json", rows: "14", spellcheck: "false", autocomplete: "off", "aria-describedby": "editor-error editor-hint" });
  #error = h("p", { id: "editor-error", class: "error", role: "alert", hidden: true });
  #regions = h("fieldset", { class: "choice" });
  #format = "plain";
  #formats;
  #write = null;
  /** What is being written: the dialog may be closed and opened for another item meanwhile. */
  #writing = null;
  #world;

  constructor(world) {
    this.#world = world;
    this.#formats = [["plain", "Plain JSON"], ["dynamodb", "DynamoDB JSON"]].map(([value, name]) =>
      h("label", null, h("input", { type: "radio", name: "editor-format", value, onchange: () => this.#reformat(value) }), name));
    fill(this.#regions, h("legend", null, "Write in"), world.config.regions.map(({ name }) =>
      h("label", { class: `region-${world.place(name)}` }, h("input", { type: "checkbox", name: "editor-region", value: name }), h("span", { class: "region-name" }, name))));
    this.#dialog = h("dialog", { "aria-labelledby": "editor-title", onclose: () => (this.#write = null) },
      h("form", { method: "dialog", onsubmit: event => this.#submit(event) },
        this.#title, this.#regions,
        h("fieldset", { class: "choice" }, h("legend", { class: "unseen" }, "Format"), this.#formats),
        h("label", { class: "unseen", for: "editor-json" }, "Item"), this.#area,
        h("p", { id: "editor-hint", class: "hint" }, 'In plain JSON, sets and binary are written as {"SS": ["a"]}, {"NS": ["1"]}, {"BS": \u2026} or {"B": "base64"}.'),
        this.#error,
        h("div", { class: "dialog-acts" }, h("button", { type: "button", onclick: () => this.#dialog.close() }, "Cancel"), h("button", { type: "submit", class: "main" }, "Write"))));
    document.body.append(this.#dialog);
  }

  /**
   * @param write (regions, item) → a promise; its error is shown, else the dialog closes
   */
  open(title, item, regions, write) {
    text(this.#title, title);
    this.#write = write;
    const plain = plainText(item);
    this.#format = plain === null ? "dynamodb" : "plain";
    this.#area.value = plain ?? dynamoText(item);
    for (const label of this.#formats) {
      label.firstChild.checked = label.firstChild.value === this.#format;
    }
    for (const box of this.#regions.querySelectorAll("input")) {
      box.checked = regions.includes(box.value);
    }
    this.#say(null);
    this.#dialog.showModal();
    this.#area.focus();
    this.#area.setSelectionRange(0, 0);
  }

  #say(error) {
    show(this.#error, error);
    text(this.#error, error ?? "");
    this.#area.setAttribute("aria-invalid", error ? "true" : "false");
  }

  /** Writes the text in the other format, or says why it cannot and stays. */
  #reformat(format) {
    const { item, error } = itemOf(this.#area.value, this.#format);
    const written = item && (format === "plain" ? plainText(item) : dynamoText(item));
    if (written) {
      this.#format = format;
      this.#area.value = written;
      this.#say(null);
      return;
    }
    this.#say(error ?? "This item cannot be told apart in plain JSON.");
    for (const label of this.#formats) {
      label.firstChild.checked = label.firstChild.value === this.#format;
    }
  }

  async #submit(event) {
    event.preventDefault();
    const { item, error } = itemOf(this.#area.value, this.#format);
    const regions = [...this.#regions.querySelectorAll("input:checked")].map(box => box.value);
    if (error || regions.length === 0) {
      this.#say(error ?? "Choose the region to write in.");
      return;
    }
    if (this.#writing === this.#write) {
      return;
    }
    const write = this.#write;
    this.#writing = write;
    try {
      await write(regions, item);
      if (this.#write === write) {
        this.#dialog.close();
      }
    } catch (failure) {
      if (this.#write === write) {
        this.#say(failure.message);
      } else {
        this.#world.tell("trouble", failure.message);
      }
    } finally {
      this.#writing = this.#writing === write ? null : this.#writing;
    }
  }
}
