/** The picture of the regions and of the links between them. A table beneath it says the same in figures. */
import { attribute, h, keyed, svg, text } from "./dom.js";
import { bytes, duration, plural, span, UNKNOWN } from "./format.js";
import { inView } from "./frame.js";
import { archSpace, arrival, at, drawn, line, part } from "./geometry.js";
import { regionCard } from "./region-card.js";

const NARROW = matchMedia("(max-width: 719px)");

export function worldMap(world, root) {
  const { regions } = world.config;
  const picture = svg("svg", { class: "lines", "aria-hidden": "true", focusable: "false" });
  const cards = regions.map(region => regionCard(world, region));
  const write = keyed(picture, each => each.link.name, each => linkLine(world, each.link));
  root.append(picture, h("ol", { class: "cards" }, cards.map(card => card.node)));
  root.style.setProperty("--regions", regions.length);

  const place = name => regions.findIndex(region => region.name === name);
  const draw = () => {
    const shape = `${regions.length === 2 ? "pair" : "row"}`;
    const shown = NARROW.matches ? (shape === "pair" ? "pair-column" : "column") : shape;
    attribute(root, "data-shape", shown);
    root.style.setProperty("--arch", `${archSpace(regions.length, shown)}px`);
    for (const card of cards) {
      card.update();
    }
    const area = root.getBoundingClientRect();
    const boxes = cards.map(({ node }) => {
      const box = node.getBoundingClientRect();
      return { left: box.left - area.left, top: box.top - area.top, width: box.width, height: box.height };
    });
    attribute(picture, "viewBox", `0 0 ${area.width.toFixed(0)} ${area.height.toFixed(0)}`);
    write(world.config.links.map(link => ({ link, path: line(shown, boxes, place(link.source), place(link.target)), shape: shown, boxes })));
  };
  const whenSeen = inView(root);
  new ResizeObserver(() => whenSeen(draw)).observe(root);
  NARROW.addEventListener("change", () => whenSeen(draw));
  for (const event of ["snapshot", "connection", "history"]) {
    world.on(event, () => whenSeen(draw));
  }
  whenSeen(draw);
}

/** One line: whole with an arrow while the link lives, in two pieces with bars at the break while it is cut. */
function linkLine(world, link) {
  const first = svg("path", { class: "stroke" });
  const second = svg("path", { class: "stroke" });
  const head = svg("path", { class: "head" });
  const bars = svg("path", { class: "bars" });
  const held = svg("circle", { class: "held" });
  const title = svg("text", { class: "label" });
  const more = svg("text", { class: "label more" });
  const node = svg("g", { class: `line region-${world.place(link.source)}` }, first, second, head, held, bars, title, more);

  return {
    node,
    update({ path, shape, boxes }) {
      const now = world.snapshot?.links.find(each => each.name === link.name);
      const down = now?.down === true;
      const cut = now?.cut === true && !down;
      const { points, middle, away } = path;
      attribute(node, "data-state", !now || now.reachable === false ? "unknown" : down ? "down" : cut ? "cut" : "up");
      attribute(first, "d", drawn(cut ? part(points, gap(points, -1), false) : points));
      attribute(second, "d", cut ? drawn(part(points, gap(points, 1), true)) : null);
      const width = 1.5 + Math.min(3.5, Math.log10(1 + (now?.changesPerSecond ?? 0)) * 1.1);
      node.style.setProperty("--width", `${width.toFixed(2)}px`);
      attribute(head, "d", arrowHead(points.at(-1), arrival(points), 5 + width));
      attribute(bars, "d", cut ? breakBars(points) : null);
      heldBytes(held, cut ? now.heldBytes : 0, points);
      write(words(world, link, now, shape, room(shape, boxes)), middle, away, shape);
    },
  };

  function write(words, middle, away, shape) {
    text(title, words[0]);
    text(more, words[1]);
    const beside = shape === "pair-column" || shape === "column";
    const [x, y] = shape === "pair-column" ? [middle[0], middle[1] - 26 * away[0]] : middle;
    const anchor = beside ? (away[0] > 0 ? "start" : "end") : "middle";
    const offsets = beside ? [[14 * away[0], -3], [14 * away[0], 14]] : away[1] < 0 ? [[0, -29], [0, -12]] : [[0, 23], [0, 39]];
    const tight = shape === "row" ? (away[1] < 0 ? [[0, -7], [0, -7]] : [[0, 16], [0, 16]]) : offsets;
    [title, more].forEach((label, index) => {
      attribute(label, "text-anchor", anchor);
      attribute(label, "x", (x + tight[index][0]).toFixed(1));
      attribute(label, "y", (y + tight[index][1]).toFixed(1));
    });
  }
}

