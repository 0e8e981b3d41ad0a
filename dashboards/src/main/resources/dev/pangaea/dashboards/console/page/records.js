/** The tail of each region's change log: a bounded list each, drawn a few times a second however fast records come. */
import { path } from "./api.js";
import { brief } from "./attribute-value.js";
import { attribute, fill, h, regionName, show, text } from "./dom.js";
import { count, instant } from "./format.js";
import { soon } from "./frame.js";
import { field } from "./items.js";

const KEPT_MAX = 200;
const DRAW_MILLIS = 250;
const AGAIN_MILLIS = 3000;
const LISTENING = "Listening. Records are shown as they are applied: write something, or start a load.";
/** A browser keeps six connections to one server; the page needs some of them for itself. */
const LISTENED_MAX = 3;
const QUIET_KINDS = new Set(["heartbeat", "told", "watermark", "noop"]);

export function recordTails(world, root) {
  let paused = false;
  let seen = false;
  let quiet = true;
  let table = null;
  const tableSelect = h("select", { id: "records-table", onchange: () => { table = tableSelect.value; restart(); } });
  const pause = h("button", { type: "button", "aria-pressed": "false", onclick: () => { paused = !paused; attribute(pause, "aria-pressed", String(paused)); text(pause, paused ? "Go on" : "Pause"); restart(); } }, "Pause");
  const all = h("label", { class: "field inline" }, h("input", { type: "checkbox", onchange: event => { quiet = !event.target.checked; tails.forEach(tail => tail.clear()); } }), " also heartbeats");
  const tails = world.config.regions.map((region, index) => new Tail(world, region.name, index < LISTENED_MAX, () => quiet));
  root.append(h("div", { class: "tools" }, field("Table", tableSelect), pause, all),
    h("div", { class: "tails" }, tails.map(tail => tail.node)));

  const restart = () => tails.forEach(tail => tail.listen(seen && !paused && !document.hidden ? table : null));
  new IntersectionObserver(entries => { seen = entries.at(-1).isIntersecting; restart(); }, { rootMargin: "200px" }).observe(root);
  document.addEventListener("visibilitychange", restart);
  world.on("tables", tables => {
    fill(tableSelect, tables.map(each => h("option", null, each.name)));
    table = tables.some(each => each.name === table) ? table : tables[0]?.name ?? null;
    tableSelect.value = table ?? "";
    restart();
  });
}

/** One region's tail: a ring of the newest records, and as many rows, made once and written over. */
class Tail {
  #world;
  #region;
  #wanted;
  #quiet;
  #table = null;
  #source = null;
  #records = [];
  #rows = [];
  #skipped = 0;
  #passed = 0;
  #timer = null;
  #list = h("tbody");
  #words = h("p", { class: "hint" });
  #empty = h("p", { class: "empty" }, LISTENING);
  node;

  constructor(world, region, wanted, quiet) {
    this.#world = world;
    this.#region = region;
    this.#wanted = wanted;
    this.#quiet = quiet;
    const id = `tail-${world.place(region)}`;
    this.node = h("section", { class: `tail region-${world.place(region)}`, "aria-labelledby": id },
      h("h3", { id }, regionName(world, region)), this.#words,
      h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-labelledby": id },
        h("table", { class: "records" },
          h("caption", { class: "unseen" }, `Records of the change log of ${region}, newest first`),
          h("colgroup", null, ["time", "kind", "key", "from", "outcome"].map(name => h("col", { class: `col-${name}` }))),
          h("thead", null, h("tr", null, ["Time", "What", "Key and attributes", "From", "Outcome"].map(name => h("th", { scope: "col" }, name)))), this.#list)),
      this.#empty,
      wanted ? null : h("label", { class: "field inline" }, h("input", { type: "checkbox", onchange: event => { this.#wanted = event.target.checked; this.#again(); } }), " listen"));
  }

  clear() {
    this.#records = [];
    this.#draw();
  }

  listen(table) {
    if (table !== this.#table) {
      this.#table = table;
      this.#again();
    }
  }

  #again() {
    this.#source?.close();
    this.#source = null;
    if (this.#table === null || !this.#wanted) {
      return;
    }
    this.#source = new EventSource(path("/api/records", { table: this.#table, region: this.#region }));
    text(this.#empty, LISTENING);
    this.#source.addEventListener("message", event => this.#take(JSON.parse(event.data)));
    this.#source.addEventListener("skipped", event => {
      this.#skipped += JSON.parse(event.data).records;
      this.#later();
    });
    this.#source.addEventListener("error", () => this.#lost(this.#source));
  }

  /** A tail that is refused is not asked for again by the browser; it is here, after a while. */
  #lost(source) {
    if (source.readyState === EventSource.CLOSED) {
      text(this.#empty, `The records of ${this.#region} cannot be listened to now. Trying again.`);
      setTimeout(() => source === this.#source && this.#again(), AGAIN_MILLIS);
    }
  }

  #take(record) {
    if (this.#quiet() && QUIET_KINDS.has(record.kind)) {
      return;
    }
    this.#passed++;
    this.#records.push(record);
    if (this.#records.length > KEPT_MAX * 2) {
      this.#records = this.#records.slice(-KEPT_MAX);
    }
    this.#later();
  }

  #later() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      soon(() => this.#draw());
    }, DRAW_MILLIS);
  }

  #draw() {
    const newest = this.#records.slice(-KEPT_MAX).reverse();
    newest.forEach((record, index) => {
      this.#rows[index] ??= new RecordRow(this.#world, this.#list);
      this.#rows[index].write(record);
    });
    for (let index = newest.length; index < this.#rows.length; index++) {
      this.#rows[index].hide();
    }
    show(this.#empty, newest.length === 0);
    text(this.#words, `${count(this.#passed)} records seen${this.#skipped > 0 ? `, ${count(this.#skipped)} skipped as too fast to show` : ""}`);
  }
}

class RecordRow {
  #world;
  #cells = ["time figure", "kind", "key", "from", "outcome"].map(name => h("td", { class: name }));
  #row;
  #shown = null;

  constructor(world, list) {
    this.#world = world;
    this.#row = h("tr", null, this.#cells);
    list.append(this.#row);
  }

  write(record) {
    if (this.#shown === record) {
      return;
    }
    this.#shown = record;
    show(this.#row, true);
    const [time, kind, key, from, outcome] = this.#cells;
    const value = record.item ? Object.entries(record.item).filter(([name]) => !(name in (record.key ?? {}))).map(([name, each]) => `${name}: ${brief(each)}`).join(", ") : "";
    text(time, instant(record.atMillis));
    text(kind, record.kind);
    text(key, `${record.key ? Object.values(record.key).map(brief).join(", ") : ""}${value ? `  ${value}` : ""}`.slice(0, 120));
    text(from, record.origin ?? "");
    attribute(from, "class", `from ${record.origin ? `region-name region-${this.#world.place(record.origin)}` : ""}`);
    text(outcome, record.replicated ? String(record.outcome ?? "arrived").replaceAll("_", " ") : QUIET_KINDS.has(record.kind) ? "" : "written here");
    attribute(this.#row, "data-replicated", String(Boolean(record.replicated)));
    attribute(this.#row, "title", `partition ${record.partition}, offset ${record.offset}, version ${record.version ?? "none"}`);
  }

  hide() {
    show(this.#row, false);
  }
}
