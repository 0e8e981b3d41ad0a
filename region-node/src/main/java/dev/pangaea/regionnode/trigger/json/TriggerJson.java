package dev.pangaea.regionnode.trigger.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.SequenceNumber;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.trigger.DeliveryRules;
import dev.pangaea.regionnode.trigger.Progress;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerCounts;
import dev.pangaea.regionnode.trigger.TriggerStatus;
import dev.pangaea.regionnode.trigger.TriggerStatus.ShardStatus;
import dev.pangaea.regionnode.trigger.filter.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Triggers and their progress, as they are kept and as they are shown. */
public final class TriggerJson {
  private TriggerJson() {}

  /** A trigger to be read by {@link #trigger}. */
  public static String kept(Trigger trigger) {
    return text(
        to -> {
          to.writeStartObject();
          definition(trigger, to);
          to.writeNumberField("streamNumber", trigger.stream().storeNumber());
          to.writeNumberField("streamMillis", trigger.stream().sinceMillis());
          positions("starts", trigger.starts(), to);
          to.writeEndObject();
        });
  }

  public static Trigger trigger(String kept) {
    JsonValue value = JsonValues.read(kept);
    TriggerRequest from = TriggerRequest.kept(value);
    return new Trigger(
        from.required("uuid"),
        from.name(),
        new StreamId(
            from.table(), (int) from.number("streamNumber", 0), from.number("streamMillis", 0)),
        from.url().orElseThrow(),
        from.enabled().orElse(true),
        from.number("createdMillis", 0),
        from.fromLatest(),
        positions(from.member("starts")),
        from.rules(DeliveryRules.DEFAULT));
  }

  /** Progress to be read by {@link #progress}. */
  public static String kept(Progress progress) {
    return text(
        to -> {
          to.writeStartObject();
          positions("shards", progress.shards(), to);
          counts(progress.counts(), to);
          to.writeEndObject();
        });
  }

  public static Progress progress(String kept) {
    TriggerRequest from = TriggerRequest.kept(JsonValues.read(kept));
    return new Progress(
        positions(from.member("shards")),
        from.member("counts").map(TriggerJson::counts).orElse(TriggerCounts.NONE));
  }

  /** As the control port shows it, a line. */
  public static void write(TriggerStatus status, JsonGenerator to) throws IOException {
    to.writeStartObject();
    definition(status.trigger(), to);
    to.writeStringField("stream", status.trigger().stream().label());
    to.writeStringField("streamStatus", status.streamState());
    to.writeNumberField("iteratorAgeMillis", status.ageMillis());
    counts(status.counts(), to);
    to.writeArrayFieldStart("shards");
    for (ShardStatus shard : status.shards()) {
      to.writeStartObject();
      to.writeNumberField("partition", shard.partition());
      to.writeStringField("shardId", shard.shard());
      to.writeStringField("checkpoint", SequenceNumber.of(shard.checkpoint()));
      to.writeNumberField("iteratorAgeMillis", shard.ageMillis());
      to.writeNumberField("inFlight", shard.underWay());
      to.writeNumberField("open", shard.open());
      to.writeBooleanField("retrying", shard.retrying());
      if (shard.lastError().isPresent()) {
        to.writeStringField("lastError", shard.lastError().get());
      }
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  public static byte[] lines(List<TriggerStatus> triggers) {
    StringBuilder lines = new StringBuilder();
    for (TriggerStatus each : triggers) {
      lines.append(text(to -> write(each, to))).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] outcome(String said) {
    return (text(
                to -> {
                  to.writeStartObject();
                  to.writeStringField("outcome", said);
                  to.writeEndObject();
                })
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void definition(Trigger trigger, JsonGenerator to) throws IOException {
    DeliveryRules rules = trigger.rules();
    to.writeStringField("uuid", trigger.id());
    to.writeStringField("name", trigger.name());
    to.writeStringField("table", trigger.stream().table());
    to.writeStringField("url", trigger.url().toString());
    to.writeBooleanField("enabled", trigger.enabled());
    to.writeNumberField("createdMillis", trigger.createdMillis());
    to.writeStringField("startingPosition", trigger.fromLatest() ? "LATEST" : "TRIM_HORIZON");
    to.writeNumberField("batchSize", rules.batchSize());
    to.writeNumberField("maximumBatchingWindowMillis", rules.windowMillis());
    to.writeNumberField("parallelizationFactor", rules.lanes());
    if (!rules.filter().takesAll()) {
      to.writeObjectFieldStart("filterCriteria");
      to.writeArrayFieldStart("Filters");
      for (String pattern : rules.filter().texts()) {
        to.writeStartObject();
        to.writeStringField("Pattern", pattern);
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeEndObject();
    }
    to.writeNumberField("maximumRetryAttempts", rules.retriesMax());
    to.writeNumberField("maximumRecordAgeInSeconds", rules.ageSecondsMax());
    to.writeBooleanField("bisectBatchOnFunctionError", rules.bisect());
    to.writeBooleanField("reportBatchItemFailures", rules.reportsFailures());
    to.writeBooleanField("deadLetters", rules.deadLetters());
    to.writeNumberField("timeoutMillis", rules.timeoutMillis());
  }

  private static void counts(TriggerCounts counts, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("counts");
    to.writeNumberField("delivered", counts.delivered());
    to.writeNumberField("calls", counts.calls());
    to.writeNumberField("failedCalls", counts.failedCalls());
    to.writeNumberField("filtered", counts.filtered());
    to.writeNumberField("deadLettered", counts.deadLettered());
    to.writeNumberField("dropped", counts.dropped());
    to.writeNumberField("trimmed", counts.trimmed());
    to.writeEndObject();
  }

  private static TriggerCounts counts(JsonValue value) {
    return new TriggerCounts(
        count(value, "delivered"),
        count(value, "calls"),
        count(value, "failedCalls"),
        count(value, "filtered"),
        count(value, "deadLettered"),
        count(value, "dropped"),
        count(value, "trimmed"));
  }

  private static long count(JsonValue counts, String name) {
    return counts instanceof JsonValue.Members members
            && members.values().get(name) instanceof JsonValue.Number number
        ? number.value().longValue()
        : 0;
  }

  private static void positions(
      String name, SortedMap<Integer, StreamPosition> positions, JsonGenerator to)
      throws IOException {
    to.writeObjectFieldStart(name);
    for (Map.Entry<Integer, StreamPosition> each : positions.entrySet()) {
      to.writeStringField(each.getKey().toString(), SequenceNumber.of(each.getValue()));
    }
    to.writeEndObject();
  }

  private static SortedMap<Integer, StreamPosition> positions(Optional<JsonValue> value) {
    TreeMap<Integer, StreamPosition> positions = new TreeMap<>();
    if (value.isPresent() && value.get() instanceof JsonValue.Members members) {
      members
          .values()
          .forEach(
              (partition, number) ->
                  positions.put(
                      Integer.parseInt(partition),
                      SequenceNumber.parse(((JsonValue.Text) number).value()).orElseThrow()));
    }
    return positions;
  }

  private static String text(JsonContent content) {
    return new String(new JsonEncoder(0).encode(content), StandardCharsets.UTF_8);
  }
}
