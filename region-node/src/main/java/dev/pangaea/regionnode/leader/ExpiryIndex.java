package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.Partitioner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table's items by the second from which they are to be deleted. Its rows lie by partition, then
 * by that second, and hold the key and the attribute. An item whose attribute is not a number has
 * none.
 *
 * @param attribute says when, in seconds since 1970; a fraction of a second counts as a whole one
 * @param partitions the table's
 */
public record ExpiryIndex(
    int number, String attribute, String partitionKey, Optional<String> sortKey, int partitions)
    implements ItemIndex {
  /** Five years, one of them a leap year. */
  private static final long SECONDS_AGO_MAX = Duration.ofDays(5 * 365 + 1).toSeconds();

  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

  /** When the item is to be deleted; empty for one that is to stay. */
  public OptionalLong seconds(Item item) {
    Optional<AttributeValue> value = item.attribute(attribute);
    if (value.isEmpty() || !(value.get() instanceof NumberValue(BigDecimal seconds))) {
      return OptionalLong.empty();
    }
    return seconds.signum() < 0 || seconds.compareTo(SECONDS_MAX) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(seconds.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  OptionalLong seconds(ItemState state) {
    Optional<EncodedItem> item = state.content().visible();
    return item.isPresent() ? seconds(item.get().decode()) : OptionalLong.empty();
  }

  @Override
  public Optional<IndexRow> row(EncodedKey key, EncodedItem encoded, Item item) {
    OptionalLong seconds = seconds(item);
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<String, AttributeValue> kept = new TreeMap<>();
    kept.put(attribute, item.attributes().get(attribute));
    for (String name : keys()) {
      kept.put(name, item.attributes().get(name));
    }
    Bytes position =
        position(Partitioner.partition(key, partitions), seconds.getAsLong(), Optional.of(key));
    return Optional.of(new IndexRow(position, EncodedItem.of(new Item(kept))));
  }

  /**
   * Whether the item is to be deleted by now. What was to be deleted more than five years ago
   * stays, as in DynamoDB.
   */
  boolean isDue(Item item, Now now) {
    OptionalLong due = seconds(item);
    return due.isPresent() && due.getAsLong() >= first(now) && due.getAsLong() <= last(now);
  }

  private static long first(Now now) {
    return Math.max(0, last(now) - SECONDS_AGO_MAX);
  }

  private static long last(Now now) {
    return now.wallMillis() / 1000;
  }

  /** A row, read back. */
  record Row(Bytes position, EncodedKey key, long seconds) {}

  Row row(int partition, EncodedItem row) {
    Item item = row.decode();
    EncodedKey key =
        EncodedKey.of(
            new PrimaryKey(item.attributes().get(partitionKey), sortKey.flatMap(item::attribute)));
    long seconds = seconds(item).orElseThrow();
    return new Row(position(partition, seconds, Optional.of(key)), key, seconds);
  }

  /** The names of the key attributes. */
  Set<String> keys() {
    TreeSet<String> keys = new TreeSet<>();
    keys.add(partitionKey);
    sortKey.ifPresent(keys::add);
    return keys;
  }

  /** Where the rows lie that are due by now. */
  KeyRange due(int partition, Now now) {
    return KeyRange.of(
        position(partition, first(now), Optional.empty()),
        position(partition, last(now) + 1, Optional.empty()));
  }

  private static Bytes position(int partition, long seconds, Optional<EncodedKey> key) {
    int rest = key.map(ItemPosition::length).orElse(0);
    ByteBuffer position = ByteBuffer.allocate(Short.BYTES + Long.BYTES + rest);
    position.putShort((short) partition).putLong(seconds);
    key.ifPresent(each -> ItemPosition.put(each, position));
    return Bytes.owning(position.array());
  }
}
