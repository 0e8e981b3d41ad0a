/**
 * Where the lines of the map go, from where the regions' boxes are. Two regions have a line each way between them. More stand in
 * a row, with lines that arch over it one way and beneath it the other; on narrow screens in a column, with arches at its sides.
 */

/** How far the outermost arch stands off the boxes. */
export function archSpace(regions, shape) {
  return shape === "row" ? 30 + (regions - 1) * 36 : shape === "column" ? 20 + (regions - 1) * 9 : 0;
}

/**
 * @param shape "pair", "pair-column", "row" or "column"
 * @param boxes {left, top, width, height} of each region in order
 * @returns {points: [start, control, control, end], middle, label: {x, y, anchor}} with points as [x, y]
 */
export function line(shape, boxes, from, to) {
  switch (shape) {
    case "pair":
      return across(boxes, from, to);
    case "pair-column":
      return swapped(down(boxes.map(turned), from, to));
    case "row":
      return arch(boxes, from, to, 36, 30);
    default:
      return swapped(arch(boxes.map(turned), from, to, 9, 20));
  }
}

function across(boxes, from, to) {
  const forth = from < to;
  const [left, right] = [boxes[0], boxes[1]];
  const y = left.top + left.height * (forth ? 0.36 : 0.64);
  const bow = forth ? -26 : 26;
  const [x1, x2] = [left.left + left.width + 14, right.left - 14];
  const ends = forth ? [[x1, y], [x2, y]] : [[x2, y], [x1, y]];
  const reach = (ends[1][0] - ends[0][0]) * 0.3;
  return curve([ends[0], [ends[0][0] + reach, y + bow], [ends[1][0] - reach, y + bow], ends[1]], [0, forth ? -1 : 1]);
}

/** The pair's lines when one stands above the other, worked out as if they stood side by side. */
function down(boxes, from, to) {
  const forth = from < to;
  const [first, second] = [boxes[0], boxes[1]];
  const y = first.top + (forth ? 26 : first.height - 26);
  const [x1, x2] = [first.left + first.width + 8, second.left - 8];
  const ends = forth ? [[x1, y], [x2, y]] : [[x2, y], [x1, y]];
  const reach = (ends[1][0] - ends[0][0]) / 3;
  return curve([ends[0], [ends[0][0] + reach, y], [ends[1][0] - reach, y], ends[1]], [0, forth ? 1 : -1]);
}

function arch(boxes, from, to, step, space) {
  const forth = from < to;
  const far = Math.abs(to - from);
  const side = forth ? -1 : 1;
  const start = port(boxes[from], forth ? 1 : -1, far, boxes.length);
  const end = port(boxes[to], forth ? -1 : 1, far, boxes.length);
  const edge = box => (forth ? box.top - 6 : box.top + box.height + 6);
  const height = ((far - 1) * step + space) / 0.75;
  const [y1, y2] = [edge(boxes[from]), edge(boxes[to])];
  return curve([[start, y1], [start, y1 + side * height], [end, y2 + side * height], [end, y2]], [0, side]);
}

/** Where an arch meets a box: the farther it goes, the nearer to the middle, so that arches lie within each other. */
function port(box, half, far, regions) {
  const share = regions > 2 ? 1 - (far - 1) / (regions - 1) : 1;
  return box.left + box.width * (0.5 + half * 0.42 * share);
}

function curve(points, away) {
  const middle = at(points, 0.5);
  return { points, middle, away };
}

/** A point of a cubic curve. */
export function at(points, t) {
  const u = 1 - t;
  const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [0, 1].map(axis => points.reduce((sum, point, index) => sum + weights[index] * point[axis], 0));
}

/** The part of a cubic curve from its start to t, or from t to its end. */
export function part(points, t, last) {
  const mix = (a, b) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  const [a, b, c, d] = points;
  const [ab, bc, cd] = [mix(a, b), mix(b, c), mix(c, d)];
  const [abc, bcd] = [mix(ab, bc), mix(bc, cd)];
  const split = mix(abc, bcd);
  return last ? [split, bcd, cd, d] : [a, ab, abc, split];
}

export function drawn(points) {
  const [a, b, c, d] = points.map(point => point.map(value => value.toFixed(1)).join(" "));
  return `M${a}C${b} ${c} ${d}`;
}

/** The direction in which a curve arrives, as a vector of length 1. */
export function arrival(points) {
  const [, , c, d] = points;
  const length = Math.hypot(d[0] - c[0], d[1] - c[1]) || 1;
  return [(d[0] - c[0]) / length, (d[1] - c[1]) / length];
}

const turned = box => ({ left: box.top, top: box.left, width: box.height, height: box.width });

const swapped = ({ points, middle, away }) =>
  ({ points: points.map(([x, y]) => [y, x]), middle: [middle[1], middle[0]], away: [away[1], away[0]] });
