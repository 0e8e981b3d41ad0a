/** The plots over one time axis: lag and staleness of the links, writes of the regions, and what happened meanwhile. */
import { fill, h, keyed, linkName, show, text } from "./dom.js";
import { clock, duration, plural, rate } from "./format.js";
import { inView, soon } from "./frame.js";
import { AXIS, Plot } from "./plot.js";
import { markLane } from "./plot-marks.js";

const SPANS = [[2, "2 min"], [10, "10 min"], [60, "60 min"]];
const NARROW = matchMedia("(max-width: 719px)");
const EVENTS_MAX = 60;

export function timePlots(world, root) {
  const time = { from: 0, to: 1 };
  let minutes = Number(sessionStorage.getItem("pangaea.minutes")) || 2;
  let plots = [];
  const whenSeen = inView(root);
  const stack = h("div", { class: "stack" });
  const lane = h("div", { class: "lane", "aria-hidden": "true" });
  const writeLane = markLane(lane);
  const happenings = eventList(world);
  const span = h("fieldset", { class: "choice" }, h("legend", { class: "unseen" }, "Time shown"),
    SPANS.map(([value, name]) => h("label", null,
      h("input", { type: "radio", name: "minutes", value, checked: value === minutes, onchange: () => { minutes = value; sessionStorage.setItem("pangaea.minutes", value); whenSeen(update); } }), name)));
  const chooser = targetChooser(world, () => build());
  const others = h("p", { class: "hint links-left-out", hidden: true });
  root.append(h("div", { class: "plot-tools" }, span, chooser.node), others, h("div", { class: "plots-and-events" }, h("div", { class: "plots" }, lane, stack), happenings.node));

  function build() {
    const margin = NARROW.matches ? 8 : 84;
    const links = world.config.links.filter(link => chooser.value === null || link.target === chooser.value);
    plots = [...links.map(link => linkPlot(world, link, margin, time)), writesPlot(world, margin, time)];
    fill(stack, plots.map(plot => plot.node));
    whenSeen(update);
  }

  function update() {
    const width = Math.floor(stack.clientWidth);
    time.to = (world.connection === "live" ? world.history.lastMillis ?? Date.now() : Date.now()) / 1000;
    time.from = time.to - minutes * 60;
    for (const plot of plots) {
      plot.resize(width);
      plot.update(world.history);
    }
    const area = plots[0]?.over;
    if (area) {
      lane.style.setProperty("--inset", `${AXIS}px`);
      writeLane(world.marks.map(mark => ({ ...mark, text: shortWords(world, mark) })), time, area.clientWidth);
    }
  }

  for (const event of ["snapshot", "history", "mark", "connection"]) {
    world.on(event, () => whenSeen(update));
  }
  const repaint = () => plots.forEach(plot => plot.repaint());
  world.on("history", () => {
    show(others, world.linksLeftOut > 0);
    text(others, `There are too many links to keep the past of all: curves of ${plural(world.linksLeftOut, "link")} begin when this page does.`);
  });
  world.on("links", build);
  world.on("theme", () => whenSeen(repaint));
  new ResizeObserver(() => whenSeen(update)).observe(stack);
  NARROW.addEventListener("change", build);
  build();
}

function linkPlot(world, link, margin, time) {
  const region = `region-${world.place(link.source)}`;
  return new Plot({
    title: linkName(world, link), label: `Lag and staleness from ${link.source} to ${link.target}`, links: [link.name], scale: "log", floor: 1, format: duration, height: 160, margin, axis: false,
    names: [`stalenessMillis ${link.name}`, `lagP99Millis ${link.name}`, `lagP50Millis ${link.name}`],
    series: [
      { name: "staleness", colour: "ink", width: 1.5, mark: "ink" },
      { name: "lag p99", colour: region, width: 1.5, mark: `${region} line-solid` },
      { name: "lag p50", colour: region, width: 1.5, dash: [3, 3], mark: `${region} line-dashed` },
    ],
    marksOf: () => world.marks.filter(mark => !mark.links?.length || mark.links.includes(link.name)),
  }, time);
}

function writesPlot(world, margin, time) {
  const { regions } = world.config;
  return new Plot({
    title: h("span", { class: "link-name" }, "Writes per second"), label: "Writes per second in each region", links: null, scale: "linear", floor: 0, format: rate, height: 110, margin, axis: true,
    names: regions.map(region => `writesPerSecond ${region.name}`),
    series: regions.map(region => ({ name: region.name, colour: `region-${world.place(region.name)}`, width: 1.5, mark: `region-${world.place(region.name)} line-solid` })),
    marksOf: () => world.marks,
  }, time);
}

/** What a mark says where there is little room: of cuts and heals, which links if not all. */
function shortWords(world, mark) {
  const words = { cut: "cut", heal: "healed" }[mark.kind];
  if (!words) {
    return mark.kind === "converged" ? "converged" : mark.text;
  }
  const all = world.config.links.length;
  const link = mark.links.length === 1 ? world.config.links.find(each => each.name === mark.links[0]) : null;
  return link ? `${link.source} \u2192 ${link.target} ${words}` : mark.links.length === all ? `all ${words}` : `${mark.links.length} links ${words}`;
}

/** With more than two regions there are too many links for one view: those that lead into one region are shown. */
function targetChooser(world, onChange) {
  const { regions } = world.config;
  if (regions.length <= 2) {
    return { node: null, value: null };
  }
  const chosen = { value: regions[0].name };
  chosen.node = h("label", { class: "field inline" }, "Links into ",
    h("select", { onchange: event => { chosen.value = event.target.value; onChange(); } }, regions.map(region => h("option", null, region.name))));
  return chosen;
}

/** What happened, newest first, in words. */
function eventList(world) {
  const list = h("ol", { class: "events" });
  const empty = h("p", { class: "empty" }, "Nothing yet. Cut a link: it is marked here and in the plots.");
  const write = keyed(list, each => each.key, each => ({
    node: h("li", { "data-kind": each.kind }, h("time", { class: "figure" }, clock(each.atMillis)), h("span", null, each.text)),
  }));
  const update = () => {
    const newest = world.marks.slice(-EVENTS_MAX).reverse();
    empty.hidden = newest.length > 0;
    write(newest.map(mark => ({ ...mark, key: `${mark.atMillis} ${mark.kind} ${mark.text}` })));
  };
  world.on("mark", () => soon(update));
  world.on("history", () => soon(update));
  return { node: h("section", { class: "happened", "aria-labelledby": "happened" }, h("h3", { id: "happened" }, "What happened"), empty, h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "List of what happened" }, list)) };
}
