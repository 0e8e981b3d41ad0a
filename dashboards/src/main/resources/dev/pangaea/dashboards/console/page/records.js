/**
 * The tail of each region's change log. While it runs, the newest few records, once a second: more nobody reads. When it is
 * paused, as many as are kept.
 */
import { path } from "./api.js";
import { brief } from "./attribute-value.js";
import { attribute, fill, h, regionName, show, text } from "./dom.js";
import { count, instant, rate } from "./format.js";
import { calmly } from "./frame.js";
import { field } from "./items.js";

/** The server hands out no more at once. */
const KEPT_MAX = 200;
const RUNNING_ROWS = 12;
const DRAW_MILLIS = 1000;
const AGAIN_MILLIS = 3000;
/** How a tail stands, in words. It listens from when its stream is open until that is lost or let go. */
const IDLE = "Not listening.";
const TRYING = "Trying to listen.";
const LISTENING = "Listening.";
/** A browser keeps six connections to one server; the page needs some of them for itself. */
const LISTENED_MAX = 3;
const BEATS = new Set(["heartbeat", "told", "watermark"]);

export function recordTails(world, root) {
  let paused = false;
  let seen = false;
  let heartbeats = false;
  let table = null;
  const tableSelect = h("select", { id: "records-table", onchange: () => { table = tableSelect.value; restart(); } });
  const pause = h("button", { type: "button", "aria-pressed": "false", onclick: () => { paused = !paused; attribute(pause, "aria-pressed", String(paused)); text(pause, paused ? "Go on" : "Pause"); tails.forEach(tail => tail.pause(paused)); restart(); } }, "Pause");
  const all = h("label", { class: "field inline" }, h("input", { type: "checkbox", onchange: event => { heartbeats = event.target.checked; tails.forEach(tail => tail.clear()); restart(); } }), " also heartbeats");
  const tails = world.config.regions.map((region, index) => new Tail(world, region.name, index < LISTENED_MAX));
  root.append(h("div", { class: "tools" }, field("Table", tableSelect), pause, all),
    h("div", { class: "tails" }, tails.map(tail => tail.node)));

  const restart = () => tails.forEach(tail => tail.listen(table, heartbeats, seen && !paused && !document.hidden));
  new IntersectionObserver(entries => { seen = entries.at(-1).isIntersecting; restart(); }, { rootMargin: "200px" }).observe(root);
  document.addEventListener("visibilitychange", restart);
  world.on("tables", tables => {
    fill(tableSelect, tables.map(each => h("option", null, each.name)));
    table = tables.some(each => each.name === table) ? table : tables[0]?.name ?? null;
    tableSelect.value = table ?? "";
    restart();
  });
}

/** One region's tail: the newest records, and a few rows that are made once and written over. */
class Tail {
  #world;
  #region;
  #wanted;
  #query = null;
  #asked = null;
  #source = null;
  #paused = false;
  #records = [];
  #rows = [];
  #passed = 0;
  #standing = IDLE;
  #drawn = { passed: 0, at: -Infinity };
  #list = h("tbody");
  #scroller;
  #words = h("p", { class: "hint" });
  #empty = h("p", { class: "empty" });
  #soon = calmly(() => this.#draw(), DRAW_MILLIS);
  node;

