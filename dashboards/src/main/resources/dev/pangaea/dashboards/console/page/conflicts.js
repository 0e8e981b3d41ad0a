/**
 * Conflicts as they are decided, newest first. The same two writes meet in every region: they are one entry. The list is drawn
 * calmly, and stands still while somebody is at it: then what is newer waits for a button.
 */
import { get } from "./api.js";
import { conflictEntry } from "./conflict-entry.js";
import { h, keyed, show, text } from "./dom.js";
import { count } from "./format.js";
import { calmly } from "./frame.js";
import { LeftOut } from "./left-out.js";

const KEPT_MAX = 200;
const SHOWN_MAX = 60;
const TABLES_MAX = 10;
const DRAW_MILLIS = 1000;

export function conflictList(world, root, perform) {
  let entries = new Map();
  let shown = [];
  let tables = [];
  const leftOut = new LeftOut();
  const list = h("ol", { class: "conflicts" });
  const scroller = h("div", { class: "scrolls tall", tabindex: "0", role: "region", "aria-label": "List of conflicts" }, list);
  const newer = h("button", { type: "button", class: "small", hidden: true, onclick: follow });
  const total = h("p", { class: "hint" });
  const empty = h("p", { class: "empty" }, "No conflict yet. Cut the regions off from each other and write one item in both, or press \u201cMake a conflict\u201d above.");
  const write = keyed(list, entry => entry.key, entry => conflictEntry(world, entry, { perform, reload: () => load([{ name: entry.table }]) }));
  const drawn = calmly(() => draw(false), DRAW_MILLIS);
  root.append(h("div", { class: "conflicts-head" }, total, newer), empty, scroller);

  function take(conflict) {
    const key = [conflict.table, ...[conflict.winner?.version, conflict.loser?.version].sort(), JSON.stringify(conflict.key)].join(" ");
    const entry = entries.get(key) ?? { key, table: conflict.table, deciders: new Map(), atMillis: 0, revision: 0 };
    // What was restored stays so: an answer may have been made before.
    const restoredAs = conflict.restoredAs ?? entry.deciders.get(conflict.region)?.restoredAs ?? null;
    entry.deciders.set(conflict.region, { ...conflict, restoredAs });
    entry.atMillis = Math.max(entry.atMillis, conflict.atMillis);
    entry.revision++;
    entries.set(key, entry);
    if (entries.size > KEPT_MAX * 1.5) {
      const kept = new Map([...newest().slice(0, KEPT_MAX), ...shown].map(each => [each.key, each]));
      leftOut.forget([...entries.values()].filter(each => !kept.has(each.key)));
      entries = kept;
    }
    drawn();
  }

  const newest = () => [...entries.values()].sort((a, b) => b.atMillis - a.atMillis);

  /** Whether somebody reads or is about to press what must not move. */
  const held = () => scroller.scrollTop > 0 || list.querySelector("details[open]") !== null
    || [list, newer].some(each => each.contains(document.activeElement) || each.matches(":hover"));

  /** @param anew whether the newest are shown whoever is at the list */
  function draw(anew) {
    const wanted = newest().slice(0, SHOWN_MAX);
    if (anew || !held()) {
      shown = wanted;
    }
    show(empty, shown.length === 0);
    write(shown);
    const there = new Set(shown);
    const waiting = wanted.filter(entry => !there.has(entry)).length;
    text(newer, `Show ${count(waiting)} newer`);
    show(newer, waiting > 0);
    const all = world.snapshot?.conflicts ?? 0;
    const unseen = leftOut.unseen([...entries.values()]);
    const missed = unseen > 0 ? ` ${count(unseen)} came too fast to be shown.` : "";
    const old = tables.length > TABLES_MAX ? ` Older ones are listed of ${count(TABLES_MAX)} of ${count(tables.length)} tables.` : "";
    text(total, all > 0 ? `${count(all)} decided, ever, in the region that knows of most.${missed}${old}` : "");
  }

  /** The button goes, so the keyboard goes to the list. */
  function follow() {
    draw(true);
    scroller.scrollTop = 0;
    scroller.focus({ preventScroll: true });
  }

  async function load(some) {
    for (const table of some.slice(0, TABLES_MAX)) {
      try {
        (await get("/api/conflicts", { table: table.name })).reverse().forEach(take);
      } catch (failure) {
        world.tell("trouble", failure.message);
      }
    }
  }

  world.on("conflict", take);
  world.on("conflicts-left-out", some => leftOut.add(some));
  world.on("tables", all => load((tables = all)));
  world.on("history", () => load(tables));
  world.on("snapshot", drawn);
}
