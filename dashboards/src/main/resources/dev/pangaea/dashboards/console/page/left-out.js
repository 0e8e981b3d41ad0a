/**
 * How many conflicts nobody told the page of. Each region leaves out rows of its own ledger, and the same two writes have a row in
 * every region: what another region told is no loss, and what several left out is one.
 */
export class LeftOut {
  /** Region → how many rows it left out. */
  #rows = new Map();

  add({ region, conflicts }) {
    this.#rows.set(region, (this.#rows.get(region) ?? 0) + conflicts);
  }

  /**
   * In the region that misses most.
   *
   * @param entries {deciders: region → what it told}
   */
  unseen(entries) {
    return Math.max(0, ...[...this.#rows].map(([region, rows]) => rows - toldByOthers(entries, region)));
  }

  /** Entries that go were told: no row of theirs is missed from then on. */
  forget(entries) {
    for (const [region, rows] of this.#rows) {
      this.#rows.set(region, Math.max(0, rows - toldByOthers(entries, region)));
    }
  }
}

const toldByOthers = (entries, region) => entries.filter(entry => !entry.deciders.has(region)).length;
