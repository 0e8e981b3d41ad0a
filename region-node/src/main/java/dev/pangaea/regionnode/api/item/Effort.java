package dev.pangaea.regionnode.api.item;

/**
 * How much of a read is done before it is given up, to be begun again where longer ones are done.
 *
 * @param rows of a page
 * @param bytes of rows and items
 * @param passed deleted items that a page passes over
 * @param gone traces of rows that are gone that a page walks over from one row to the next
 * @param work bytes looked at, each as often as something of its item is compared or taken
 */
public record Effort(long rows, long bytes, long passed, long gone, long work) {
  /** On a thread that holds connections of others. */
  static final Effort HERE = new Effort(32, 64 * 1024, 1000, 256, 512 * 1024);

  /** Some milliseconds; some tens if in front of most rows lie as many that are gone as may. */
  static final Effort SHORT = new Effort(1000, 256 * 1024, 10_000, 256, 2 * 1024 * 1024);

  /** To the end. */
  public static final Effort WHOLE =
      new Effort(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
