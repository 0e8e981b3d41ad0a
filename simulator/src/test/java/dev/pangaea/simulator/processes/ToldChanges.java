package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * All that a region's stream tells of a table whose stream has been on from its beginning, and what
 * that comes to at any instant. Nothing here knows of backups.
 *
 * @param partitions in the order of the shards, each in the stream's order
 */
record ToldChanges(List<List<ToldChange>> partitions) {
  static ToldChanges of(RegionProcesses region, String table) {
    try (DynamoDbClient client = TwoRegions.client(region);
        DynamoDbStreamsClient streams = TwoRegions.streams(region)) {
      String arn =
          client.describeTable(request -> request.tableName(table)).table().latestStreamArn();
      List<Shard> shards =
          streams.describeStream(request -> request.streamArn(arn)).streamDescription().shards();
      List<List<Record>> told = new ArrayList<>();
      for (Shard shard : shards) {
        told.add(read(streams, arn, shard));
      }
      Map<Place, Long> appended = new HashMap<>();
      RegionLogs.read(
          region,
          table,
          (entry, partition) ->
              appended.put(new Place(partition, entry.offset()), entry.appendMillis()));
      List<List<ToldChange>> partitions = new ArrayList<>();
      for (int partition = 0; partition < told.size(); partition++) {
        int here = partition;
        partitions.add(
            told.get(partition).stream()
                .map(record -> change(record, offset -> appended.get(new Place(here, offset))))
                .toList());
      }
      return new ToldChanges(partitions);
    }
  }

  private record Place(int partition, long offset) {}

  private static List<Record> read(DynamoDbStreamsClient streams, String arn, Shard shard) {
    List<Record> records = new ArrayList<>();
    String next =
        streams
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    while (next != null) {
      String iterator = next;
      GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(iterator));
      records.addAll(page.records());
      next = page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return records;
  }

  private static ToldChange change(Record record, LongFunction<Long> appendMillis) {
    String number = record.dynamodb().sequenceNumber();
    long offset = Long.parseLong(number.substring(1, 20));
    return new ToldChange(
        offset,
        Integer.parseInt(number.substring(20)),
        appendMillis.apply(offset),
        record.dynamodb().keys().get("pk").s(),
        record.eventNameAsString(),
        record.dynamodb().hasOldImage()
            ? Optional.of(record.dynamodb().oldImage())
            : Optional.empty(),
        record.dynamodb().hasNewImage()
            ? Optional.of(record.dynamodb().newImage())
            : Optional.empty(),
        record.userIdentity() != null
            && "dynamodb.amazonaws.com".equals(record.userIdentity().principalId())
            && "Service".equals(record.userIdentity().type()));
  }

  /** What it tells of one item, in order. */
  List<ToldChange> of(String key) {
    return partitions.stream()
        .flatMap(List::stream)
        .filter(change -> change.key().equals(key))
        .toList();
  }

  /** The items that all of it comes to. */
  Map<String, Map<String, AttributeValue>> items() {
    return items(change -> true);
  }

  /** The items that the region held once its log had taken what it took up to then. */
  Map<String, Map<String, AttributeValue>> items(long untilMillis) {
    return items(change -> change.appendMillis() <= untilMillis);
  }

  private Map<String, Map<String, AttributeValue>> items(Predicate<ToldChange> counted) {
    TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
    for (List<ToldChange> partition : partitions) {
      for (ToldChange change : partition) {
        if (!counted.test(change)) {
          break;
        }
        change
            .after()
            .ifPresentOrElse(
                image -> items.put(change.key(), image), () -> items.remove(change.key()));
      }
    }
    return items;
  }

  /**
   * Where it is no history of items: numbers that do not rise, a change that begins with something
   * else than what the one before it left, or is named wrongly. A change that is missing is found
   * by the next one of its item.
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (List<ToldChange> partition : partitions) {
      Map<String, Map<String, AttributeValue>> held = new HashMap<>();
      long offset = -1;
      int index = -1;
      for (ToldChange change : partition) {
        boolean rises =
            change.offset() > offset || change.offset() == offset && change.index() > index;
        Optional<Map<String, AttributeValue>> there = Optional.ofNullable(held.get(change.key()));
        if (!rises
            || !there.equals(change.before())
            || change.before().equals(change.after())
            || !change.kind().equals(change.kindByImages())) {
          faults.add("after " + there + ": " + change);
        }
        offset = change.offset();
        index = change.index();
        change
            .after()
            .ifPresentOrElse(
                image -> held.put(change.key(), image), () -> held.remove(change.key()));
      }
    }
    return faults;
  }
}
