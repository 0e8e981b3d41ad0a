/** One item in all regions next to each other, looked at again every second while it is shown. */
import { get, post } from "./api.js";
import { brief } from "./attribute-value.js";
import { comparison } from "./compare.js";
import { attribute, fill, h, regionName, show, text } from "./dom.js";
import { instant } from "./format.js";
import { holders, unknown, verdict } from "./item-everywhere.js";

const AGAIN_MILLIS = 1000;

export class ItemView {
  #world;
  #explorer;
  #heading = h("h3", { id: "item-heading", tabindex: "-1" }, "One item everywhere");
  #verdict = h("p", { class: "verdict" });
  #body = h("div", { class: "scrolls-sideways", tabindex: "0", role: "region", "aria-labelledby": "item-heading" });
  #acts = h("div", { class: "item-acts", hidden: true });
  /** Region → the button that edits the item there. */
  #edits = new Map();
  /** Which item of which table is looked at; another object each time one is opened. */
  #sought = null;
  #shown = null;
  #last = "";
  #asked = 0;
  #answered = 0;
  #again = null;
  node;

  constructor(world, explorer) {
    this.#world = world;
    this.#explorer = explorer;
    this.node = h("div", { class: "item-view" }, this.#heading, this.#verdict, this.#body, this.#acts);
    for (const { name } of world.config.regions) {
      this.#edits.set(name, h("button", { type: "button", class: "small", "aria-label": `Edit in ${name}`, onclick: () => this.#edit(name) }, "Edit"));
      this.#acts.append(h("div", { class: "act-group" }, regionName(world, name), this.#edits.get(name),
        h("button", { type: "button", class: "small", "aria-label": `Delete in ${name}`, onclick: () => this.#delete(name) }, "Delete")));
    }
    document.addEventListener("visibilitychange", () => this.#look());
    this.#empty();
  }

  get key() {
    return this.#sought?.key ?? null;
  }

  open(key, focus) {
    const sought = { table: this.#explorer.table, key };
    if (JSON.stringify(sought) !== JSON.stringify(this.#sought)) {
      this.#forget();
      fill(this.#body, h("p", { class: "empty" }, "Asking the regions."));
    }
    this.#sought = sought;
    this.#last = "";
    text(this.#heading, `${this.#explorer.keyText(key)} everywhere`);
    if (focus) {
      this.#heading.focus();
    }
    this.#look();
  }

  close() {
    this.#sought = null;
    this.#empty();
  }

  /** Looks at it at once, as after a write. */
  look() {
    return this.#look();
  }

  /** What is shown is never that of another item. */
  #forget() {
    this.#shown = null;
    show(this.#acts, false);
    this.#judge("", null);
  }

  #judge(words, equal) {
    text(this.#verdict, words);
    attribute(this.#verdict, "data-equal", equal);
  }

  #empty() {
    clearTimeout(this.#again);
    text(this.#heading, "One item everywhere");
    this.#forget();
    fill(this.#body, h("p", { class: "empty" }, "Choose an item, look one up by its key, or make a conflict: it is shown here as each region holds it."));
  }

  async #look() {
    clearTimeout(this.#again);
    const sought = this.#sought;
    if (sought === null || document.hidden) {
      return;
    }
    const mine = ++this.#asked;
    const newest = () => sought === this.#sought && mine > this.#answered;
    const answer = await get("/api/item", { table: sought.table, key: JSON.stringify(sought.key) }).then(said => () => this.#show(said), failure => () => this.#fail(failure));
    if (sought === this.#sought) {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#look(), AGAIN_MILLIS);
    }
    if (newest()) {
      this.#answered = mine;
      answer();
    }
  }

  #fail(failure) {
    this.#judge(failure.message, null);
    this.#last = "";
    if (this.#shown === null) {
      fill(this.#body);
    }
  }

  #show(said) {
    this.#shown = said;
    show(this.#acts, true);
    for (const [name, edit] of this.#edits) {
      const region = holders(said).find(each => each.name === name);
      edit.disabled = !region || unknown(region) !== null;
    }
    const now = JSON.stringify(said);
    if (now === this.#last) {
      return;
    }
    this.#last = now;
    this.#judge(verdict(said, this.#world.config.regions.length), String(said.equal));
    fill(this.#body, comparison("The item as each region holds it now", holders(said).map(region => this.#column(region)), this.#explorer.keyNames));
  }

  #column(region) {
    const head = regionName(this.#world, region.name);
    const words = unknown(region);
    if (words) {
      return { head, item: null, unknown: words, facts: {} };
    }
    const context = (region.context ?? []).map(each => `${each.region} ${instant(each.atMillis)}`).join("\n");
    return {
      head,
      item: region.item ?? null,
      facts: {
        state: region.item ? "there" : region.deleted ? "deleted; its tombstone is kept" : "never written, or forgotten",
        version: region.version ?? "\u2013",
        "written in": region.origin ? regionName(this.#world, region.origin) : "\u2013",
        "written at": instant(region.writtenAtMillis),
        "has seen": h("span", { class: "context" }, context || "\u2013"),
      },
    };
  }

  #edit(region) {
    const held = this.#shown?.regions.find(each => each.name === region)?.item ?? this.key;
    this.#explorer.edit(`Edit ${brief({ M: this.key })}`, held, [region]);
  }

  async #delete(region) {
    const sought = this.#sought;
    await this.#explorer.perform(() => post("/api/item/delete", { region, ...sought }), `Deleted in ${region}`);
    await this.#look();
  }
}
