package dev.pangaea.regionnode.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.stream.StreamRecord;
import java.io.IOException;
import java.util.Optional;

/** Records of a stream as Lambda functions get them. Confined to one thread. */
public final class RecordJson {
  private static final long MILLIS_PER_SECOND = 1000;

  private final JsonEncoder encoder = new JsonEncoder();

  /**
   * @param region of the stream, and its resource name
   */
  public Bytes record(StreamRecord record, String region, String streamArn) {
    return Bytes.owning(encoder.encode(to -> write(record, region, streamArn, to)));
  }

  /** The key attributes of a record's item: the same for all records of an item. */
  public Bytes keys(StreamRecord record) {
    return Bytes.owning(encoder.encode(to -> new EncodedItemWriter(to).write(record.keys())));
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
