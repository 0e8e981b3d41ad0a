/** Conflicts as they are decided, newest first: both writes, what decided, what of the loser is gone, and bringing it back. */
import { get, post } from "./api.js";
import { brief } from "./attribute-value.js";
import { comparison } from "./compare.js";
import { fill, h, keyed, regionName, show, text } from "./dom.js";
import { count, instant, listed } from "./format.js";
import { soon } from "./frame.js";

const KEPT_MAX = 200;
const SHOWN_MAX = 60;

export function conflictList(world, root, perform) {
  /** The same two writes meet in every region: one entry, with the regions that have decided. */
  let entries = new Map();
  const list = h("ol", { class: "conflicts" });
  const total = h("p", { class: "hint" });
  const empty = h("p", { class: "empty" }, "No conflict yet. Cut the regions off from each other and write one item in both, or press \u201cMake a conflict\u201d in Items.");
  const write = keyed(list, entry => entry.key, entry => conflictEntry(world, entry, perform));
  root.append(total, empty, h("div", { class: "scrolls tall", tabindex: "0", role: "region", "aria-label": "Conflicts" }, list));

  function take(conflict) {
    const key = [conflict.table, conflict.winner?.version, conflict.loser?.version, JSON.stringify(conflict.key)].join(" ");
    const entry = entries.get(key) ?? { key, deciders: new Map(), atMillis: 0 };
    entry.deciders.set(conflict.region, conflict);
    entry.atMillis = Math.max(entry.atMillis, conflict.atMillis);
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > KEPT_MAX * 1.5) {
      entries = new Map([...entries].sort(([, a], [, b]) => b.atMillis - a.atMillis).slice(0, KEPT_MAX).reverse());
    }
    soon(draw);
  }

  function draw() {
    const newest = [...entries.values()].sort((a, b) => b.atMillis - a.atMillis).slice(0, SHOWN_MAX);
    show(empty, newest.length === 0);
    write(newest);
    const all = world.snapshot?.conflicts ?? 0;
    text(total, all > 0 ? `${count(all)} entries in the ledgers of all regions. The newest ${Math.min(newest.length, SHOWN_MAX)} are shown.` : "");
  }

  async function load(tables) {
    for (const table of tables.slice(0, 10)) {
      try {
        (await get("/api/conflicts", { table: table.name })).reverse().forEach(take);
      } catch (failure) {
        world.tell("trouble", failure.message);
      }
    }
  }

  world.on("conflict", take);
  world.on("tables", load);
  world.on("snapshot", () => soon(draw));
}

function conflictEntry(world, entry, perform) {
  let seen = "";
  const summary = h("summary");
  const body = h("div", { class: "conflict-body" });
  const details = h("details", { ontoggle: () => { seen = ""; update(entry); } }, summary, body);
  const node = h("li", null, details);
  return { node, update };

  function update(now) {
    const state = `${[...now.deciders.values()].map(each => `${each.id}${each.restoredAs}`)} ${details.open}`;
    if (state === seen) {
      return;
    }
    seen = state;
    const conflict = now.deciders.values().next().value;
    fill(summary, ...headline(world, now, conflict));
    fill(body, details.open ? story(world, now, conflict, perform) : []);
  }
}

function headline(world, entry, conflict) {
  const { winner, loser } = conflict;
  return [
    h("time", { class: "figure" }, instant(entry.atMillis)),
    h("span", { class: "conflict-key" }, `${conflict.table} ${Object.values(conflict.key ?? {}).map(brief).join(", ")}`),
    h("span", { class: "conflict-sides" }, regionName(world, winner.region), h("span", { class: "over" }, merged(conflict) ? "met" : "over"), regionName(world, loser.region)),
    restored(entry) ? h("span", { class: "tag" }, "restored") : null,
  ].filter(Boolean);
}

const merged = conflict => /merge/i.test(conflict.outcome ?? "") || /merge/i.test(conflict.rule ?? "");

const restored = entry => [...entry.deciders.values()].find(each => each.restoredAs)?.restoredAs ?? null;

function story(world, entry, conflict, perform) {
  const { winner, loser } = conflict;
  const deciders = [...entry.deciders.keys()];
  const side = (name, of) => ({
    head: h("span", null, `${name}: `, regionName(world, of.region)),
    item: of.item ?? null,
    unknown: of.item === null || of.item === undefined ? (conflict.imagesLeftOut ? "too large to keep here" : "a deletion") : null,
    facts: { version: of.version ?? "\u2013", "written at": instant(of.atMillis) },
  });
  const says = h("p", { class: "hint", role: "status" });
  const as = restored(entry);
  const restore = h("button", { type: "button", onclick: () => bringBack(entry, conflict, restore, says, perform) }, `Restore the write of ${loser.region}`);
  return [
    h("p", null, `${ruleInWords(conflict)} Decided in ${listed(deciders)}. `, lostInWords(conflict)),
    h("div", { class: "scrolls-sideways", tabindex: "0", role: "region", "aria-label": "Both writes" },
      comparison("Both writes as they were made", [side(merged(conflict) ? "One side" : "Won", winner), side(merged(conflict) ? "Other side" : "Lost", loser)], Object.keys(conflict.key ?? {}))),
    as ? h("p", null, `Restored as version ${as}.`) : restore,
    says,
  ];
}

function ruleInWords(conflict) {
  const rule = String(conflict.rule ?? "");
  return /last.writer/i.test(rule) ? "Neither had seen the other; the later write won." : `Neither had seen the other. Rule: ${rule || "not told"}, outcome: ${conflict.outcome ?? "not told"}.`;
}

function lostInWords(conflict) {
  const { lost } = conflict;
  const names = Array.isArray(lost) ? lost : lost && typeof lost === "object" ? Object.values(lost).flat().filter(each => typeof each === "string") : [];
  return names.length > 0 ? `Gone of the loser: ${listed(names)}.` : "";
}

async function bringBack(entry, conflict, button, says, perform) {
  button.disabled = true;
  const body = { region: conflict.region, id: conflict.id, side: conflict.loser.side ?? "loser" };
  const done = await perform(() => post("/api/conflicts/restore", body), `The write of ${conflict.loser.region} is restored as a new write`);
  if (done) {
    text(says, "Restored as a new write; it reaches all regions.");
    conflict.restoredAs = done.restoredAs ?? done.version ?? "a new write";
  } else {
    button.disabled = false;
  }
}
