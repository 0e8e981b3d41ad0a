/** What regions say of one item, as `GET /api/item` tells it: {regions, equal}, with `equal` null while it is not known. */

const NO_SUCH_TABLE = 404;

/** The regions that have the table. */
export function holders({ regions }) {
  return regions.filter(region => region.status !== NO_SUCH_TABLE);
}

/** Why a region does not say what it holds; null if it does. */
export function unknown(region) {
  return region.reachable === false ? "does not answer" : region.error ?? null;
}

/** @param regionsInAll how many regions there are, whether they have the table or not */
export function verdict(said, regionsInAll) {
  const asked = holders(said);
  if (said.equal === true && asked.length === 1 && regionsInAll > 1) {
    return `Only ${asked[0].name} has the table.`;
  }
  if (said.equal === true) {
    return asked.length < regionsInAll ? "The same in every region that has the table." : "The same in every region.";
  }
  if (said.equal === false) {
    return "The regions differ.";
  }
  return asked.some(region => region.reachable === false)
    ? "Not all regions answer: it is not known whether they hold the same."
    : "Not all regions say what they hold: it is not known whether it is the same.";
}
