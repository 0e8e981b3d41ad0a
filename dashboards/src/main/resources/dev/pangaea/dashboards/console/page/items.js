/** The item explorer: a table's or an index's items by pages, one of them in all regions, and writing. */
import { get, post, Refused } from "./api.js";
import { brief } from "./attribute-value.js";
import { attribute, fill, h, keyed, show, text } from "./dom.js";
import { Editor } from "./editor.js";
import { listed, plural } from "./format.js";
import { ItemView } from "./item.js";

const PAGE_ITEMS = 25;
const AGAIN_SNAPSHOTS = 3;

export function itemExplorer(world, root, perform) {
  const editor = new Editor(world);
  let tables = [];
  let toldTables = null;
  let table = null;
  let after = [null];
  let next = null;
  let asked = 0;
  /** Which page the list shows, as text. */
  let listedOf = null;
  const troubles = { tables: null, items: null };
  const tableSelect = h("select", { id: "items-table", onchange: () => choose(tableSelect.value) });
  const indexSelect = h("select", { id: "items-index", onchange: () => first() });
  const regionSelect = h("select", { id: "items-region", onchange: () => first() }, world.config.regions.map(({ name }) => h("option", null, name)));
  const keyFields = h("span", { class: "key-fields" });
  const says = h("p", { class: "hint", role: "status" });
  const others = h("p", { class: "hint tables-left-out", hidden: true });
  const list = h("tbody");
  const back = h("button", { type: "button", class: "small", onclick: previous }, "Previous");
  const on = h("button", { type: "button", class: "small", onclick: following }, "Next");
  const empty = h("p", { class: "empty", hidden: true });
  const lookUpByKey = h("button", { type: "submit", disabled: true }, "Look up");
  const create = h("button", { type: "button", disabled: true, onclick: () => explorer.edit("New item", sample(), [regionSelect.value]) }, "New item");
  const makeConflict = h("button", { type: "button", class: "main", disabled: true, onclick: conflict }, "Make a conflict");
  const explorer = {
    get table() { return table?.name; },
    get keyNames() { return (table?.keySchema ?? []).map(each => each.name); },
    keyText: key => Object.values(key).map(brief).join(", "),
    perform: (action, done) => perform(action, done).then(load),
    edit(title, item, regions) {
      const into = table;
      editor.open(title, item, regions, (chosen, written) => write(into, chosen, written));
    },
  };
  const view = new ItemView(world, explorer);
  /** @param into the table that was shown when the dialog was opened: another one may be by now */
  const write = async (into, regions, item) => {
    const outcomes = await Promise.allSettled(regions.map(region => post("/api/item", { region, table: into.name, item })));
    const [done, failed] = ["fulfilled", "rejected"].map(status => regions.filter((_, index) => outcomes[index].status === status));
    if (done.length > 0 && table?.name === into.name) {
      view.open(keyOf(item), false);
      await load();
    }
    if (failed.length > 0) {
      const { message } = outcomes.find(each => each.status === "rejected").reason;
      throw new Refused(done.length > 0 ? `Written in ${listed(done)}, not in ${listed(failed)}: ${message}` : message);
    }
  };
  const rows = keyed(list, item => JSON.stringify(keyOf(item)), item => itemRow(item));

  root.append(
    h("div", { class: "tools" },
      field("Table", tableSelect), field("Index", indexSelect), field("As seen in", regionSelect),
      h("form", { class: "look-up", onsubmit: lookUp }, keyFields, lookUpByKey),
      create, makeConflict),
    others, says,
    h("div", { class: "items-and-item" },
      h("div", null,
        h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "List of items" },
          h("table", { class: "items" }, h("caption", { class: "unseen" }, "Items of the table"),
            h("thead", null, h("tr", null, h("th", { scope: "col" }, "Key"), h("th", { scope: "col" }, "Attributes"))), list)),
        empty,
        h("div", { class: "pages" }, back, on)),
      view.node));

  function keyOf(item) {
    return Object.fromEntries(explorer.keyNames.map(name => [name, item[name]]));
  }

  function sample() {
    const values = { S: { S: "k1" }, N: { N: "1" }, B: { B: "AA==" } };
    return { ...Object.fromEntries((table?.keySchema ?? []).map(each => [each.name, values[each.type]])), v: { S: "hello" } };
  }

  function itemRow(item) {
    const key = keyOf(item);
    const rest = h("td", { class: "rest" });
    const open = h("button", { type: "button", class: "link", onclick: () => { view.open(key, true); mark(); } }, explorer.keyText(key));
    const node = h("tr", null, h("th", { scope: "row" }, open), rest);
    return { node, key: JSON.stringify(key), update(now) {
      const others = Object.entries(now).filter(([name]) => !explorer.keyNames.includes(name));
      text(rest, others.map(([name, value]) => `${name}: ${brief(value)}`).join(", ").slice(0, 160));
      attribute(node, "aria-current", JSON.stringify(view.key) === this.key ? "true" : null);
    } };
  }

  function mark() {
    for (const row of list.children) {
      attribute(row, "aria-current", row.querySelector("button").textContent === explorer.keyText(view.key) ? "true" : null);
    }
  }

  async function loadTables() {
    try {
      const said = await get("/api/tables");
      leftOut(said.leftOut);
      learn(said.tables.filter(each => !each.name.startsWith("pangaea.")));
      say("tables", null);
      if (tables.length === 0) {
        nothing("No table yet. Create one with any DynamoDB client, in any region.");
      }
    } catch (failure) {
      say("tables", failure.message);
    }
  }

  /** What somebody is at stays, as long as its table is the same. */
  function learn(found) {
    const keysOf = some => JSON.stringify(some.map(({ name, keySchema }) => [name, keySchema]));
    const now = found.find(each => each.name === table?.name);
    const same = now && keysOf([now]) === keysOf([table]);
    tables = found;
    if (keysOf(found) !== toldTables) {
      toldTables = keysOf(found);
      fill(tableSelect, found.map(({ name }) => h("option", null, name)));
      tableSelect.value = now?.name ?? "";
      world.tell("tables", found);
    }
    if (!same && (table || found.length > 0)) {
      choose(now?.name ?? found[0]?.name);
    } else if (same && JSON.stringify(now.indexes) !== JSON.stringify(table.indexes)) {
      const index = indexSelect.value;
      table = now;
      offerIndexes();
      indexSelect.value = index;
      if (indexSelect.selectedIndex < 0) {
        indexSelect.value = "";
        first();
      }
    }
  }

  function offerIndexes() {
    fill(indexSelect, h("option", { value: "" }, "none: the table itself"), (table?.indexes ?? []).map(index => h("option", null, index.name ?? index)));
  }

  /** @param some how many tables cannot be chosen */
  function leftOut(some) {
    show(others, some > 0);
    text(others, some > 0 ? `${plural(some, "more table")} cannot be chosen here: only the first ones by name are listed.` : "");
  }

  function choose(name) {
    table = tables.find(each => each.name === name) ?? null;
    tableSelect.value = table?.name ?? "";
    [lookUpByKey, create, makeConflict].forEach(button => (button.disabled = table === null));
    offerIndexes();
    fill(keyFields, (table?.keySchema ?? []).map(each =>
      h("label", { class: "field inline" }, `${each.name} `, h("input", { name: each.name, "data-type": each.type, required: true, autocomplete: "off", size: 10 }))));
    view.close();
    rows([]);
    nothing(null);
    first();
  }

  /** What follows a page is known once that is there. */
  function first() {
    after = [null];
    next = null;
    load();
  }

  function previous() {
    if (after.length > 1) {
      after.pop();
      next = null;
      load();
    }
  }

  /** A second click before the page is there goes no further. */
  function following() {
    if (next) {
      after.push(next);
      next = null;
      load();
    }
  }

  async function load() {
    const mine = ++asked;
    const of = { table: table?.name, region: regionSelect.value, index: indexSelect.value, after: after.at(-1) };
    const anew = JSON.stringify(of) !== listedOf;
    try {
      const page = table ? await get("/api/items", { ...of, limit: PAGE_ITEMS }) : { items: [], next: null };
      if (mine !== asked) {
        return;
      }
      next = page.next;
      listedOf = JSON.stringify(of);
      rows(page.items.slice(0, PAGE_ITEMS));
      if (table) {
        nothing(page.items.length > 0 ? null : after.length > 1 ? "No more items." : `Nothing here yet. Write an item in ${of.region}, or start a load.`);
      }
      say("items", null);
    } catch (failure) {
      if (mine !== asked) {
        return;
      }
      if (anew) {
        listedOf = null;
        rows([]);
        nothing(null);
      }
      say("items", failure.message);
    }
    back.disabled = after.length < 2;
    on.disabled = !next;
  }

  function nothing(words) {
    show(empty, words !== null);
    text(empty, words ?? "");
  }

  /** What keeps tables or items from being told; it stands until they are. */
  function say(whose, words) {
    troubles[whose] = words;
    text(says, troubles.items ?? troubles.tables ?? "");
    show(says, says.textContent !== "");
  }

  function lookUp(event) {
    event.preventDefault();
    const key = Object.fromEntries([...event.target.elements].filter(each => each.name).map(each => [each.name, { [each.dataset.type]: each.value }]));
    view.open(key, true);
    mark();
  }

  async function conflict() {
    const into = table;
    const made = await perform(() => post("/api/conflict", { table: into.name, ...(view.key ? { key: view.key } : {}) }), "A conflict is under way");
    if (made && table?.name === into.name) {
      view.open(made.key, false);
      load();
    }
  }

  world.on("conflict", () => view.look());
  let looks = 0;
  world.on("snapshot", () => {
    if (looks++ % AGAIN_SNAPSHOTS === 0) {
      loadTables();
      load();
    }
  });
  loadTables();
}

export function field(name, control) {
  return h("label", { class: "field" }, h("span", null, name), control);
}