/** How much can be written at a line: 2 two full lines, 1 two short ones, 0 one figure, -1 nothing. */
function room(shape, boxes) {
  if (shape === "pair") {
    return boxes[1].left - boxes[0].left - boxes[0].width > 430 ? 2 : 1;
  }
  return shape === "pair-column" ? 1 : shape === "row" ? 0 : -1;
}

function words(world, link, now, shape, room) {
  if (room < 0) {
    return ["", ""];
  }
  if (!now || now.reachable === false) {
    return [room === 0 ? "?" : "no word of this link", ""];
  }
  if (now.down) {
    return [room === 0 ? "off" : "switched off", ""];
  }
  if (now.cut) {
    const since = world.cutSinceMillis(link.name);
    const long = since === null ? "cut" : `cut for ${span(Math.max(0, Math.round((world.snapshot.atMillis - since) / 1000)))}`;
    if (room === 0) {
      return [long, ""];
    }
    const stale = `${duration(now.stalenessMillis)} stale`;
    return [long, room === 2 ? [`${bytes(now.heldBytes)} held`, stale, now.backlogRecords > 0 ? `${plural(now.backlogRecords, "record")} waiting` : null].filter(Boolean).join(" \u00b7 ") : `${bytes(now.heldBytes)} held`];
  }
  const lag = now.lagP99Millis === null ? "nothing under way" : `lag ${duration(now.lagP50Millis)} \u00b7 p99 ${duration(now.lagP99Millis)}`;
  if (room === 0) {
    return [duration(now.lagP99Millis), ""];
  }
  const far = now.latencyMillis > 0 ? `${duration(now.latencyMillis)} away` : "no latency";
  return [lag, room === 2 ? `${duration(now.stalenessMillis)} stale \u00b7 ${now.backlogRecords === null ? UNKNOWN : plural(now.backlogRecords, "record")} behind \u00b7 ${far}` : `${duration(now.stalenessMillis)} stale`];
}

const extent = points => Math.hypot(points[3][0] - points[0][0], points[3][1] - points[0][1]) || 1;

const gap = (points, side) => 0.5 + side * Math.min(0.2, 22 / extent(points));

function breakBars(points) {
  return [-1, 1].map(side => {
    const t = gap(points, side);
    const [x, y] = at(points, t);
    const [dx, dy] = arrival([points[0], points[1], at(points, t - 0.02), at(points, t)]);
    return `M${(x - dy * 8).toFixed(1)} ${(y + dx * 8).toFixed(1)}L${(x + dy * 8).toFixed(1)} ${(y - dx * 8).toFixed(1)}`;
  }).join("");
}

/** What a cut link holds, as a disc before the break whose area grows with each tenfold. */
function heldBytes(circle, held, points) {
  const radius = held > 0 ? Math.min(11, 2 * Math.sqrt(Math.log10(1 + held) * 2)) : 0;
  const [x, y] = at(points, gap(points, -1) - Math.min(0.1, 16 / extent(points)));
  attribute(circle, "r", radius > 0 ? radius.toFixed(1) : null);
  attribute(circle, "cx", x.toFixed(1));
  attribute(circle, "cy", y.toFixed(1));
}

function arrowHead([x, y], [dx, dy], size) {
  const [bx, by] = [x - dx * size * 1.5, y - dy * size * 1.5];
  const wing = size * 0.62;
  const point = (px, py) => `${px.toFixed(1)} ${py.toFixed(1)}`;
  return `M${point(x + dx * 2, y + dy * 2)}L${point(bx - dy * wing, by + dx * wing)}L${point(bx + dy * wing, by - dx * wing)}Z`;
}
