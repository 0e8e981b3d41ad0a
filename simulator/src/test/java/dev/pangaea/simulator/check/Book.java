package dev.pangaea.simulator.check;

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
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Evidence of two regions with a partition each, written down by hand. Times are small numbers. */
final class Book {
  static final RegionName US = new RegionName("us-east-1");
  static final RegionName EU = new RegionName("eu-west-1");
  static final EncodedKey KEY = Contents.key("k");
  static final EncodedKey OTHER = Contents.key("other");

  private final SortedMap<RegionName, List<LogEntry>> logs = new TreeMap<>();
  private final SortedMap<RegionName, SortedMap<EncodedKey, ItemState>> items = new TreeMap<>();
  private final SortedMap<RegionName, List<Evidence.Conflict>> ledgers = new TreeMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Evidence.Restoration> restorations = new ArrayList<>();
  private final List<Evidence.Trouble> troubles = new ArrayList<>();

  Book() {
    for (RegionName region : List.of(US, EU)) {
      logs.put(region, new ArrayList<>());
      items.put(region, new TreeMap<>());
      ledgers.put(region, new ArrayList<>());
    }
  }

  static Version version(RegionName region, int time) {
    return new Version(HybridTime.of(time, 0), region);
  }

  static Content content(String text) {
    return content(KEY, text);
  }

  private static Content content(EncodedKey key, String text) {
    return text.equals("-") ? new Content.Deleted() : new Content.Present(Contents.put(key, text));
  }

  static Optional<EncodedItem> item(String text) {
    return Contents.visible(content(text));
  }

  /** A write of another item. */
  static Change other(Version version, String text) {
    return new Change(OTHER, version, Context.of(version), content(OTHER, text));
  }

  /** A write that has seen others. */
  static Change change(Version version, String text, Version... seen) {
    Context context = Context.of(version);
    for (Version each : seen) {
      context = context.with(each);
    }
    return new Change(KEY, version, context, content(text));
  }

  /** A record of this region's writes. */
  Book writes(RegionName region, Change... changes) {
    return record(region, new Body.Writes(List.of(changes)));
  }

  /** A record of what came from another region, up to an offset and a time of its log. */
  Book arrives(RegionName region, RegionName source, int next, int until, Change... changes) {
    return record(
        region,
        new Body.Arrivals(
            new Progress(
                source,
                "log",
                new Position(next, new RecordId(1, next)),
                new Watermark(HybridTime.of(until, 0), 0)),
            Stream.of(changes).map(each -> new Arrival(each, Standing.NEWER)).toList()));
  }

  Book record(RegionName region, Body body) {
    return entry(region, logs.get(region).size(), body);
  }

  /** A record that names the one with this number as the one before it. */
  Book entry(RegionName region, int previous, Body body) {
    List<LogEntry> log = logs.get(region);
    RecordId before = previous == 0 ? RecordId.GENESIS : new RecordId(1, previous);
    LogRecord record =
        new LogRecord(new RecordId(1, log.size() + 1), before, HybridTime.of(1, 0), body);
    log.add(new LogEntry(log.size(), 0, LogRecordCodec.encode(record)));
    return this;
  }

  Book holds(RegionName region, Change state) {
    items.get(region).put(KEY, ItemState.of(state));
    return this;
  }

  private static ItemState state(Version version) {
    return new ItemState(version, Context.of(version), content("lost"));
  }

  Book lost(RegionName region, Version winner, Version loser) {
    ledgers.get(region).add(new Evidence.Conflict(state(winner), state(loser), false, true));
    return this;
  }

  Book asked(RegionName region, Action action, long asked, long answered, Reply reply) {
    return asked(region, action, asked, answered, reply, false);
  }

  Book asked(
      RegionName region, Action action, long asked, long answered, Reply reply, boolean rivals) {
    operations.add(
        Operation.asked(operations.size(), region, 0, KEY, action, asked)
            .answered(reply, answered, rivals));
    return this;
  }

  /** An operation on the other item, asked for as one with the operation before. */
  Book together(RegionName region, Action action, long asked, long answered, Reply reply) {
    int first = operations.getLast().number();
    operations.add(
        Operation.asked(operations.size(), region, 0, OTHER, action, asked)
            .with(first)
            .answered(reply, answered, false));
    return this;
  }

  /** Somebody was told that a conflict was restored. */
  Book restored(RegionName region, ConflictAt conflict, Version as) {
    restorations.add(new Evidence.Restoration(region, 0, conflict, Optional.of(as)));
    return this;
  }

  Book never(RegionName region, Action action) {
    operations.add(Operation.asked(operations.size(), region, 0, KEY, action, 1));
    return this;
  }

  Book troubled(RegionName region, long from, long to) {
    troubles.add(new Evidence.Trouble(region, from, to));
    return this;
  }

  List<LogEntry> log(RegionName region) {
    return logs.get(region);
  }

  /** What a check complains of. */
  List<String> judgedBy(Check check) {
    TreeMap<RegionName, List<Evidence.Partition>> regions = new TreeMap<>();
    logs.forEach(
        (region, log) ->
            regions.put(
                region,
                List.of(new Evidence.Partition(log, items.get(region), ledgers.get(region)))));
    List<String> complaints = new ArrayList<>();
    check.judge(new Evidence(regions, operations, restorations, troubles), complaints::add);
    return complaints;
  }
}
