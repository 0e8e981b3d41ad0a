/** A region as the map shows it: what it is doing and what it holds. */
import { attribute, h, show, text } from "./dom.js";
import { bytes, count, duration, plural, rate, UNKNOWN } from "./format.js";

export function regionCard(world, region) {
  const figures = {
    writesPerSecond: figure("writes/s", rate, true),
    readsPerSecond: figure("reads/s", rate, true),
    p99Millis: figure("request p99", duration),
    errorsPerSecond: figure("errors/s", rate),
  };
  const holds = h("p", { class: "holds" });
  const silent = h("p", { class: "silent", hidden: true }, "Does not answer");
  const node = h("li", { class: `card region-${world.place(region.name)}` },
    h("h3", null, region.name),
    h("p", { class: "endpoint" }, region.endpoint ?? ""),
    silent,
    h("dl", { class: "figures" }, Object.values(figures).map(each => each.node)),
    holds);
  return {
    node,
    update() {
      const now = world.snapshot?.regions.find(each => each.name === region.name);
      const heard = now?.reachable === true;
      attribute(node, "data-state", !now || heard ? null : "silent");
      show(silent, now && !heard);
      for (const [name, each] of Object.entries(figures)) {
        each.set(heard ? now[name] : null);
      }
      text(holds, heard ? held(now.tables) : UNKNOWN);
    },
  };
}

function held(tables) {
  const own = tables.filter(table => !table.name.startsWith("pangaea."));
  const sum = name => own.reduce((total, table) => total + (table[name] ?? 0), 0);
  return own.length === 0
    ? "No table yet"
    : `${plural(sum("items"), "item")} in ${plural(own.length, "table")}, ${bytes(sum("itemBytes"))}`;
}

function figure(name, format, large) {
  const value = h("dd", { class: "figure" }, UNKNOWN);
  return {
    node: h("div", { class: large ? "large" : null }, h("dt", null, name), value),
    set: number => text(value, format(number)),
  };
}
