package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.capacity.WarmThroughputRequest;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.IndexRequest;
import dev.pangaea.regionnode.api.index.IndexShapes;
import dev.pangaea.regionnode.api.index.KeySchemaReader;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.index.KeySchemas;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.table.TagsReader.Tag;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A checked request to create a table. */
public record CreateTableRequest(String table, TableSettings settings, WarmThroughput warm) {
  static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");

  static CreateTableRequest read(JsonReader from) {
    from.document();
    return read(from, from::end);
  }

  /** A table that another request is to make, by what stands deeper in it. */
  public static CreateTableRequest within(JsonReader from) {
    from.enterStructure("TableCreationParameters");
    return read(from, () -> {});
  }

  private static CreateTableRequest read(JsonReader from, Runnable end) {
    Constraints constraints = new Constraints();
    String table = null;
    List<Named> definitions = null;
    List<Named> elements = null;
    String billingMode = null;
    CapacityRequest.Units units = null;
    StreamRequest stream = null;
    OnDemandRequest maximum = null;
    WarmThroughputRequest warm = null;
    EncryptionRequest encryption = null;
    boolean deletionProtected = false;
    String tableClass = null;
    List<Tag> tags = List.of();
    List<IndexRequest> locals = null;
    List<IndexRequest> globals = null;
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "AttributeDefinitions" -> definitions = KeySchemaReader.definitions(from);
        case "KeySchema" -> elements = KeySchemaReader.elements(from);
        case "BillingMode" -> billingMode = from.string();
        case "ProvisionedThroughput" -> units = CapacityRequest.Units.read(from);
        case "StreamSpecification" -> stream = StreamRequest.read(from);
        case "DeletionProtectionEnabled" -> deletionProtected = from.bool();
        case "TableClass" -> tableClass = from.string();
        case "Tags" -> tags = TagsReader.read(from, constraints);
        case "LocalSecondaryIndexes" -> locals = IndexRequest.list(from, name);
        case "GlobalSecondaryIndexes" -> globals = IndexRequest.list(from, name);
        case "OnDemandThroughput" -> maximum = OnDemandRequest.read(from);
        case "WarmThroughput" -> warm = WarmThroughputRequest.read(from);
        case "SSESpecification" -> encryption = EncryptionRequest.read(from);
        case "ResourcePolicy", "GlobalTableSourceArn", "GlobalTableSettingsReplicationMode" ->
            constraints.unbuilt(name, from);
        default -> from.skip();
      }
    }
    end.run();
    KeySchemas.checkDefinitions(constraints, definitions);
    TableNames.created(constraints, table);
    CapacityRequest capacity = new CapacityRequest(billingMode, units);
    capacity.check(constraints);
    KeySchemas.checkElements(constraints, elements);
    IndexShapes.check(constraints, locals, globals);
    if (stream != null) {
      stream.check(constraints);
    }
    if (encryption != null) {
      encryption.check(constraints);
    }
    constraints.oneOf("tableClass", tableClass, TABLE_CLASSES);
    constraints.check();
    Capacity checked = capacity.capacity(Optional.ofNullable(maximum));
    if (encryption != null) {
      encryption.refuseWanted();
    }
    WarmThroughput warmed = warm == null ? WarmThroughput.NONE : warm.checkedNew(checked, "table");
    boolean indexed = locals != null || globals != null;
    KeySchema keySchema = KeySchemas.of(elements, definitions, indexed);
    List<IndexSettings> indexes =
        new IndexShapes(keySchema, checked, definitions).of(locals, globals);
    Optional<String> viewType = stream == null ? Optional.empty() : stream.wanted();
    TableSettings settings =
        new TableSettings(
                keySchema,
                checked,
                viewType,
                deletionProtected,
                Optional.ofNullable(tableClass),
                Optional.empty(),
                new TreeMap<>(),
                indexes,
                Optional.empty())
            .withAllTags(TagRules.checked(tags));
    KeySchemas.refuseUnused(settings, definitions);
    settings
        .refusal()
        .ifPresent(
            message -> {
              throw Failure.validation(message).refused();
            });
    return new CreateTableRequest(TableNames.plain(table), settings, warmed);
  }
}
