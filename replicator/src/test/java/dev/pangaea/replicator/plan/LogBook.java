package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A source region's log partition in memory, written by a leader, by zombies, and by accident. */
public final class LogBook {
  public static final RegionName SOURCE = new RegionName("us-east-1");
  public static final RegionName TARGET = new RegionName("eu-west-1");
  private static final long ZOMBIE = 666;

  private final LogPartition partition;
  private final List<LogEntry> entries = new ArrayList<>();
  private long start;
  private long nowMillis = 1_000_000;
  private RecordId head = RecordId.GENESIS;
  private long writer = 1;
  private long sequence;
  private int written;

  public LogBook(String log, int partition) {
    this.partition = new LogPartition(log, partition);
  }

  public LogPartition partition() {
    return partition;
  }

  public long start() {
    return start;
  }

  public long end() {
    return start + entries.size();
  }

  public LogBook writes(int count) {
    return append(new Body.Writes(changes(count)));
  }

  /** Writes that transactions made. */
  public LogBook part(int count) {
    return append(new Body.Part(entries.size(), changes(count)));
  }

  public LogBook noop() {
    return append(new Body.Noop());
  }

  public LogBook copy(RegionName joining, int count) {
    return append(new Body.Copy(joining, Context.EMPTY, changes(count)));
  }

  public LogBook arrivals() {
    Progress progress = new Progress(TARGET, "theirs", Position.START, Watermark.NONE);
    return append(new Body.Arrivals(progress, List.of()));
  }

  /** A record of a paused leader, which names a predecessor that is no longer the head. */
  public LogBook zombie() {
    RecordId id = new RecordId(ZOMBIE, ++sequence);
    RecordId previous = new RecordId(ZOMBIE, 0);
    return keep(new LogRecord(id, previous, now(), new Body.Writes(changes(1))));
  }

  /** The last entry once more. */
  public LogBook duplicate() {
    return entries.isEmpty() ? this : keep(entries.getLast().record());
  }

  public LogBook malformed() {
    return keep(Bytes.copyOf((byte) 99, (byte) 1));
  }

  /** A new leader takes the log over. */
  public LogBook newLeader() {
    writer++;
    return noop();
  }

  public void dropBefore(long offset) {
    entries.subList(0, (int) (offset - start)).clear();
    start = offset;
  }

  /** The log loses its end, and its leader goes on from what is left. */
  public void truncateTo(long offset) {
    entries.subList((int) (offset - start), entries.size()).clear();
    head = counting().isEmpty() ? RecordId.GENESIS : counting().getLast().id();
  }

  public List<LogEntry> from(long offset, int most) {
    int first = (int) Math.min(Math.max(0, offset - start), entries.size());
    int last = Math.min(entries.size(), first + most);
    return List.copyOf(entries.subList(first, last));
  }

  /** All that counts, by the chain's definition and nothing else. */
  public List<LogRecord> counting() {
    RecordId last = RecordId.GENESIS;
    List<LogRecord> counting = new ArrayList<>();
    for (LogEntry entry : entries) {
      try {
        LogRecord record = LogRecordCodec.decode(entry.record());
        if (Chain.accepts(last, record)) {
          counting.add(record);
          last = record.id();
        }
      } catch (RuntimeException malformed) {
        assert !(malformed instanceof NullPointerException);
      }
    }
    return counting;
  }

  /** What the target is to get of it, in order. */
  public List<Change> shipped() {
    List<Change> shipped = new ArrayList<>();
    for (LogRecord record : counting()) {
      switch (record.body()) {
        case Body.Writes(List<Change> changes) -> shipped.addAll(changes);
        case Body.Copy(RegionName joining, Context floor, List<Change> changes) -> {
          if (joining.equals(TARGET)) {
            shipped.addAll(changes);
          }
        }
        case Body.Noop() -> {}
        case Body.Part(long nextTransactions, List<Change> changes) -> shipped.addAll(changes);
        case Body.Restoration(ConflictAt conflict, Change change) -> shipped.add(change);
        case Body.Transactions transactions -> {}
        case Body.Arrivals arrivals -> {}
        case Body.Told told -> {}
        case Body.Streaming streaming -> {}
        case Body.Dropped dropped -> {}
        case Body.Released released -> {}
      }
    }
    return shipped;
  }

  private LogBook append(Body body) {
    LogRecord record = new LogRecord(new RecordId(writer, ++sequence), head, now(), body);
    head = record.id();
    return keep(record);
  }

  private LogBook keep(LogRecord record) {
    return keep(LogRecordCodec.encode(record));
  }

  private LogBook keep(Bytes record) {
    entries.add(new LogEntry(end(), nowMillis, record));
    return this;
  }

  private HybridTime now() {
    nowMillis += 10;
    return HybridTime.of(nowMillis, 0);
  }

  private List<Change> changes(int count) {
    List<Change> changes = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      StringValue name = new StringValue("item-" + ++written);
      Version version = new Version(HybridTime.of(nowMillis, written & 0xFFFF), SOURCE);
      EncodedItem item = EncodedItem.of(Item.of(Map.of("id", name)));
      changes.add(
          new Change(
              EncodedKey.of(PrimaryKey.of(name)),
              version,
              Context.of(version),
              new Content.Present(item)));
    }
    return changes;
  }
}
