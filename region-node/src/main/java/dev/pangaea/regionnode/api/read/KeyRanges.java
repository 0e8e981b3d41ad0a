package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.KeyCodec;
import dev.pangaea.regionnode.expression.SortKeyCondition;
import dev.pangaea.regionnode.store.KeyRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Conditions on sort keys as ranges of positions. */
final class KeyRanges {
  private static final int CAPACITY = 128;

  /** What ends the bytes of a string or a binary. */
  private static final int TERMINATOR_BYTES = 2;

  private KeyRanges() {}

  /**
   * @param partition what the positions of the partition key begin with
   * @param equal what the first sort-key attributes must be
   * @param next what the one behind them must be
   */
  static KeyRange of(Bytes partition, List<AttributeValue> equal, Optional<SortKeyCondition> next) {
    Bytes prefix = partition;
    for (AttributeValue value : equal) {
      prefix = with(prefix, value);
    }
    return next.isEmpty() ? KeyRange.beginningWith(prefix) : range(prefix, next.get());
  }

  private static KeyRange range(Bytes prefix, SortKeyCondition condition) {
    KeyRange all = KeyRange.beginningWith(prefix);
    return switch (condition) {
      case SortKeyCondition.Equal(AttributeValue value) ->
          KeyRange.beginningWith(with(prefix, value));
      case SortKeyCondition.LessThan(AttributeValue value) ->
          KeyRange.of(prefix, with(prefix, value));
      case SortKeyCondition.AtMost(AttributeValue value) ->
          new KeyRange(prefix, KeyRange.behind(with(prefix, value)));
      case SortKeyCondition.GreaterThan(AttributeValue value) ->
          new KeyRange(KeyRange.behind(with(prefix, value)).orElseThrow(), all.to());
      case SortKeyCondition.AtLeast(AttributeValue value) ->
          new KeyRange(with(prefix, value), all.to());
      case SortKeyCondition.Between(AttributeValue low, AttributeValue high) ->
          new KeyRange(with(prefix, low), KeyRange.behind(with(prefix, high)));
      case SortKeyCondition.BeginsWith(AttributeValue start) ->
          KeyRange.beginningWith(withStart(prefix, start));
    };
  }

  private static Bytes with(Bytes prefix, AttributeValue value) {
    return written(prefix, value, 0);
  }

  /** What all values begin with that begin with this string or binary. */
  private static Bytes withStart(Bytes prefix, AttributeValue start) {
    return written(prefix, start, TERMINATOR_BYTES);
  }

  private static Bytes written(Bytes prefix, AttributeValue value, int cut) {
    ByteWriter to = new ByteWriter(CAPACITY);
    to.raw(prefix.shared(), 0, prefix.length());
    KeyCodec.component(value, to);
    return Bytes.owning(Arrays.copyOf(to.written().shared(), to.length() - cut));
  }
}
