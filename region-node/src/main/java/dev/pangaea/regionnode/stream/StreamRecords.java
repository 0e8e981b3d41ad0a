package dev.pangaea.regionnode.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Makes records of a stream's rows. Pure. */
final class StreamRecords {
  private StreamRecords() {}

  static StreamRecord of(RegionName region, ShardId shard, StreamSpan span, StreamRow row) {
    EncodedItem keys = keys(row.key(), span.keys());
    long size =
        ItemSize.of(keys)
            + row.before().map(ItemSize::of).orElse(0L)
            + row.after().map(ItemSize::of).orElse(0L);
    return new StreamRecord(
        eventId(region, shard, row),
        row.kind(),
        span.word().view(),
        keys,
        row.after(),
        row.before(),
        row.position(),
        row.appendMillis(),
        size,
        row.expired(),
        new StreamRecord.Origin(row.version(), !row.version().region().equals(region)));
  }

  private static EncodedItem keys(EncodedKey encoded, List<String> names) {
    PrimaryKey key = encoded.decode();
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    attributes.put(names.getFirst(), key.partitionKey());
    key.sortKey().ifPresent(value -> attributes.put(names.getLast(), value));
    return EncodedItem.of(new Item(attributes));
  }

  /** 32 hexadecimal digits, as DynamoDB has them. */
  private static String eventId(RegionName region, ShardId shard, StreamRow row) {
    String place =
        String.join(
            "/",
            region.value(),
            shard.stream().table(),
            shard.text(),
            SequenceNumber.of(row.position()));
    return UUID.nameUUIDFromBytes(place.getBytes(UTF_8)).toString().replace("-", "");
  }
}
