package dev.pangaea.regionnode.api.read;

/**
 * Where a page ends, besides its request's limit and a megabyte. A caller sees it, so it follows
 * from what is asked for and what there is, counted as DynamoDB counts sizes.
 *
 * @param passed it ends with the deleted item that brings it here
 * @param fetched it ends with the row of an index for which an item is looked for in the table, and
 *     which brings it here
 * @param compared it ends with the row that brings it here: the size of each row and of each item
 *     fetched for one, as often as something of it is compared or taken
 */
public record PageBounds(long passed, long fetched, long compared) {
  /**
   * Takes a second or a few on the smallest items. No page ends before a megabyte that compares and
   * takes up to 128 things of each row, and fetches items that with their rows have 64 bytes or
   * more.
   */
  public static final PageBounds DEFAULT =
      new PageBounds(100_000, Page.BYTES_MAX / 64, 128 * Page.BYTES_MAX);
}
