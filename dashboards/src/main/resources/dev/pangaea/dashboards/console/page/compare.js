/** Images of one item next to each other: a row for each attribute, those that differ marked. */
import { h } from "./dom.js";
import { brief, canonical } from "./attribute-value.js";

const TEXT_MAX = 300;

/**
 * @param columns {head (node), item (DynamoDB JSON or null), unknown (words if nothing is known), facts: {name: node or text}}
 * @param keys names of the key's attributes, which come first
 */
export function comparison(caption, columns, keys) {
  const known = columns.filter(column => !column.unknown);
  const names = [...new Set(known.flatMap(column => Object.keys(column.item ?? {})))]
    .sort((a, b) => rank(keys, a) - rank(keys, b) || (a < b ? -1 : 1));
  const facts = [...new Set(columns.flatMap(column => Object.keys(column.facts ?? {})))];
  return h("table", { class: "comparison" },
    h("caption", null, caption),
    h("thead", null, h("tr", null, h("td", null), columns.map(column => h("th", { scope: "col" }, column.head)))),
    h("tbody", null,
      names.map(name => attributeRow(name, columns, known)),
      names.length === 0 ? h("tr", null, h("th", { scope: "row" }, "item"), columns.map(column => h("td", null, absent(column)))) : null),
    h("tbody", { class: "facts" },
      facts.map(fact => h("tr", null, h("th", { scope: "row" }, fact), columns.map(column => h("td", null, column.facts?.[fact] ?? ""))))));
}

const rank = (keys, name) => (keys.includes(name) ? keys.indexOf(name) : keys.length);

/** An attribute may be called like something that every object has, as "constructor". */
const has = (column, name) => column.item !== null && Object.hasOwn(column.item, name);

const absent = column => column.unknown ?? "not there";

function attributeRow(name, columns, known) {
  const texts = known.map(column => (has(column, name) ? canonical(column.item[name]) : ""));
  const differs = new Set(texts).size > 1;
  return h("tr", { "data-differs": differs },
    h("th", { scope: "row" }, name, differs ? h("span", { class: "differs", title: "differs" }, h("span", { class: "unseen" }, ", differs")) : null),
    columns.map(column => cell(column, name)));
}

function cell(column, name) {
  if (column.unknown || !column.item) {
    return h("td", { class: "absent" }, absent(column));
  }
  if (!has(column, name)) {
    return h("td", { class: "absent" }, "\u2013");
  }
  const full = brief(column.item[name]);
  return h("td", { class: "value", title: full.length > TEXT_MAX ? `${full.length} characters` : null }, full.length > TEXT_MAX ? `${full.slice(0, TEXT_MAX)}\u2026` : full);
}
