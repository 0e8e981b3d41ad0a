package dev.pangaea.simulator.story;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import java.util.List;

/**
 * What happens to regions, one step after the other, and what is to be seen of it.
 *
 * @param name a promise, in words that are joined by hyphens
 * @param policy of the table: what becomes of concurrent writes
 * @param regions those that take part, in their order
 */
public record Story(String name, ConflictPolicy policy, List<String> regions, List<Line> lines) {
  /** The attribute by which items are known; a story names it apart from an item's others. */
  public static final String KEY = "pk";

  public Story {
    regions = List.copyOf(regions);
    lines = List.copyOf(lines);
  }

  /**
   * A step where it stands.
   *
   * @param number in its file, from 1
   */
  public record Line(int number, String text, Step step) {}
}
