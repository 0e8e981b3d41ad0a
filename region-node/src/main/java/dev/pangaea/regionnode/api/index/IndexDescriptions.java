package dev.pangaea.regionnode.api.index;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.ThroughputDescriptions;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.IndexStatus;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.List;

/** Writes a table's indexes as DynamoDB describes them; absent where it has none of a kind. */
public final class IndexDescriptions {
  private final Identity identity;
  private final Store store;

  public IndexDescriptions(Identity identity, Store store) {
    this.identity = identity;
    this.store = store;
  }

  public void write(TableView table, JsonGenerator to) throws IOException {
    List<IndexSettings> indexes = table.settings().indexes();
    list(
        "LocalSecondaryIndexes",
        table,
        indexes.stream().filter(IndexSettings::isLocal).toList(),
        to);
    list(
        "GlobalSecondaryIndexes",
        table,
        indexes.stream().filter(index -> !index.isLocal()).toList(),
        to);
  }

  /** What the indexes of a table are to be, without what is in them. */
  public static void shapes(TableSettings settings, JsonGenerator to) throws IOException {
    for (IndexShape.Kind kind : IndexShape.Kind.values()) {
      boolean local = kind == IndexShape.Kind.LOCAL;
      List<IndexSettings> indexes =
          settings.indexes().stream().filter(index -> index.kind() == kind).toList();
      if (!indexes.isEmpty()) {
        to.writeArrayFieldStart(local ? "LocalSecondaryIndexes" : "GlobalSecondaryIndexes");
        for (IndexSettings index : indexes) {
          to.writeStartObject();
          to.writeStringField("IndexName", index.name());
          KeySchemaWriter.write(index.partitionKey(), index.sortKey(), to);
          projection(index.projection(), to);
          if (!local) {
            ThroughputDescriptions.units(index.capacity(), to);
            ThroughputDescriptions.onDemand(index.capacity(), to);
          }
          to.writeEndObject();
        }
        to.writeEndArray();
      }
    }
  }

  private void list(String member, TableView table, List<IndexSettings> indexes, JsonGenerator to)
      throws IOException {
    if (indexes.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart(member);
    for (IndexSettings index : indexes) {
      to.writeStartObject();
      to.writeStringField("IndexName", index.name());
      KeySchemaWriter.write(index.partitionKey(), index.sortKey(), to);
      projection(index.projection(), to);
      if (!index.isLocal()) {
        status(table, index, to);
        capacity(table, index, to);
      }
      contents(table, index, to);
      to.writeStringField("IndexArn", identity.tableArn(table.name()) + "/index/" + index.name());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private static void projection(IndexProjection projection, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("Projection");
    switch (projection) {
      case IndexProjection.All() -> to.writeStringField("ProjectionType", "ALL");
      case IndexProjection.KeysOnly() -> to.writeStringField("ProjectionType", "KEYS_ONLY");
      case IndexProjection.Include(List<String> names) -> {
        to.writeStringField("ProjectionType", "INCLUDE");
        to.writeArrayFieldStart("NonKeyAttributes");
        for (String name : names.stream().sorted().toList()) {
          to.writeString(name);
        }
        to.writeEndArray();
      }
    }
    to.writeEndObject();
  }

  /**
   * An index that is added tells whether it is being filled; one that is made with its table not.
   */
  private static void status(TableView table, IndexSettings index, JsonGenerator to)
      throws IOException {
    to.writeStringField("IndexStatus", index.status().name());
    if (index.status() == IndexStatus.CREATING && table.status() != TableStatus.CREATING) {
      to.writeBooleanField("Backfilling", index.backfilling());
    }
  }

  private static void capacity(TableView table, IndexSettings index, JsonGenerator to)
      throws IOException {
    long readUnits = 0;
    long writeUnits = 0;
    if (table.settings().capacity() instanceof Capacity.Provisioned
        && index.capacity() instanceof Capacity.Provisioned(long read, long write)) {
      readUnits = read;
      writeUnits = write;
    }
    to.writeObjectFieldStart("ProvisionedThroughput");
    ThroughputDescriptions.history(index.history(), to);
    to.writeNumberField("ReadCapacityUnits", readUnits);
    to.writeNumberField("WriteCapacityUnits", writeUnits);
    to.writeEndObject();
    if (table.settings().capacity() instanceof Capacity.OnDemand) {
      ThroughputDescriptions.onDemand(index.capacity(), to);
    }
    ThroughputDescriptions.warm(index.history().warm(), to);
  }

  private void contents(TableView table, IndexSettings index, JsonGenerator to) throws IOException {
    long rows = 0;
    long bytes = 0;
    for (int partition = 0; partition < table.partitions(); partition++) {
      PartitionId id = new PartitionId(table.storeNumber(), partition);
      IndexState state = store.indexState(id, index.number());
      rows += state.rows();
      bytes += state.rowBytes();
    }
    to.writeNumberField("IndexSizeBytes", bytes);
    to.writeNumberField("ItemCount", rows);
  }
}
