package dev.pangaea.regionnode.trigger.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.trigger.Effect;
import dev.pangaea.regionnode.trigger.EventRecord;
import dev.pangaea.regionnode.trigger.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** What is kept of records that were given up: Lambda's metadata, and the records themselves. */
public final class DeadLetter {
  private DeadLetter() {}

  /**
   * @param lastError what the worker's last failure was
   */
  public static Bytes of(
      Trigger trigger,
      String streamArn,
      String shard,
      Effect.GiveUp what,
      String lastError,
      long nowMillis) {
    return Bytes.owning(
        new JsonEncoder(0)
            .encode(to -> write(trigger, streamArn, shard, what, lastError, nowMillis, to)));
  }

  private static void write(
      Trigger trigger,
      String streamArn,
      String shard,
      Effect.GiveUp what,
      String lastError,
      long nowMillis,
      JsonGenerator to)
      throws IOException {
    EventRecord first = what.records().getFirst();
    EventRecord last = what.records().getLast();
    String id = trigger.id() + "/" + shard + "/" + first.sequenceNumber();
    to.writeStartObject();
    to.writeStringField("version", "1.0");
    to.writeStringField("timestamp", Instant.ofEpochMilli(nowMillis).toString());
    to.writeObjectFieldStart("requestContext");
    to.writeStringField(
        "requestId", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
    to.writeStringField("functionArn", trigger.url().toString());
    to.writeStringField("condition", what.reason().condition());
    to.writeNumberField("approximateInvokeCount", what.attempts());
    to.writeEndObject();
    to.writeObjectFieldStart("responseContext");
    to.writeStringField("functionError", lastError);
    to.writeEndObject();
    to.writeObjectFieldStart("DDBStreamBatchInfo");
    to.writeStringField("shardId", shard);
    to.writeStringField("startSequenceNumber", first.sequenceNumber());
    to.writeStringField("endSequenceNumber", last.sequenceNumber());
    to.writeStringField(
        "approximateArrivalOfFirstRecord", Instant.ofEpochMilli(first.createdMillis()).toString());
    to.writeStringField(
        "approximateArrivalOfLastRecord", Instant.ofEpochMilli(last.createdMillis()).toString());
    to.writeNumberField("batchSize", what.records().size());
    to.writeStringField("streamArn", streamArn);
    to.writeEndObject();
    to.writeStringField("trigger", trigger.name());
    to.writeArrayFieldStart("Records");
    for (EventRecord record : what.records()) {
      to.writeRawValue(new String(record.json().shared(), StandardCharsets.UTF_8));
    }
    to.writeEndArray();
    to.writeEndObject();
  }
}
