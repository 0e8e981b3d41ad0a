/**
 * How many conflicts nobody told the page of, at least. Each region leaves out rows of its own ledger, and the same two writes have a
 * row in every region: what another region told is no loss, and what several left out is one.
 */
export class LeftOut {
  /** Table → region → how many rows it left out. */
  #rows = new Map();

  add({ table, region, conflicts }) {
    const rows = this.#rows.get(table) ?? new Map();
    this.#rows.set(table, rows.set(region, (rows.get(region) ?? 0) + conflicts));
  }

  /**
   * Of each table in the region that misses most.
   *
   * @param entries {table, deciders: region → what it told}
   */
  unseen(entries) {
    let unseen = 0;
    for (const [table, rows] of this.#rows) {
      unseen += Math.max(0, ...[...rows].map(([region, count]) => count - toldByOthers(entries, table, region)));
    }
    return unseen;
  }

  /** Entries that go were told or read: no row of theirs counts as missed from then on. */
  forget(entries) {
    for (const [table, rows] of this.#rows) {
      for (const [region, count] of rows) {
        rows.set(region, Math.max(0, count - toldByOthers(entries, table, region)));
      }
    }
  }
}

const toldByOthers = (entries, table, region) => entries.filter(entry => entry.table === table && !entry.deciders.has(region)).length;
