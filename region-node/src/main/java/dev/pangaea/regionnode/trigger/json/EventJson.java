package dev.pangaea.regionnode.trigger.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.stream.StreamRecord;
import dev.pangaea.regionnode.trigger.EventRecord;
import java.io.IOException;
import java.util.Optional;

/** Records as Lambda functions get them. Confined to one thread. */
public final class EventJson {
  private static final long MILLIS_PER_SECOND = 1000;

  private final JsonEncoder encoder = new JsonEncoder();

  /**
   * @param region of the stream, and its resource name
   */
  public EventRecord event(StreamRecord record, String region, String streamArn) {
    byte[] json = encoder.encode(to -> write(record, region, streamArn, to));
    return new EventRecord(
        record.position(),
        record.keys().bytes().hashCode(),
        record.createdMillis(),
        Bytes.owning(json));
  }

  private static void write(StreamRecord record, String region, String arn, JsonGenerator to)
      throws IOException {
    EncodedItemWriter items = new EncodedItemWriter(to);
    to.writeStartObject();
    to.writeStringField("eventID", record.eventId());
    to.writeStringField("eventName", record.kind().name());
    to.writeStringField("eventVersion", "1.1");
    to.writeStringField("eventSource", "aws:dynamodb");
    to.writeStringField("awsRegion", region);
    to.writeObjectFieldStart("dynamodb");
    to.writeNumberField("ApproximateCreationDateTime", record.createdMillis() / MILLIS_PER_SECOND);
    image("Keys", Optional.of(record.keys()), items, to);
    image("NewImage", record.newImage(), items, to);
    image("OldImage", record.oldImage(), items, to);
    to.writeStringField("SequenceNumber", record.sequenceNumber());
    to.writeNumberField("SizeBytes", record.sizeBytes());
    to.writeStringField("StreamViewType", record.view().name());
    to.writeEndObject();
    to.writeStringField("eventSourceARN", arn);
    if (record.expired()) {
      to.writeObjectFieldStart("userIdentity");
      to.writeStringField("principalId", "dynamodb.amazonaws.com");
      to.writeStringField("type", "Service");
      to.writeEndObject();
    }
    to.writeEndObject();
  }

  private static void image(
      String name, Optional<EncodedItem> item, EncodedItemWriter items, JsonGenerator to)
      throws IOException {
    if (item.isPresent()) {
      to.writeFieldName(name);
      items.write(item.get());
    }
  }
}
