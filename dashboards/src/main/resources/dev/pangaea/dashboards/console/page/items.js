/** The item explorer: a table's or an index's items by pages, one of them in all regions, and writing. */
import { get, post } from "./api.js";
import { brief } from "./attribute-value.js";
import { attribute, fill, h, keyed, show, text } from "./dom.js";
import { Editor } from "./editor.js";
import { plural } from "./format.js";
import { ItemView } from "./item.js";

const PAGE_ITEMS = 25;
const AGAIN_SNAPSHOTS = 3;

export function itemExplorer(world, root, perform) {
  const editor = new Editor(world);
  let tables = [];
  let table = null;
  let after = [null];
  let next = null;
  let asked = 0;
  const tableSelect = h("select", { id: "items-table", onchange: () => choose(tableSelect.value) });
  const indexSelect = h("select", { id: "items-index", onchange: () => first() });
  const regionSelect = h("select", { id: "items-region", onchange: () => first() }, world.config.regions.map(({ name }) => h("option", null, name)));
  const keyFields = h("span", { class: "key-fields" });
  const says = h("p", { class: "hint", role: "status" });
  const others = h("p", { class: "hint tables-left-out", hidden: true });
  const list = h("tbody");
  const back = h("button", { type: "button", class: "small", onclick: () => { after.pop(); load(); } }, "Previous");
  const on = h("button", { type: "button", class: "small", onclick: () => { after.push(next); load(); } }, "Next");
  const empty = h("p", { class: "empty", hidden: true });
  const lookUpByKey = h("button", { type: "submit", disabled: true }, "Look up");
  const create = h("button", { type: "button", disabled: true, onclick: () => explorer.edit("New item", sample(), [regionSelect.value]) }, "New item");
  const makeConflict = h("button", { type: "button", class: "main", disabled: true, onclick: conflict }, "Make a conflict");
  const explorer = {
    get table() { return table?.name; },
    get keyNames() { return (table?.keySchema ?? []).map(each => each.name); },
    keyText: key => Object.values(key).map(brief).join(", "),
    perform: (action, done) => perform(action, done).then(load),
    edit: (title, item, regions) => editor.open(title, item, regions, write),
  };
  const view = new ItemView(world, explorer);
  const write = async (regions, item) => {
    await Promise.all(regions.map(region => post("/api/item", { region, table: table.name, item })));
    view.open(keyOf(item), false);
    await load();
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
        h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Items" },
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
      tables = said.tables.filter(each => !each.name.startsWith("pangaea."));
      const names = tables.map(each => each.name);
      if (names.join() !== [...tableSelect.options].map(each => each.value).join()) {
        fill(tableSelect, names.map(name => h("option", null, name)));
        choose(names.includes(table?.name) ? table.name : names[0]);
        world.tell("tables", tables);
      }
      show(says, false);
    } catch (failure) {
      say(failure.message);
    }
    nothing(tables.length === 0 ? "No table yet. Create one with any DynamoDB client, in any region." : null);
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
    fill(indexSelect, h("option", { value: "" }, "none: the table itself"), (table?.indexes ?? []).map(index => h("option", null, index.name ?? index)));
    fill(keyFields, (table?.keySchema ?? []).map(each =>
      h("label", { class: "field inline" }, `${each.name} `, h("input", { name: each.name, "data-type": each.type, required: true, autocomplete: "off", size: 10 }))));
    view.close();
    first();
  }

  function first() {
    after = [null];
    load();
  }

  async function load() {
    if (!table) {
      return;
    }
    const mine = ++asked;
    try {
      const page = await get("/api/items", { table: table.name, region: regionSelect.value, limit: PAGE_ITEMS, after: after.at(-1), index: indexSelect.value });
      if (mine !== asked) {
        return;
      }
      next = page.next;
      rows(page.items.slice(0, PAGE_ITEMS));
      nothing(page.items.length > 0 ? null : after.length > 1 ? "No more items." : `Nothing here yet. Write an item in ${regionSelect.value}, or start a load.`);
      show(says, false);
    } catch (failure) {
      if (mine === asked) {
        say(failure.message);
      }
    }
    back.disabled = after.length < 2;
    on.disabled = !next;
  }

  function nothing(words) {
    show(empty, words !== null);
    text(empty, words ?? "");
  }

  function say(words) {
    show(says, true);
    text(says, words);
  }

  function lookUp(event) {
    event.preventDefault();
    const key = Object.fromEntries([...event.target.elements].filter(each => each.name).map(each => [each.name, { [each.dataset.type]: each.value }]));
    view.open(key, true);
    mark();
  }

  async function conflict() {
    const made = await perform(() => post("/api/conflict", { table: table?.name, ...(view.key ? { key: view.key } : {}) }), "A conflict is under way");
    if (made) {
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
