package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.StreamWord;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a partition's log a stream tells of.
 *
 * @param table the name of its table, and {@code keys} the names of the attributes of its primary
 *     key: a stream outlives its table
 * @param from where it begins, and {@code fromMillis} when that was, by the log's clock
 * @param end empty while it goes on
 */
public record StreamSpan(
    StreamWord word,
    String table,
    List<String> keys,
    StreamPosition from,
    long fromMillis,
    Optional<End> end) {
  /** Where a stream has ended, and when that was. */
  public record End(StreamPosition position, long millis) {}

  public StreamSpan {
    keys = List.copyOf(keys);
  }

  public boolean isOpen() {
    return end.isEmpty();
  }

  public StreamSpan ended(StreamPosition position, long millis) {
    return new StreamSpan(
        word, table, keys, from, fromMillis, Optional.of(new End(position, millis)));
  }
}
