/** Conflicts as they are decided, newest first. The same two writes meet in every region: they are one entry. */
import { get } from "./api.js";
import { conflictEntry } from "./conflict-entry.js";
import { h, keyed, show, text } from "./dom.js";
import { count } from "./format.js";
import { soon } from "./frame.js";

const KEPT_MAX = 200;
const SHOWN_MAX = 60;
const TABLES_MAX = 10;

export function conflictList(world, root, perform) {
  let entries = new Map();
  let leftOut = 0;
  const list = h("ol", { class: "conflicts" });
  const total = h("p", { class: "hint" });
  const empty = h("p", { class: "empty" }, "No conflict yet. Cut the regions off from each other and write one item in both, or press \u201cMake a conflict\u201d above.");
  const write = keyed(list, entry => entry.key, entry => conflictEntry(world, entry, { perform, reload: () => load([{ name: entry.table }]) }));
  root.append(total, empty, h("div", { class: "scrolls tall", tabindex: "0", role: "region", "aria-label": "Conflicts" }, list));

  function take(conflict) {
    const key = [conflict.table, ...[conflict.winner?.version, conflict.loser?.version].sort(), JSON.stringify(conflict.key)].join(" ");
    const entry = entries.get(key) ?? { key, table: conflict.table, deciders: new Map(), atMillis: 0 };
    entry.deciders.set(conflict.region, conflict);
    entry.atMillis = Math.max(entry.atMillis, conflict.atMillis);
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > KEPT_MAX * 1.5) {
      entries = new Map(newest().slice(0, KEPT_MAX).reverse().map(each => [each.key, each]));
    }
    soon(draw);
  }

  const newest = () => [...entries.values()].sort((a, b) => b.atMillis - a.atMillis);

  function draw() {
    const shown = newest().slice(0, SHOWN_MAX);
    show(empty, shown.length === 0);
    write(shown);
    const all = world.snapshot?.conflicts ?? 0;
    const missed = leftOut > 0 ? ` ${count(leftOut)} came too fast to be shown.` : "";
    text(total, all > 0 ? `${count(all)} decided, ever, in the region that knows of most.${missed}` : "");
  }

  async function load(tables) {
    for (const table of tables.slice(0, TABLES_MAX)) {
      try {
        (await get("/api/conflicts", { table: table.name })).reverse().forEach(take);
      } catch (failure) {
        world.tell("trouble", failure.message);
      }
    }
  }

  world.on("conflict", take);
  world.on("conflicts-left-out", some => (leftOut += some.conflicts));
  let tables = [];
  world.on("tables", all => load((tables = all)));
  world.on("history", () => load(tables));
  world.on("snapshot", () => soon(draw));
}
