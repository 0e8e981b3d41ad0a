package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Indexes, and what is said of them, as values of the catalog's items, and back. */
final class IndexCodec {
  private IndexCodec() {}

  static AttributeValue value(List<IndexSettings> indexes) {
    return new ListValue(indexes.stream().map(IndexCodec::index).toList());
  }

  static List<IndexSettings> read(List<AttributeValue> values) {
    return values.stream().map(value -> index(new Fields(Fields.map(value)))).toList();
  }

  static AttributeValue statements(IndexStatements statements) {
    TreeMap<String, AttributeValue> latest = new TreeMap<>();
    statements.latest().forEach((name, statement) -> latest.put(name, statement(statement)));
    return MapValue.of(
        Map.of(
            "Latest",
            new MapValue(latest),
            "NumbersGiven",
            NumberValue.of(statements.numbersGiven())));
  }

  static IndexStatements statements(Fields fields) {
    TreeMap<String, IndexStatement> latest = new TreeMap<>();
    fields
        .map("Latest")
        .forEach((name, value) -> latest.put(name, statement(new Fields(Fields.map(value)))));
    return new IndexStatements(latest, (int) fields.number("NumbersGiven"));
  }

  private static AttributeValue index(IndexSettings index) {
    return MapValue.of(
        Map.of(
            "Name",
            new StringValue(index.name()),
            "Shape",
            shape(index.shape()),
            "Number",
            NumberValue.of(index.number()),
            "Status",
            new StringValue(index.status().name()),
            "Backfilling",
            new BooleanValue(index.backfilling()),
            "History",
            CapacityCodec.history(index.history())));
  }

  private static IndexSettings index(Fields fields) {
    IndexShape shape = shape(new Fields(fields.map("Shape")));
    return new IndexSettings(
        fields.text("Name"),
        shape,
        (int) fields.number("Number"),
        IndexStatus.valueOf(fields.text("Status")),
        fields.truth("Backfilling"),
        fields.has("History")
            ? CapacityCodec.history(new Fields(fields.map("History")))
            : CapacityHistory.of(shape.capacity()));
  }

  private static AttributeValue statement(IndexStatement statement) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    statement.shape().ifPresent(shape -> fields.put("Shape", shape(shape)));
    fields.put("Time", NumberValue.of(statement.version().time().packed()));
    fields.put("Region", new StringValue(statement.version().region().value()));
    return new MapValue(fields);
  }

  private static IndexStatement statement(Fields fields) {
    return new IndexStatement(
        fields.has("Shape")
            ? Optional.of(shape(new Fields(fields.map("Shape"))))
            : Optional.empty(),
        new Version(new HybridTime(fields.number("Time")), new RegionName(fields.text("Region"))));
  }

  private static AttributeValue shape(IndexShape shape) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("Kind", new StringValue(shape.kind().name()));
    fields.put("PartitionKey", attributes(shape.partitionKey()));
    fields.put("SortKey", attributes(shape.sortKey()));
    switch (shape.projection()) {
      case IndexProjection.All() -> fields.put("Projection", new StringValue("ALL"));
      case IndexProjection.KeysOnly() -> fields.put("Projection", new StringValue("KEYS_ONLY"));
      case IndexProjection.Include(List<String> names) -> {
        fields.put("Projection", new StringValue("INCLUDE"));
        fields.put(
            "Included",
            new ListValue(names.stream().<AttributeValue>map(StringValue::new).toList()));
      }
    }
    CapacityCodec.capacity(shape.capacity(), fields);
    return new MapValue(fields);
  }

  private static IndexShape shape(Fields fields) {
    String projection = fields.text("Projection");
    return new IndexShape(
        IndexShape.Kind.valueOf(fields.text("Kind")),
        keyAttributes(fields.list("PartitionKey")),
        keyAttributes(fields.list("SortKey")),
        switch (projection) {
          case "ALL" -> new IndexProjection.All();
          case "KEYS_ONLY" -> new IndexProjection.KeysOnly();
          case "INCLUDE" ->
              new IndexProjection.Include(
                  fields.list("Included").stream().map(Fields::text).toList());
          default -> throw new IllegalArgumentException("no projection: " + projection);
        },
        CapacityCodec.capacity(fields));
  }

  private static AttributeValue attributes(List<KeyAttribute> attributes) {
    return new ListValue(attributes.stream().map(TableSettingsCodec::keyAttribute).toList());
  }

  private static List<KeyAttribute> keyAttributes(List<AttributeValue> values) {
    return values.stream()
        .map(value -> TableSettingsCodec.keyAttribute(new Fields(Fields.map(value))))
        .toList();
  }
}
