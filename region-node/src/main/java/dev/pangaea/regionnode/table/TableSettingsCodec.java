package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table's settings as a value of the catalog's items and of backups, and back. */
public final class TableSettingsCodec {
  private TableSettingsCodec() {}

  public static AttributeValue value(TableSettings settings) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("PartitionKey", keyAttribute(settings.keySchema().partitionKey()));
    settings.keySchema().sortKey().ifPresent(sort -> fields.put("SortKey", keyAttribute(sort)));
    CapacityCodec.capacity(settings.capacity(), fields);
    settings
        .streamViewType()
        .ifPresent(view -> fields.put("StreamViewType", new StringValue(view)));
    fields.put("DeletionProtected", new BooleanValue(settings.deletionProtected()));
    settings.tableClass().ifPresent(name -> fields.put("TableClass", new StringValue(name)));
    settings.timeToLive().ifPresent(name -> fields.put("TimeToLive", new StringValue(name)));
    settings
        .conflictPolicy()
        .ifPresent(policy -> fields.put("ConflictPolicy", new StringValue(policy.text())));
    settings
        .expiry()
        .ifPresent(
            expiry ->
                fields.put(
                    "Expiry",
                    MapValue.of(
                        Map.of(
                            "Attribute",
                            new StringValue(expiry.attribute()),
                            "Number",
                            NumberValue.of(expiry.number())))));
    ScalingCodec.value(settings.scaling()).ifPresent(value -> fields.put("Scaling", value));
    TreeMap<String, AttributeValue> tags = new TreeMap<>();
    settings.tags().forEach((key, value) -> tags.put(key, new StringValue(value)));
    fields.put("Tags", new MapValue(tags));
    fields.put("Indexes", IndexCodec.value(settings.indexes()));
    return new MapValue(fields);
  }

  public static TableSettings settings(SortedMap<String, AttributeValue> value) {
    Fields fields = new Fields(value);
    Optional<KeyAttribute> sortKey =
        fields.has("SortKey")
            ? Optional.of(keyAttribute(new Fields(fields.map("SortKey"))))
            : Optional.empty();
    TreeMap<String, String> tags = new TreeMap<>();
    fields.map("Tags").forEach((key, tag) -> tags.put(key, Fields.text(tag)));
    return new TableSettings(
        new KeySchema(keyAttribute(new Fields(fields.map("PartitionKey"))), sortKey),
        CapacityCodec.capacity(fields),
        fields.optionalText("StreamViewType"),
        fields.truth("DeletionProtected"),
        fields.optionalText("TableClass"),
        fields.optionalText("TimeToLive"),
        tags,
        fields.has("Indexes") ? IndexCodec.read(fields.list("Indexes")) : List.of(),
        fields.optionalText("ConflictPolicy").flatMap(ConflictPolicy::of),
        fields.has("Expiry")
            ? Optional.of(expiry(new Fields(fields.map("Expiry"))))
            : Optional.empty(),
        fields.has("Scaling")
            ? ScalingCodec.scaling(new Fields(fields.map("Scaling")))
            : ScalingSettings.NONE);
  }

  private static ExpirySettings expiry(Fields fields) {
    return new ExpirySettings(fields.text("Attribute"), (int) fields.number("Number"));
  }

  static AttributeValue keyAttribute(KeyAttribute attribute) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("Name", new StringValue(attribute.name()));
    fields.put("Type", new StringValue(attribute.type().name()));
    return new MapValue(fields);
  }

  static KeyAttribute keyAttribute(Fields fields) {
    return new KeyAttribute(fields.text("Name"), KeyAttribute.Type.valueOf(fields.text("Type")));
  }
}
