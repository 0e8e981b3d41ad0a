/**
 * The last hour, a point a second, in arrays of fixed size: a ring of instants, and for each series a ring of values. Unknown
 * values are NaN inside and null outside.
 */
export class History {
  #at;
  #series = new Map();
  #start = 0;
  #size = 0;

  constructor(names, capacity) {
    this.#at = new Float64Array(capacity);
    names.forEach(name => this.keep(name));
  }

  /** Keeps a series from now on; what it was before is unknown. */
  keep(name) {
    if (!this.#series.has(name)) {
      this.#series.set(name, new Float32Array(this.#at.length).fill(NaN));
    }
  }

  get size() {
    return this.#size;
  }

  get lastMillis() {
    return this.#size === 0 ? null : this.#at[this.#slot(this.#size - 1)];
  }

  #slot(index) {
    return (this.#start + index) % this.#at.length;
  }

  clear() {
    this.#start = 0;
    this.#size = 0;
  }

  /**
   * Adds a point, unless one that is not older is there. One that is older by far means that the clock was set back: the points
   * after it give way, since time goes on from it.
   *
   * @param valueOf gives the value of a series by its name
   */
  add(atMillis, valueOf) {
    if (this.lastMillis - atMillis > SET_BACK_MILLIS) {
      while (this.#size > 0 && this.lastMillis >= atMillis) {
        this.#size--;
      }
    }
    if (this.#size > 0 && atMillis <= this.lastMillis) {
      return;
    }
    if (this.#size === this.#at.length) {
      this.#start = this.#slot(1);
    } else {
      this.#size++;
    }
    const slot = this.#slot(this.#size - 1);
    this.#at[slot] = atMillis;
    for (const [name, values] of this.#series) {
      values[slot] = valueOf(name) ?? NaN;
    }
  }

  /**
   * Writes the points since an instant into lists that the caller keeps: instants in seconds, then a list for each name.
   * Where seconds are missing there is a point of nulls, so that no line is drawn over what nobody saw.
   *
   * @param floor values below it are raised to it
   */
  copySince(sinceMillis, names, lists, floor) {
    const columns = names.map(name => this.#series.get(name));
    let length = 0;
    let before = Infinity;
    for (let index = this.#firstSince(sinceMillis); index < this.#size; index++) {
      const slot = this.#slot(index);
      const at = this.#at[slot];
      if (at - before > MISSING_MILLIS) {
        lists[0][length] = (before + 1000) / 1000;
        columns.forEach((_, each) => (lists[each + 1][length] = null));
        length++;
      }
      lists[0][length] = at / 1000;
      columns.forEach((values, each) => {
        const value = values[slot];
        lists[each + 1][length] = Number.isNaN(value) ? null : Math.max(value, floor);
      });
      length++;
      before = at;
    }
    for (const list of lists) {
      list.length = length;
    }
  }

  #firstSince(sinceMillis) {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at[this.#slot(middle)] < sinceMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

const MISSING_MILLIS = 2500;
const SET_BACK_MILLIS = 2500;
