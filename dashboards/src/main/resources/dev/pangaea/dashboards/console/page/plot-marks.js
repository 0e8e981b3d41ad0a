/** What happened, on the time axis: upright lines in the plots, spans while links were cut, and the words above them. */
import { attribute, h, keyed, text } from "./dom.js";
import { colour } from "./colours.js";

const ROWS = 3;
const ROW_PIXELS = 17;
const WORDS_PIXELS = 320;
const DASHES = { converged: [2, 3], latency: [1, 3], bandwidth: [1, 3], load: [1, 3], scenario: [6, 3] };

/** Draws marks and the spans of cuts into a plot, beneath its lines. */
export function drawMarks(drawing, marks, links, time) {
  const { ctx, bbox } = drawing;
  const x = millis => Math.round(drawing.valToPos(Math.min(Math.max(millis / 1000, time.from), time.to), "x", true));
  ctx.save();
  ctx.fillStyle = colour("wash");
  for (const [from, to] of cutSpans(marks, links, time)) {
    ctx.fillRect(x(from), bbox.top, x(to) - x(from), bbox.height);
  }
  ctx.lineWidth = Math.max(1, Math.round(devicePixelRatio || 1));
  for (const mark of marks) {
    const seconds = mark.atMillis / 1000;
    if (seconds >= time.from && seconds <= time.to) {
      ctx.strokeStyle = colour(mark.kind === "cut" ? "accent" : "soft");
      ctx.setLineDash((DASHES[mark.kind] ?? []).map(length => length * ctx.lineWidth));
      ctx.beginPath();
      ctx.moveTo(x(mark.atMillis) + 0.5, bbox.top);
      ctx.lineTo(x(mark.atMillis) + 0.5, bbox.top + bbox.height);
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** While any of the links was cut: [from, to] in milliseconds, without overlaps. */
export function cutSpans(marks, links, time) {
  const cut = new Set();
  const spans = [];
  let since = null;
  for (const mark of marks) {
    const concerned = (mark.links ?? []).filter(link => links === null || links.includes(link));
    if (mark.kind === "cut") {
      concerned.forEach(link => cut.add(link));
    } else if (mark.kind === "heal") {
      concerned.forEach(link => cut.delete(link));
    }
    if (cut.size > 0 && since === null) {
      since = mark.atMillis;
    } else if (cut.size === 0 && since !== null) {
      spans.push([since, mark.atMillis]);
      since = null;
    }
  }
  if (since !== null) {
    spans.push([since, time.to * 1000]);
  }
  return spans.filter(([, to]) => to > time.from * 1000);
}

/** The words of the marks, each at its place in time, on as many rows as it takes; what does not fit keeps its line only. */
export function markLane(node) {
  const write = keyed(node, each => each.key, each => ({
    node: h("span", { class: "mark", "data-kind": each.mark.kind }),
    update({ mark, left, row, before }) {
      text(this.node, mark.text);
      attribute(this.node, "data-before", before);
      attribute(this.node, "title", mark.text);
      this.node.style.maxWidth = before ? `${Math.min(left, WORDS_PIXELS).toFixed(0)}px` : "";
      this.node.style.transform = `translate(${left.toFixed(0)}px, ${row * ROW_PIXELS}px)${before ? " translateX(-100%)" : ""}`;
    },
  }));
  return (marks, time, width) => {
    const shown = marks.filter(mark => mark.atMillis / 1000 >= time.from && mark.atMillis / 1000 <= time.to).slice(-60);
    write(placed(shown, mark => ((mark.atMillis / 1000 - time.from) / (time.to - time.from)) * width, width));
  };
}

/**
 * Gives marks a place from the newest to the oldest: on the first row where the words end before the next ones begin. Words stand
 * after their instant, or before it where they would leave the plot.
 */
export function placed(marks, x, width) {
  const free = new Array(ROWS).fill(width);
  const places = [];
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index];
    const length = Math.min(mark.text.length * 6.2 + 12, WORDS_PIXELS);
    const left = x(mark);
    const before = left + length > width;
    const row = free.findIndex(edge => (before ? left : left + length) <= edge);
    if (row >= 0) {
      free[row] = (before ? left - length : left) - 6;
      places.push({ key: `${mark.atMillis} ${mark.kind} ${mark.text}`, mark, left, row, before });
    }
  }
  return places.reverse();
}
