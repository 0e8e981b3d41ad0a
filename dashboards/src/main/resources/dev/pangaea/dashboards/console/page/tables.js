/** What each region holds of each table: items, conflicts, changes kept aside, tombstones and who is awaited, indexes being built. */
import { fill, h, regionName, show, text } from "./dom.js";
import { count, duration, listed, plural, UNKNOWN } from "./format.js";
import { soon } from "./frame.js";

const ROWS_MAX = 100;

export function tableStanding(world, root) {
  const body = h("tbody");
  const empty = h("p", { class: "empty" }, "No table yet.");
  const table = h("table", { class: "stacks standing" },
    h("caption", null, "A tombstone is what is left of a deleted item. It is dropped once every region has said that it has the deletion."),
    h("thead", null, h("tr", null, ["Table", "Region", "Items", "Conflicts", "Kept aside", "Tombstones", "Oldest", "Waits for"].map((name, index) =>
      h("th", { scope: "col", class: index > 1 && index < 7 ? "number" : null }, name)))),
    body);
  const others = h("p", { class: "hint", hidden: true });
  let last = "";
  root.append(empty, others, h("div", { class: "scrolls tall", tabindex: "0", role: "region", "aria-label": "Tables by region" }, table));

  world.on("snapshot", () => soon(() => {
    const all = world.snapshot.regions.flatMap(region => (region.tables ?? []).map(each => ({ region: region.name, heard: region.reachable, table: each })))
      .filter(row => !row.table.name.startsWith("pangaea."))
      .sort((a, b) => (a.table.name < b.table.name ? -1 : a.table.name > b.table.name ? 1 : 0));
    const rows = wholeTables(all);
    const leftOut = names(all).size - names(rows).size;
    show(others, leftOut > 0);
    text(others, leftOut > 0 ? `${plural(leftOut, "more table")} not shown: there is room for the first ${count(names(rows).size)} by name.` : "");
    show(empty, rows.length === 0);
    show(table, rows.length > 0);
    const said = rows.map(row => ({ ...row, waits: waitsFor(row, world.snapshot.atMillis) }));
    const now = JSON.stringify(said.map(row => [row.region, row.heard, row.table, row.waits]));
    if (now !== last) {
      last = now;
      fill(body, said.map(row => standing(world, row)));
    }
  }));
}

const names = rows => new Set(rows.map(row => row.table.name));

/** The first rows, without those of a table that does not fit whole. */
function wholeTables(rows) {
  const cut = rows[ROWS_MAX]?.table.name;
  return rows.slice(0, ROWS_MAX).filter(row => row.table.name !== cut);
}

/** Whose word a region waits for, in words; a region that does not answer may have it by now. */
function waitsFor({ heard, table }, nowMillis) {
  const awaited = table.tombstones?.awaited ?? [];
  if (!heard) {
    return UNKNOWN;
  }
  return awaited.length > 0 ? listed(awaited.map(each => `${each.region} for ${duration(Math.max(0, nowMillis - each.sinceMillis))}`)) : "nobody";
}

function standing(world, { region, heard, table, waits }) {
  const { tombstones } = table;
  const number = (name, value) => h("td", { class: "number figure", "data-label": name }, heard ? value : UNKNOWN);
  const building = (heard ? table.indexes ?? [] : []).filter(index => index.status !== "ACTIVE")
    .map(index => `index ${index.name} ${String(index.status).toLowerCase()}, ${count(index.itemsLookedAt)} of ${count(index.itemsOfTable)} items`);
  return h("tr", { "data-state": heard ? null : "silent" },
    h("th", { scope: "row" }, table.name, table.status && table.status !== "ACTIVE" ? h("span", { class: "tag" }, table.status.toLowerCase()) : null,
      building.map(words => h("span", { class: "under" }, words))),
    h("td", { "data-label": "Region" }, regionName(world, region), heard ? null : h("span", { class: "under" }, "does not answer")),
    number("Items", count(table.items)), number("Conflicts", count(table.conflicts)), number("Kept aside", count(table.quarantined)),
    number("Tombstones", count(tombstones?.kept)), number("Oldest", tombstones?.kept > 0 ? duration(tombstones.oldestMillis) : UNKNOWN),
    h("td", { "data-label": "Waits for" }, waits));
}
