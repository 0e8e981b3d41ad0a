/** Figures as text for people. What is unknown is a dash, never a zero. */

export const UNKNOWN = "\u2013";
const SPACE = "\u00a0";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

const missing = value => value === null || value === undefined || Number.isNaN(value);

export function count(value) {
  return missing(value) ? UNKNOWN : whole.format(value);
}

/** So many a second: tenths only where they are all there is. */
export function rate(value) {
  if (missing(value)) {
    return UNKNOWN;
  }
  return value > 0 && value < 9.95 ? tenths.format(value) : whole.format(value);
}

/** A span of time with its unit, two or three figures long. */
export function duration(millis) {
  if (missing(millis)) {
    return UNKNOWN;
  }
  if (millis < 1) {
    return millis <= 0 ? `0${SPACE}ms` : `<1${SPACE}ms`;
  }
  if (millis < 9.95) {
    return `${tenths.format(millis)}${SPACE}ms`;
  }
  if (millis < 999.5) {
    return `${whole.format(millis)}${SPACE}ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)}${SPACE}s`;
  }
  return span(Math.round(seconds));
}

/** A span of whole seconds, minutes, hours or days. */
export function span(seconds) {
  if (seconds < 60) {
    return `${seconds}${SPACE}s`;
  }
  const two = value => String(value).padStart(2, "0");
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}${SPACE}min${SPACE}${two(seconds % 60)}${SPACE}s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 48 * 60) {
    return `${Math.floor(minutes / 60)}${SPACE}h${SPACE}${two(minutes % 60)}${SPACE}min`;
  }
  return `${Math.floor(minutes / 1440)}${SPACE}days`;
}

export function bytes(value) {
  if (missing(value)) {
    return UNKNOWN;
  }
  if (value < 1000) {
    return `${whole.format(value)}${SPACE}B`;
  }
  let size = value;
  for (const unit of ["kB", "MB", "GB"]) {
    size /= 1000;
    if (size < 999.5) {
      return `${size < 9.95 ? tenths.format(size) : whole.format(size)}${SPACE}${unit}`;
    }
  }
  return `${tenths.format(size / 1000)}${SPACE}TB`;
}

/** The time of day, to the second, in the reader's zone. */
export function clock(millis) {
  if (missing(millis)) {
    return UNKNOWN;
  }
  const at = new Date(millis);
  const two = value => String(value).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The time of day with milliseconds; the date too where it is another day than now. */
export function instant(millis, now = Date.now()) {
  if (missing(millis)) {
    return UNKNOWN;
  }
  const at = new Date(millis);
  const time = `${clock(millis)}.${String(at.getMilliseconds()).padStart(3, "0")}`;
  return at.toDateString() === new Date(now).toDateString() ? time : `${date(at)} ${time}`;
}

function date(at) {
  const two = value => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Names in a sentence: "a", "a and b", "a, b and c". */
export function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
