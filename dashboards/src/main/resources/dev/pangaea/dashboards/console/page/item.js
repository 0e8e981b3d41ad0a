/** One item in all regions next to each other, looked at again every second while it is shown. */
import { get, post } from "./api.js";
import { brief } from "./attribute-value.js";
import { comparison } from "./compare.js";
import { fill, h, regionName, show, text } from "./dom.js";
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
  #key = null;
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
    fill(this.#acts, world.config.regions.map(({ name }) => h("div", { class: "act-group" }, regionName(world, name),
      h("button", { type: "button", class: "small", "aria-label": `Edit in ${name}`, onclick: () => this.#edit(name) }, "Edit"),
      h("button", { type: "button", class: "small", "aria-label": `Delete in ${name}`, onclick: () => this.#delete(name) }, "Delete"))));
    document.addEventListener("visibilitychange", () => this.#look());
    this.#empty();
  }

  get key() {
    return this.#key;
  }

  open(key, focus) {
    this.#key = key;
    this.#last = "";
    text(this.#heading, `${this.#explorer.keyText(key)} everywhere`);
    if (focus) {
      this.#heading.focus();
    }
    this.#look();
  }

  close() {
    this.#key = null;
    this.#empty();
  }

  /** Looks at it at once, as after a write. */
  look() {
    return this.#look();
  }

  #empty() {
    clearTimeout(this.#again);
    text(this.#heading, "One item everywhere");
    text(this.#verdict, "");
    show(this.#acts, false);
    fill(this.#body, h("p", { class: "empty" }, "Choose an item, look one up by its key, or make a conflict: it is shown here as each region holds it."));
  }

  async #look() {
    clearTimeout(this.#again);
    const key = this.#key;
    if (key === null || document.hidden) {
      return;
    }
    const mine = ++this.#asked;
    const newest = () => key === this.#key && mine > this.#answered;
    try {
      const said = await get("/api/item", { table: this.#explorer.table, key: JSON.stringify(key) });
      if (newest()) {
        this.#answered = mine;
        this.#show(said);
      }
    } catch (failure) {
      if (newest()) {
        this.#answered = mine;
        text(this.#verdict, failure.message);
        this.#last = "";
      }
    }
    if (key === this.#key) {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#look(), AGAIN_MILLIS);
    }
  }

  #show(said) {
    this.#shown = said;
    show(this.#acts, true);
    const now = JSON.stringify(said);
    if (now === this.#last) {
      return;
    }
    this.#last = now;
    text(this.#verdict, verdict(said));
    this.#verdict.dataset.equal = String(said.equal);
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
    const held = this.#shown?.regions.find(each => each.name === region)?.item ?? this.#key;
    this.#explorer.edit(`Edit ${brief({ M: this.#key })}`, held, [region]);
  }

  async #delete(region) {
    await this.#explorer.perform(() => post("/api/item/delete", { region, table: this.#explorer.table, key: this.#key }), `Deleted in ${region}`);
    await this.#look();
  }
}
