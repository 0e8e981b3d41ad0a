/** The links as a table: how each stands, and what can be done to it. */
import { post } from "./api.js";
import { attribute, h, keyed, linkName, show, text } from "./dom.js";
import { bytes, count, duration, rate, span } from "./format.js";
import { soon } from "./frame.js";

const COLUMNS = [
  ["lagP50Millis", "Lag p50", duration],
  ["lagP99Millis", "Lag p99", duration],
  ["stalenessMillis", "Staleness", duration],
  ["backlogRecords", "Backlog", count],
  ["changesPerSecond", "Changes/s", rate],
];

/** A backlog that was heard of longer ago is not shown as of now. */
const OLD_MILLIS = 5000;

const SETTINGS = [
  ["latencyMillis", "Latency", "ms", 1],
  ["jitterMillis", "Jitter", "ms", 1],
  ["bandwidthBytesPerSecond", "Bandwidth", "kB/s", 1000],
];

export function linkTable(world, root, perform) {
  const body = h("tbody");
  const write = keyed(body, link => link.name, link => row(world, link, perform));
  root.append(h("table", { class: "links stacks" },
    h("caption", null, "Links. Lag: from written there to visible here, of the changes of the last 10 seconds. Staleness: how old what is visible here may be. Backlog: records of the log there that are not here yet, of all tables, heartbeats too."),
    h("thead", null, h("tr", null,
      h("th", { scope: "col" }, "Link"),
      COLUMNS.map(([, name]) => h("th", { scope: "col", class: "number" }, name)),
      SETTINGS.map(([, name, unit]) => h("th", { scope: "col", class: "number" }, `${name}, ${unit}`)),
      h("th", { scope: "col" }, "State"),
      h("th", { scope: "col" }, h("span", { class: "unseen" }, "Cut and heal")))),
    body));
  const update = () => write(world.config.links);
  update();
  world.on("snapshot", () => soon(update));
  world.on("connection", () => soon(update));
}

function row(world, link, perform) {
  const figures = COLUMNS.map(() => h("span"));
  const backlogAsOf = h("span", { class: "under", hidden: true });
  const cells = COLUMNS.map(([field, name], index) =>
    h("td", { class: "number figure", "data-label": name }, figures[index], field === "backlogRecords" ? backlogAsOf : null));
  const steer = world.config.canSteerLinks;
  const settings = SETTINGS.map(setting => new Setting(link, setting, perform, steer));
  const state = h("td", { class: "state", "data-label": "State" });
  const act = (name, label, action) =>
    h("button", { type: "button", class: "small", "aria-label": label, onclick: () => perform(action) }, name);
  const one = `/api/links/${encodeURIComponent(link.name)}`;
  const cut = act("Cut", `Cut the link from ${link.source} to ${link.target}`, () => post(`${one}/cut`));
  const both = act("Cut both ways", `Cut both ways between ${link.source} and ${link.target}`,
    () => post("/api/partitions", { regions: [link.source, link.target] }));
  const heal = act("Heal", `Heal the link from ${link.source} to ${link.target}`, () => post(`${one}/heal`));
  const node = h("tr", null, h("th", { scope: "row" }, linkName(world, link)), cells,
    settings.map(each => each.node), state, h("td", { class: "acts-cell" }, h("div", { class: "acts" }, steer ? [cut, both, heal] : null)));
  return {
    node,
    update() {
      const now = world.snapshot?.links.find(each => each.name === link.name);
      COLUMNS.forEach(([field, , format], index) => text(figures[index], format(now?.reachable === false ? null : now?.[field])));
      const age = now?.reachable === false ? 0 : now?.backlogAgeMillis ?? 0;
      show(backlogAsOf, age > OLD_MILLIS);
      text(backlogAsOf, age > OLD_MILLIS ? ` as of ${span(Math.floor(age / 1000))} ago` : "");
      settings.forEach(each => each.update(now));
      attribute(node, "data-state", now?.down ? "down" : now?.cut ? "cut" : null);
      text(state, standing(world, link, now));
      show(cut, !now?.cut && !now?.down);
      show(heal, now?.cut && !now?.down);
    },
  };
}

function standing(world, link, now) {
  if (!now) {
    return "not known";
  }
  if (now.down) {
    return "switched off";
  }
  if (now.cut) {
    const since = world.cutSinceMillis(link.name);
    const long = since === null ? "" : ` for ${span(Math.max(0, Math.round((world.snapshot.atMillis - since) / 1000)))}`;
    return `cut${long}, ${bytes(now.heldBytes)} held`;
  }
  return now.reachable === false ? `${link.target} does not answer` : now.needsCopy ? "needs a copy" : "up";
}

/** A figure of a link that can be written over. It follows the link unless somebody is at it. */
class Setting {
  #field;
  #scale;
  #input;
  node;

  constructor(link, [field, name, unit, scale], perform, steer) {
    this.#field = field;
    this.#scale = scale;
    const unlimited = field.startsWith("bandwidth");
    this.#input = h("input", {
      type: "number", min: unlimited ? 1 : 0, step: unlimited ? "any" : 1, class: "bare", inputmode: "decimal", disabled: !steer, autocomplete: "off",
      placeholder: unlimited ? "\u221e" : "", "aria-label": `${name} from ${link.source} to ${link.target}, in ${unit}${unlimited ? "; empty for no bound" : ""}`,
      onchange: () => {
        if (this.#input.reportValidity()) {
          const value = this.#input.value === "" ? (unlimited ? null : 0) : Number(this.#input.value) * scale;
          perform(() => post(`/api/links/${encodeURIComponent(link.name)}`, { [field]: value }));
        }
      },
    });
    this.node = h("td", { class: "number", "data-label": `${name}, ${unit}` }, this.#input);
  }

  update(now) {
    if (document.activeElement !== this.#input) {
      const value = now?.[this.#field];
      const shown = value === null || value === undefined ? "" : String(Math.round((value / this.#scale) * 1000) / 1000);
      if (this.#input.value !== shown) {
        this.#input.value = shown;
      }
    }
  }
}