  constructor(world, region, wanted) {
    this.#world = world;
    this.#region = region;
    this.#wanted = wanted;
    const id = `tail-${world.place(region)}`;
    this.#scroller = h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": `Newest records of ${region}` },
      h("table", { class: "records" },
        h("caption", { class: "unseen" }, `Records of the change log of ${region}, newest first`),
        h("colgroup", null, ["time", "kind", "key", "from", "outcome"].map(name => h("col", { class: `col-${name}` }))),
        h("thead", null, h("tr", null, ["Time", "What", "Key and attributes", "From", "Outcome"].map(name => h("th", { scope: "col" }, name)))), this.#list));
    this.node = h("section", { class: `tail region-${world.place(region)}`, "aria-labelledby": id },
      h("h3", { id }, regionName(world, region)), this.#words, this.#scroller, this.#empty,
      wanted ? null : h("label", { class: "field inline" }, h("input", { type: "checkbox", onchange: event => { this.#wanted = event.target.checked; this.#again(); } }), " listen"));
    this.#draw();
  }

  clear() {
    this.#records = [];
    this.#passed = 0;
    this.#drawn = { passed: 0, at: -Infinity };
    this.#draw();
  }

  pause(paused) {
    this.#paused = paused;
    this.#scroller.scrollTop = 0;
    this.#draw();
  }

  /** @param now whether to listen now */
  listen(table, heartbeats, now) {
    if (this.#query !== null && this.#query.table !== table) {
      this.clear();
    }
    this.#query = { table, region: this.#region, heartbeats };
    const asked = table !== null && now ? path("/api/records", this.#query) : null;
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#again();
    }
  }

  #again() {
    this.#source?.close();
    this.#source = null;
    this.#drawn = { passed: this.#passed, at: performance.now() };
    if (this.#asked === null || !this.#wanted) {
      this.#stands(IDLE);
      return;
    }
    this.#source = new EventSource(this.#asked);
    this.#stands(TRYING);
    this.#source.addEventListener("batch", event => this.#take(JSON.parse(event.data)));
    this.#source.addEventListener("open", () => this.#stands(LISTENING));
    this.#source.addEventListener("error", () => this.#lost(this.#source));
  }

  /** A tail that is refused is not asked for again by the browser; it is here, after a while. */
  #lost(source) {
    this.#stands(TRYING);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => source === this.#source && this.#again(), AGAIN_MILLIS);
    }
  }

  #stands(standing) {
    this.#standing = standing;
    this.#soon();
  }

  #take({ skipped, records }) {
    this.#passed += skipped + records.length;
    this.#records = [...this.#records, ...records].slice(-KEPT_MAX);
    this.#soon();
  }

  #draw() {
    const newest = this.#records.slice(this.#paused ? -KEPT_MAX : -RUNNING_ROWS).reverse();
    while (this.#rows.length > Math.max(newest.length, RUNNING_ROWS)) {
      this.#rows.pop().remove();
    }
    newest.forEach((record, index) => {
      this.#rows[index] ??= new RecordRow(this.#world, this.#list);
      this.#rows[index].write(record);
    });
    for (let index = newest.length; index < this.#rows.length; index++) {
      this.#rows[index].hide();
    }
    show(this.#empty, newest.length === 0);
    text(this.#empty, this.#standing === LISTENING ? "Records are shown as they are applied: write something, or start a load." : "No records.");
    this.#tell(newest.length);
  }

  #tell(shown) {
    const now = performance.now();
    const came = this.#passed - this.#drawn.passed;
    const perSecond = came / Math.max(1, (now - this.#drawn.at) / 1000);
    this.#drawn = { passed: this.#passed, at: now };
    const said = this.#paused ? ` The newest ${count(shown)} are kept to read.`
      : came > shown ? ` About ${rate(perSecond)} a second: the newest ${count(shown)} are shown; pause to read the last ${count(KEPT_MAX)}.`
        : shown < this.#records.length ? ` Pause to read the last ${count(this.#records.length)}.` : "";
    text(this.#words, `${count(this.#passed)} records came by. ${this.#standing}${said}`);
  }
}

/** A row, of which only what changed is written. */
class RecordRow {
  #world;
  #cells = ["time figure", "kind", "key", "from", "outcome"].map(name => h("td", { class: name }, ""));
  #row;
  #shown = null;

  constructor(world, list) {
    this.#world = world;
    this.#row = h("tr", null, this.#cells);
    list.append(this.#row);
  }

  write(record) {
    show(this.#row, true);
    if (this.#shown === record) {
      return;
    }
    this.#shown = record;
    const [time, kind, key, from, outcome] = this.#cells;
    const value = record.item ? Object.entries(record.item).filter(([name]) => !Object.hasOwn(record.key ?? {}, name)).map(([name, each]) => `${name}: ${brief(each)}`).join(", ") : "";
    text(time, instant(record.atMillis));
    text(kind, record.kind);
    text(key, `${record.key ? Object.values(record.key).map(brief).join(", ") : ""}${value ? `  ${value}` : ""}`.slice(0, 120));
    text(from, record.origin ?? "");
    attribute(from, "class", `from ${record.origin ? `region-name region-${this.#world.place(record.origin)}` : ""}`);
    text(outcome, record.replicated ? String(record.outcome ?? "arrived").replaceAll("_", " ") : BEATS.has(record.kind) ? "" : "written here");
    attribute(this.#row, "data-replicated", String(Boolean(record.replicated)));
    attribute(this.#row, "title", `partition ${record.partition}, offset ${record.offset}, version ${record.version ?? "none"}`);
  }

  hide() {
    show(this.#row, false);
  }

  remove() {
    this.#row.remove();
  }
}
