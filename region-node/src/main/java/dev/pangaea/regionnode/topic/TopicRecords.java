package dev.pangaea.regionnode.topic;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.event.RecordJson;
import dev.pangaea.regionnode.log.TopicRecord;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamRecord;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records of a stream as records of a change topic. Confined to one thread. */
public final class TopicRecords {
  /** Where the partition goes on behind the record: the publisher's own memory. */
  public static final String POSITION = "pangaea.position";

  /** Before the record changes may be missing. */
  public static final String GAP = "pangaea.gap";

  /** The images were too large for a record of Kafka's. */
  public static final String IMAGES_LEFT_OUT = "pangaea.images-left-out";

  public static final String ORIGIN_REGION = "pangaea.origin.region";
  public static final String ORIGIN_VERSION = "pangaea.origin.version";
  public static final String ORIGIN_REPLICATED = "pangaea.origin.replicated";

  /** What a record takes at most, with room for Kafka's frame. */
  private static final int VALUE_BYTES_MAX = (8 << 20) - (64 << 10);

  private final RecordJson json = new RecordJson();
  private final String region;

  public TopicRecords(String region) {
    this.region = region;
  }

  /**
   * @param next where to go on behind it
   * @param gap whether changes may be missing before it
   */
  public TopicRecord of(
      StreamRecord record, ShardId shard, String streamArn, StreamPosition next, boolean gap) {
    TreeMap<String, String> headers = new TreeMap<>();
    ChangePosition position =
        new ChangePosition(shard.stream().storeNumber(), shard.stream().sinceMillis(), next);
    headers.put(POSITION, position.text());
    headers.put(ORIGIN_REGION, record.origin().version().region().value());
    headers.put(ORIGIN_VERSION, record.origin().version().toString());
    headers.put(ORIGIN_REPLICATED, String.valueOf(record.origin().replicated()));
    if (gap) {
      headers.put(GAP, "true");
    }
    Bytes value = json.record(record, region, streamArn);
    if (value.length() > VALUE_BYTES_MAX) {
      value = json.record(withoutImages(record), region, streamArn);
      headers.put(IMAGES_LEFT_OUT, "true");
    }
    return new TopicRecord(
        shard.partition(), json.keys(record), value, record.createdMillis(), headers);
  }

  /** Where a partition goes on, by the headers of its last record. */
  public static TopicCursor cursor(Map<String, String> last) {
    return Optional.ofNullable(last.get(POSITION))
        .flatMap(ChangePosition::parse)
        .map(TopicCursor::at)
        .orElse(TopicCursor.NEW);
  }

  private static StreamRecord withoutImages(StreamRecord record) {
    return new StreamRecord(
        record.eventId(),
        record.kind(),
        record.view(),
        record.keys(),
        Optional.empty(),
        Optional.empty(),
        record.position(),
        record.createdMillis(),
        record.sizeBytes(),
        record.expired(),
        record.origin());
  }
}
