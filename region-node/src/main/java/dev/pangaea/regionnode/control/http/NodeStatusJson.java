package dev.pangaea.regionnode.control.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import dev.pangaea.regionnode.leader.TransactionStatus;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.table.AwaitedCopy;
import dev.pangaea.regionnode.table.AwaitedDeparture;
import dev.pangaea.regionnode.table.GivenCopy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** A node's status as JSON. */
final class NodeStatusJson {
  private static final JsonFactory JSON = new JsonFactory();

  private NodeStatusJson() {}

  static String text(NodeStatus status) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("region", status.region().value());
      json.writeBooleanField("ready", status.ready());
      if (status.kafka().isPresent()) {
        json.writeStringField("kafka", status.kafka().get());
      }
      json.writeArrayFieldStart("tables");
      for (NodeStatus.TableStanding table : status.tables()) {
        table(table, json);
      }
      json.writeEndArray();
      transactions(status.transactions(), json);
      json.writeArrayFieldStart("awaitedCopies");
      for (AwaitedCopy copy : status.awaitedCopies()) {
        awaitedCopy(copy, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("awaitedDepartures");
      for (AwaitedDeparture departure : status.awaitedDepartures()) {
        awaitedDeparture(departure, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("givenCopies");
      for (GivenCopy copy : status.givenCopies()) {
        givenCopy(copy, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("conflicts");
      for (Map.Entry<ConflictKind, Long> each : status.decided().entrySet()) {
        conflicts(each.getKey(), each.getValue(), json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("visible");
      for (NodeStatus.Visible visible : status.visible()) {
        visible(visible, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("partitions");
      for (PartitionStatus partition : status.partitions()) {
        partition(partition, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.append('\n').toString();
  }

  private static void table(NodeStatus.TableStanding table, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", table.name());
    json.writeStringField("status", table.status());
    json.writeNumberField("storeNumber", table.storeNumber());
    json.writeNumberField("items", table.items());
    json.writeNumberField("itemBytes", table.itemBytes());
    json.writeNumberField("conflicts", table.conflicts());
    tombstones(table.tombstones(), json);
    json.writeObjectFieldStart("quarantine");
    json.writeNumberField("kept", table.quarantine().kept());
    json.writeNumberField("tried", table.quarantine().tried());
    json.writeNumberField("released", table.quarantine().released());
    json.writeEndObject();
    json.writeObjectFieldStart("expiries");
    json.writeNumberField("expiring", table.expiries().expiring());
    json.writeNumberField("deleted", table.expiries().deleted());
    json.writeNumberField("lateMillis", table.expiries().lateMillis());
    json.writeNumberField("latestMillis", table.expiries().latestMillis());
    json.writeEndObject();
    json.writeArrayFieldStart("indexes");
    for (NodeStatus.IndexStanding index : table.indexes()) {
      index(index, table.items(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void tombstones(TombstoneStatus tombstones, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("tombstones");
    json.writeNumberField("kept", tombstones.kept());
    json.writeNumberField("dropped", tombstones.dropped());
    json.writeNumberField("oldestMillis", tombstones.oldestMillis());
    json.writeArrayFieldStart("awaited");
    for (Map.Entry<RegionName, Long> member : tombstones.blockedSinceMillis().entrySet()) {
      json.writeStartObject();
      json.writeStringField("region", member.getKey().value());
      json.writeNumberField("sinceMillis", member.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void index(NodeStatus.IndexStanding index, long items, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", index.name());
    json.writeStringField("status", index.status());
    json.writeNumberField("rows", index.rows());
    json.writeNumberField("itemsLookedAt", index.itemsLookedAt());
    json.writeNumberField("itemsOfTable", items);
    json.writeFieldName("itemsPerSecond");
    if (index.itemsPerSecond().isPresent()) {
      json.writeNumber(Math.round(index.itemsPerSecond().getAsDouble()));
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private static void transactions(TransactionStatus transactions, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("transactions");
    json.writeNumberField("waiting", transactions.waiting());
    json.writeNumberField("unfinished", transactions.unfinished());
    json.writeNumberField("oldestMillis", transactions.oldestMillis());
    json.writeEndObject();
  }

  private static void awaitedCopy(AwaitedCopy copy, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", copy.table());
    json.writeStringField("source", copy.source().value());
    json.writeNumberField("partitions", copy.partitions());
    json.writeEndObject();
  }

  private static void givenCopy(GivenCopy copy, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", copy.table());
    json.writeStringField("region", copy.region().value());
    json.writeNumberField("partitions", copy.partitions());
    json.writeNumberField("partitionsCopied", copy.partitionsCopied());
    json.writeNumberField("records", copy.records());
    json.writeNumberField("bytes", copy.bytes());
    json.writeFieldName("recordsPerSecond");
    if (copy.recordsPerSecond().isPresent()) {
      json.writeNumber(Math.round(copy.recordsPerSecond().getAsDouble()));
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private static void awaitedDeparture(AwaitedDeparture departure, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("table", departure.table());
    json.writeArrayFieldStart("regions");
    for (RegionName region : departure.regions()) {
      json.writeString(region.value());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void conflicts(ConflictKind kind, long count, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("table", kind.table());
    json.writeStringField("rule", kind.rule());
    json.writeStringField("outcome", kind.outcome());
    json.writeStringField("origin", kind.origin().value());
    json.writeNumberField("count", count);
    json.writeEndObject();
  }

  private static void visible(NodeStatus.Visible visible, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", visible.table());
    json.writeStringField("source", visible.source().value());
    json.writeStringField("asOf", Instant.ofEpochMilli(visible.asOfMillis()).toString());
    json.writeEndObject();
  }

  private static void partition(PartitionStatus partition, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("table", partition.partition().table());
    json.writeNumberField("partition", partition.partition().partition());
    json.writeStringField("phase", partition.phase());
    json.writeNumberField("nextOffset", partition.applied().position().nextOffset());
    json.writeStringField("head", partition.applied().position().head().toString());
    json.writeNumberField("waiting", partition.waiting());
    json.writeNumberField("uncountedEntries", partition.uncountedEntries());
    json.writeEndObject();
  }
}
