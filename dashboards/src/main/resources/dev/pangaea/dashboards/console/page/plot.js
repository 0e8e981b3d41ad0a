/** One plot over time: its lines named at their ends, marks as upright lines, values where the pointer or the arrow keys are. */
import uPlot from "./uplot/uPlot.esm.js";
import { attribute, h, text } from "./dom.js";
import { clock, count, UNKNOWN } from "./format.js";
import { colour } from "./colours.js";
import { drawMarks } from "./plot-marks.js";

export const AXIS = 58;
const FONT = '12px -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, "Liberation Sans", system-ui, sans-serif';

/**
 * @param plot {title (node), label, names, series: [{name, colour, width, dash?}], scale: "log" | "linear", format, height,
 *   marksOf() → marks that concern it, axis: whether time is written beneath, floor}
 * @param time {from, to} in seconds, kept by the section
 */
export class Plot {
  #plot;
  #time;
  #lists;
  #drawing;
  #readings;
  #when = h("span", { class: "when" });
  #ceiling = 1;
  node;

  constructor(plot, time) {
    this.#plot = plot;
    this.#time = time;
    this.#lists = [[], ...plot.series.map(() => [])];
    this.#readings = plot.series.map(() => h("span", { class: "figure" }, UNKNOWN));
    const canvas = h("div", { class: "canvas", tabindex: "0", role: "img", "aria-label": `${plot.label}. Arrow keys read values.`, onkeydown: event => this.#step(event), onblur: () => this.#away() });
    this.node = h("figure", { class: "plot" },
      h("figcaption", null, plot.title,
        h("span", { class: "readings" },
          plot.series.map((series, index) =>
            h("span", { class: `reading ${series.mark}` }, h("span", { class: "sample", "aria-hidden": "true" }), `${series.name} `, this.#readings[index])),
          this.#when)),
      canvas);
    this.#drawing = new uPlot(this.#options(), this.#lists, canvas);
  }

  get over() {
    return this.#drawing.over;
  }

  resize(width) {
    const height = this.#plot.height + (this.#plot.axis ? 26 : 0);
    if (width > 0 && (this.#drawing.width !== width || this.#drawing.height !== height)) {
      this.#drawing.setSize({ width, height });
    }
  }

  update(history) {
    history.copySince(this.#time.from * 1000, this.#plot.names, this.#lists, this.#plot.floor);
    this.#ceiling = this.#lists.slice(1).reduce((top, list) => list.reduce((most, value) => Math.max(most, value ?? 0), top), 0);
    this.#drawing.setData(this.#lists);
    this.#read();
  }

  repaint() {
    this.#drawing.redraw(false, true);
  }

  #options() {
    const { plot, time } = { plot: this.#plot, time: this.#time };
    const axisText = { font: FONT, stroke: () => colour("soft"), ticks: { show: false } };
    return {
      width: 600, height: plot.height, ms: 1e-3, legend: { show: false }, padding: [10, plot.margin, plot.axis ? 0 : 8, 0],
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: "pangaea" }, points: { size: 7, width: 2, fill: () => colour("raised"), stroke: (_, index) => colour(plot.series[index - 1].colour) } },
      scales: { x: { time: true, range: () => [time.from, time.to] }, y: plot.scale === "log"
        ? { distr: 3, range: () => [1, Math.max(10_000, 10 ** Math.ceil(Math.log10(Math.max(1, this.#ceiling))))] }
        : { range: () => [0, roundedUp(this.#ceiling)] } },
      axes: [
        { ...axisText, show: plot.axis, grid: { show: false }, size: 26, gap: 6, space: 90, values: (_, splits) => splits.map(split => timeLabel(split, time)) },
        { ...axisText, grid: { stroke: () => colour("hair"), width: 1, filter: (_, splits) => splits.map(split => (plot.scale === "log" && !isPower(split) ? null : split)) }, size: AXIS, gap: 8, space: 26,
          filter: (_, splits) => splits.map(split => (plot.scale === "log" && !isPower(split) ? null : split)),
          values: (_, splits) => splits.map(split => (split === null ? null : plot.scale === "log" ? decade(split) : plot.format(split))) },
      ],
      series: [{}, ...plot.series.map(series => ({
        stroke: () => colour(series.colour), width: series.width, dash: series.dash, spanGaps: false, points: { show: false }, alpha: series.alpha ?? 1,
      }))],
      hooks: {
        drawAxes: [drawing => drawMarks(drawing, plot.marksOf(), plot.links, time)],
        draw: [drawing => this.#nameLines(drawing)],
        setCursor: [() => this.#read()],
      },
    };
  }

  /** Shows the values at the cursor, or the newest ones where there is no cursor. */
  #read() {
    if (!this.#drawing) {
      return;
    }
    const at = this.#drawing.cursor.idx;
    const pointed = at !== null && at !== undefined && this.#drawing.cursor.left >= 0 && at < this.#lists[0].length;
    const index = pointed ? at : this.#lists[0].length - 1;
    this.#readings.forEach((reading, each) => text(reading, index < 0 ? UNKNOWN : this.#plot.format(this.#lists[each + 1][index])));
    text(this.#when, pointed ? `at ${clock(this.#lists[0][index] * 1000)}` : "");
    attribute(this.node, "data-pointed", pointed);
  }

  /** Moves the cursor by a point, or by ten with Shift. */
  #step(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const last = this.#lists[0].length - 1;
    if (steps === undefined || last < 0) {
      return;
    }
    event.preventDefault();
    const from = this.#drawing.cursor.left >= 0 ? this.#drawing.cursor.idx ?? last : last;
    const to = Math.max(0, Math.min(last, from + steps * (event.shiftKey ? 10 : 1)));
    this.#drawing.setCursor({ left: this.#drawing.valToPos(this.#lists[0][to], "x"), top: 10 });
  }

  #away() {
    this.#drawing.setCursor({ left: -10, top: -10 });
  }

  #nameLines(drawing) {
    const { ctx, bbox } = drawing;
    const ratio = devicePixelRatio || 1;
    const last = this.#lists[0].length - 1;
    if (last < 0 || this.#plot.margin < 40) {
      return;
    }
    ctx.save();
    ctx.font = FONT.replace("12px", `${12 * ratio}px`);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    const names = this.#plot.series
      .map((series, index) => ({ series, value: this.#lists[index + 1][last] }))
      .filter(each => each.value !== null && each.value !== undefined)
      .map(each => ({ ...each, y: drawing.valToPos(each.value, "y", true) }))
      .sort((a, b) => a.y - b.y);
    let lowest = bbox.top - 15 * ratio;
    for (const each of names) {
      each.y = Math.max(each.y, lowest + 15 * ratio);
      lowest = each.y;
    }
    const excess = Math.max(0, lowest - (bbox.top + bbox.height - 6 * ratio));
    for (const each of names) {
      ctx.fillStyle = colour(each.series.colour);
      ctx.fillText(each.series.end ?? each.series.name, bbox.left + bbox.width + 8 * ratio, each.y - excess);
    }
    ctx.restore();
  }
}

const isPower = value => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

const decade = millis => (millis < 1000 ? `${Math.round(millis)}\u00a0ms` : `${count(millis / 1000)}\u00a0s`);

/** The next of 1, 2, 5, 10, 20 … above a value, and at least 10. */
function roundedUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, value * 1.05)));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value * 1.05) ?? 10;
}

function timeLabel(seconds, time) {
  return time.to - time.from <= 300 ? clock(seconds * 1000) : clock(seconds * 1000).slice(0, 5);
}
