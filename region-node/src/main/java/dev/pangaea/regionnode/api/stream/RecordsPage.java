package dev.pangaea.regionnode.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.stream.StreamRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Records as GetRecords tells them.
 *
 * @param origin whether each is to say where its change comes from, in a member that is none of
 *     DynamoDB's
 */
record RecordsPage(List<StreamRecord> records, Optional<String> next, String region, boolean origin)
    implements JsonContent {
  private static final long MILLIS_PER_SECOND = 1000;

  @Override
  public void write(JsonGenerator to) throws IOException {
    EncodedItemWriter items = new EncodedItemWriter(to);
    to.writeStartObject();
    to.writeArrayFieldStart("Records");
    for (StreamRecord record : records) {
      write(record, items, to);
    }
    to.writeEndArray();
    if (next.isPresent()) {
      to.writeStringField("NextShardIterator", next.get());
    }
    to.writeEndObject();
  }

  private void write(StreamRecord record, EncodedItemWriter items, JsonGenerator to)
      throws IOException {
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
    if (record.expired()) {
      to.writeObjectFieldStart("userIdentity");
      to.writeStringField("PrincipalId", "dynamodb.amazonaws.com");
      to.writeStringField("Type", "Service");
      to.writeEndObject();
    }
    if (origin) {
      to.writeObjectFieldStart("origin");
      to.writeStringField("region", record.origin().version().region().value());
      to.writeStringField("version", record.origin().version().toString());
      to.writeBooleanField("replicated", record.origin().replicated());
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
