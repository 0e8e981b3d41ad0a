/** A load on all regions: what is asked for, and what comes of it. */
import { post, remove } from "./api.js";
import { attribute, fill, h, regionName, show, text } from "./dom.js";
import { count, plural, rate } from "./format.js";
import { soon } from "./frame.js";
import { field } from "./items.js";

/** A load writes items whose key is the text `pk`. */
const takesLoad = ({ keySchema }) => keySchema.length === 1 && keySchema[0].name === "pk" && keySchema[0].type === "S";

export function loadForm(world, root, perform) {
  if (!world.config.canLoad) {
    root.append(h("p", { class: "empty" }, "This console was started without a load generator."));
    return;
  }
  const number = (name, value, min, max, step = 1) => h("input", { name, type: "number", value, min, max, step, required: true, inputmode: "numeric" });
  const table = h("select", { name: "table" });
  const even = Math.floor(100 / world.config.regions.length);
  const shares = world.config.regions.map((region, index) => ({
    region: region.name, input: number(`share ${region.name}`, index === 0 ? 100 - even * (world.config.regions.length - 1) : even, 0, 100),
  }));
  const fields = {
    perSecond: number("perSecond", 100, 1, 20_000),
    keys: number("keys", 1000, 1, 10_000_000),
    itemBytes: number("itemBytes", 200, 1, 100_000),
    reads: number("reads", 50, 0, 100),
  };
  const distribution = h("select", { name: "distribution" }, h("option", { value: "uniform" }, "uniform"), h("option", { value: "zipfian" }, "zipfian: few keys often"));
  const start = h("button", { type: "submit", class: "main", disabled: true }, "Start");
  const stop = h("button", { type: "button", onclick: () => perform(() => remove("/api/load"), "The load is stopped") }, "Stop");
  const noTable = h("p", { class: "hint", hidden: true }, "There is no table that a load can write: one whose key is the text pk alone.");
  const standing = h("p", { class: "standing-words" });
  const parts = h("ul", { class: "parts" });
  root.append(
    h("form", { onsubmit: submit },
      h("div", { class: "fields" },
        field("Table", table), field("Requests/s", fields.perSecond), field("Reads, %", fields.reads),
        field("Keys", fields.keys), field("Key choice", distribution), field("Item, bytes", fields.itemBytes)),
      h("fieldset", { class: "fields" }, h("legend", null, "Share of each region, %"), shares.map(share => field(regionName(world, share.region), share.input))),
      h("div", { class: "acts" }, start, stop), noTable),
    standing, parts);

  function submit(event) {
    event.preventDefault();
    const plan = {
      table: table.value,
      ...Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, Number(input.value)])),
      distribution: distribution.value,
      shares: Object.fromEntries(shares.map(share => [share.region, Number(share.input.value)])),
    };
    perform(() => post("/api/load", plan), "The load is started");
  }

  world.on("tables", all => {
    const tables = all.filter(takesLoad);
    const chosen = table.value;
    fill(table, tables.map(each => h("option", null, each.name)));
    table.value = tables.some(each => each.name === chosen) ? chosen : tables[0]?.name ?? "";
    start.disabled = tables.length === 0;
    show(noTable, tables.length === 0);
  });
  const update = () => {
    const load = world.snapshot?.load;
    attribute(root, "data-running", load?.running === true);
    text(start, load?.running ? "Start anew" : "Start");
    stop.disabled = !load?.running;
    show(parts, load?.running);
    text(standing, load?.running ? `Running: ${plural(load.plan?.perSecond, "request/s", "requests/s")} asked for.` : "No load is running.");
    fill(parts, load?.running ? load.regions.map(each =>
      h("li", null, regionName(world, each.name), h("span", { class: "figure" }, ` ${rate(each.perSecond)}/s`), each.errors > 0 ? h("span", { class: "error" }, `, ${count(each.errors)} errors`) : null)) : []);
  };
  world.on("snapshot", () => soon(update));
  update();
}
