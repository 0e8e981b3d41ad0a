package dev.pangaea.regionnode.api.read;

/**
 * Where a page ends, besides its request's limit and a megabyte.
 *
 * @param passed it ends with the deleted item that brings it here
 * @param work it ends with the row that brings it here; see {@link ReadWork}
 */
public record PageBounds(long passed, long work) {
  /**
   * A filter of so many comparisons over a full page of small items takes about half a second; one
   * of less than a hundred never ends a page early.
   */
  public static final PageBounds DEFAULT = new PageBounds(100_000, 256L * 1024 * 1024);
}
