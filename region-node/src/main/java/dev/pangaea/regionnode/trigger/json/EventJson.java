package dev.pangaea.regionnode.trigger.json;

import dev.pangaea.regionnode.event.RecordJson;
import dev.pangaea.regionnode.stream.StreamRecord;
import dev.pangaea.regionnode.trigger.EventRecord;

/** Records as Lambda functions get them. Confined to one thread. */
public final class EventJson {
  private final RecordJson json = new RecordJson();

  /**
   * @param region of the stream, and its resource name
   */
  public EventRecord event(StreamRecord record, String region, String streamArn) {
    return new EventRecord(
        record.position(),
        record.keys().bytes().hashCode(),
        record.createdMillis(),
        json.record(record, region, streamArn));
  }
}
