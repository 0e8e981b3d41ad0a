package dev.pangaea.simulator.history;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A region's log in memory, written by hand: each record a tick of 1 s later than the last of all.
 */
final class RecordedRegion {
  static final RegionName US = new RegionName("us-east-1");
  static final RegionName EU = new RegionName("eu-west-1");
  static final String KEY = "{\"p\":{\"S\":\"k\"}}";
  static final EncodedKey ENCODED = EncodedKey.of(PrimaryKey.of(new StringValue("k")));

  private static long millis;

  private final RegionName name;
  private final MemoryPartitionLog log;
  private RecordId head = RecordId.GENESIS;

  RecordedRegion(RegionName name) throws LogUnavailableException {
    this.name = name;
    MemoryRegionLog logs = new MemoryRegionLog(() -> Instant.ofEpochMilli(millis));
    logs.create("log", 1, Optional.of(Duration.ofDays(1)));
    this.log = logs.partition("log", 0);
  }

  static void begin() {
    millis = 0;
  }

  MemoryPartitionLog log() {
    return log;
  }

  LogReading read() throws LogUnavailableException {
    return LogReading.of(name, log, LogReading.ofKey(ENCODED));
  }

  static PartitionLog logOf(RecordedRegion region) {
    return region.log;
  }

  /** Writes an item, having seen other writes. */
  Change write(Content content, Change... seen) {
    return writeKey(ENCODED, content, seen);
  }

  Change writeKey(EncodedKey key, Content content, Change... seen) {
    Change change = change(key, content, seen);
    append(new Body.Writes(List.of(change)));
    return change;
  }

  /** Writes again what lost a conflict. */
  void restore(Content content, Change... seen) {
    append(new Body.Restoration(new ConflictAt(0, 0, 0), change(ENCODED, content, seen)));
  }

  private Change change(EncodedKey key, Content content, Change... seen) {
    Version version = new Version(HybridTime.of(millis + 1000, 0), name);
    Context context = Context.of(version);
    for (Change each : seen) {
      context = context.merge(each.context());
    }
    return new Change(key, version, context, content);
  }

  void takeIn(Change change, Standing standing) {
    append(
        new Body.Arrivals(
            new Progress(change.origin(), "log", Position.START, Watermark.NONE),
            List.of(new Arrival(change, standing))));
  }

  void append(Body body) {
    millis += 1000;
    RecordId id = new RecordId(1, head.sequence() + 1);
    log.append(encoded(id, head, body), outcome -> {});
    head = id;
  }

  /** A record of a leader that has long been replaced. */
  void zombie(Content content) {
    Version version = new Version(HybridTime.of(millis, 7), name);
    millis += 1000;
    Body body =
        new Body.Writes(List.of(new Change(ENCODED, version, Context.of(version), content)));
    log.append(encoded(new RecordId(66, 6), new RecordId(66, 5), body), outcome -> {});
  }

  private static Bytes encoded(RecordId id, RecordId previous, Body body) {
    return LogRecordCodec.encode(new LogRecord(id, previous, HybridTime.of(millis, 0), body));
  }

  /** An item of the key and names and values. */
  static Content item(Object... namesAndValues) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    attributes.put("p", new StringValue("k"));
    for (int index = 0; index < namesAndValues.length; index += 2) {
      attributes.put(
          (String) namesAndValues[index],
          namesAndValues[index + 1] instanceof Integer number
              ? NumberValue.of(number)
              : new StringValue((String) namesAndValues[index + 1]));
    }
    return new Content.Present(EncodedItem.of(Item.of(attributes)));
  }
}
