/**
 * Reads JSON and keeps the digits of its numbers, which a browser's own reader turns into floating-point ones. Says where a text
 * stops being JSON and what is wanted there: browsers tell it each in their own words, or not at all.
 */

const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** DynamoDB takes 32 levels; in its JSON each is two deep. */
const DEPTH_MAX = 200;

/** A number as it was written. */
export class Digits {
  constructor(text) {
    this.text = text;
  }
}

class Fault extends Error {}

/** {value} with Digits for numbers, or {error}: a sentence with line and column. */
export function readJson(source) {
  const reader = new Reader(source);
  try {
    return { value: reader.whole() };
  } catch (fault) {
    if (!(fault instanceof Fault)) {
      throw fault;
    }
    const before = source.slice(0, reader.at).split("\n");
    const found = reader.at < source.length ? "" : ", where the text ends";
    return { error: `Not JSON: ${fault.message} is wanted in line ${before.length}, column ${before.at(-1).length + 1}${found}.` };
  }
}

class Reader {
  at = 0;
  #source;
  #depth = 0;

  constructor(source) {
    this.#source = source;
  }

  whole() {
    const value = this.#value();
    this.#space();
    if (this.at < this.#source.length) {
      throw new Fault("the end");
    }
    return value;
  }

  #value() {
    this.#space();
    switch (this.#source[this.at]) {
      case "{":
        return Object.fromEntries(this.#inside("}", () => this.#member()));
      case "[":
        return this.#inside("]", () => this.#value());
      case '"':
        return this.#string("a value");
      default:
        return this.#numberOrWord();
    }
  }

  #numberOrWord() {
    const digits = this.#take(NUMBER);
    if (digits !== null) {
      return new Digits(digits);
    }
    const word = this.#take(WORD);
    if (word === null) {
      throw new Fault("a value");
    }
    return JSON.parse(word);
  }

  #string(wanted) {
    const quoted = this.#take(STRING);
    if (quoted === null) {
      throw new Fault(wanted);
    }
    return JSON.parse(quoted);
  }

  #member() {
    this.#space();
    const name = this.#string("a name in double quotes");
    this.#space();
    if (this.#source[this.at] !== ":") {
      throw new Fault("a colon");
    }
    this.at++;
    return [name, this.#value()];
  }

  #inside(end, one) {
    if (++this.#depth > DEPTH_MAX) {
      throw new Fault("less depth");
    }
    const all = [];
    this.at++;
    this.#space();
    let next = this.#source[this.at] === end ? end : ",";
    this.at += next === end ? 1 : 0;
    while (next !== end) {
      all.push(one());
      this.#space();
      next = this.#source[this.at];
      if (next !== "," && next !== end) {
        throw new Fault(`a comma or ${end}`);
      }
      this.at++;
    }
    this.#depth--;
    return all;
  }

  #space() {
    while (" \t\n\r".includes(this.#source[this.at] || "x")) {
      this.at++;
    }
  }

  /** What the pattern finds here, and goes behind it; null if that is nothing. */
  #take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#source);
    this.at = found ? pattern.lastIndex : this.at;
    return found ? found[0] : null;
  }
}
