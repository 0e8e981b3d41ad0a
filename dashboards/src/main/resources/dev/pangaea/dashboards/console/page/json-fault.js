/** Where a text stops being JSON, and what is wanted there: browsers tell it each in their own words, or not at all. */

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

class Fault extends Error {}

/** A sentence with line and column; null if the text is JSON. */
export function faultOf(source) {
  const reader = new Reader(source);
  try {
    reader.whole();
    return null;
  } catch (fault) {
    if (!(fault instanceof Fault)) {
      return null;
    }
    const before = source.slice(0, reader.at).split("\n");
    const found = reader.at < source.length ? "" : ", where the text ends";
    return `Not JSON: ${fault.message} is wanted in line ${before.length}, column ${before.at(-1).length + 1}${found}.`;
  }
}

class Reader {
  at = 0;
  #source;

  constructor(source) {
    this.#source = source;
  }

  whole() {
    this.#value();
    this.#space();
    if (this.at < this.#source.length) {
      throw new Fault("the end");
    }
  }

  #value() {
    this.#space();
    switch (this.#source[this.at]) {
      case "{":
        return this.#members("}", () => this.#member());
      case "[":
        return this.#members("]", () => this.#value());
      default:
        if (!this.#take(STRING) && !this.#take(NUMBER) && !this.#take(WORD)) {
          throw new Fault("a value");
        }
    }
  }

  #member() {
    this.#space();
    if (!this.#take(STRING)) {
      throw new Fault("a name in double quotes");
    }
    this.#space();
    if (this.#source[this.at] !== ":") {
      throw new Fault("a colon");
    }
    this.at++;
    this.#value();
  }

  #members(end, one) {
    this.at++;
    this.#space();
    if (this.#source[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      one();
      this.#space();
      const next = this.#source[this.at];
      if (next !== "," && next !== end) {
        throw new Fault(`a comma or ${end}`);
      }
      this.at++;
      if (next === end) {
        return;
      }
    }
  }

  #space() {
    while (" \t\n\r".includes(this.#source[this.at] || "x")) {
      this.at++;
    }
  }

  #take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.test(this.#source);
    this.at = found ? pattern.lastIndex : this.at;
    return found;
  }
}
