package dev.pangaea.regionnode.api.index;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexRules;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.IndexUpdate;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Indexes of a new table, checked against the table and the attributes that its maker defines. */
public final class IndexShapes {
  static final int LOCAL_KEYS_MAX = 2;
  static final int GLOBAL_KEYS_MAX = 8;
  private static final int NAME_CHARS_MAX = 255;
  private static final int OF_A_KIND_MAX = 4;
  private static final String HASH = "HASH";

  private final KeySchema table;
  private final Capacity capacity;
  private final List<Named> definitions;
  private final List<IndexSettings> indexes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  public IndexShapes(KeySchema table, Capacity capacity, List<Named> definitions) {
    this.table = table;
    this.capacity = capacity;
    this.definitions = definitions;
  }

  public static void check(
      Constraints constraints, List<IndexRequest> locals, List<IndexRequest> globals) {
    check(constraints, "localSecondaryIndexes", locals, LOCAL_KEYS_MAX);
    check(constraints, "globalSecondaryIndexes", globals, GLOBAL_KEYS_MAX);
  }

  /** Checks those that a restored table is to have. */
  public static void checkOverrides(
      Constraints constraints, List<IndexRequest> locals, List<IndexRequest> globals) {
    check(constraints, "localSecondaryIndexOverride", locals, LOCAL_KEYS_MAX);
    check(constraints, "globalSecondaryIndexOverride", globals, GLOBAL_KEYS_MAX);
  }

  private static void check(
      Constraints constraints, String list, List<IndexRequest> indexes, int keysMax) {
    for (int index = 0; indexes != null && index < indexes.size(); index++) {
      indexes.get(index).check(constraints, list + "." + (index + 1) + ".member", keysMax);
    }
  }

  /** All of a new table's indexes; each list is null where the request has none. */
  public List<IndexSettings> of(List<IndexRequest> locals, List<IndexRequest> globals) {
    if (locals != null) {
      refuseEmpty("LocalSecondaryIndexes", locals);
      if (table.sortKey().isEmpty()) {
        throw Failure.invalidParameter(
                "Table KeySchema does not have a range key, which is required when specifying a"
                    + " LocalSecondaryIndex")
            .refused();
      }
      locals.forEach(index -> add(index, local(index), WarmThroughput.NONE));
      if (locals.size() > IndexRules.LOCAL_MAX) {
        throw Failure.invalidParameter(
                "Number of LocalSecondaryIndexes exceeds per-table limit of "
                    + IndexRules.LOCAL_MAX)
            .refused();
      }
    }
    if (globals != null) {
      refuseEmpty("GlobalSecondaryIndexes", globals);
      for (IndexRequest index : globals) {
        IndexShape shape = global(index, definitions, this::capacity);
        add(index, shape, index.warm(shape.capacity()));
      }
      if (globals.size() > IndexRules.GLOBAL_MAX) {
        throw Failure.invalidParameter(
                "GlobalSecondaryIndex count exceeds the per-table limit of "
                    + IndexRules.GLOBAL_MAX)
            .refused();
      }
    }
    if (IndexRules.included(indexes.stream().map(IndexSettings::shape)) > IndexRules.INCLUDED_MAX) {
      throw Failure.validation(IndexRules.tooManyIncluded()).refused();
    }
    return indexes;
  }

  private void add(IndexRequest index, IndexShape shape, WarmThroughput warm) {
    if (!names.add(index.name())) {
      throw Failure.invalidParameter("Duplicate index name: " + index.name()).refused();
    }
    indexes.add(IndexSettings.creating(index.name(), shape, indexes.size() + 1).warmed(warm));
  }

  private IndexShape local(IndexRequest index) {
    List<Named> keys = index.keys();
    KeySchemas.refuseUndefined(keys, definitions);
    KeySchemas.refuseMisordered(keys);
    if (keys.size() < 2) {
      throw Failure.invalidParameter(
              "Index KeySchema does not have a range key for index: " + index.name())
          .refused();
    }
    String partitionKey = keys.getFirst().name();
    if (!partitionKey.equals(table.partitionKey().name())) {
      throw Failure.invalidParameter(
              "Index KeySchema does not have the same leading hash key as table KeySchema for"
                  + " index: %s. index hash key: %s, table hash key: %s"
                      .formatted(index.name(), partitionKey, table.partitionKey().name()))
          .refused();
    }
    return new IndexShape(
        IndexShape.Kind.LOCAL,
        List.of(table.partitionKey()),
        List.of(KeySchemas.attribute(keys.getLast().name(), definitions)),
        projection(index),
        new Capacity.OnDemand());
  }

  /** An index that is added to a table, checked as far as it can be without that one. */
  static IndexUpdate.Create added(IndexRequest index, List<Named> definitions) {
    if (definitions == null) {
      throw Failure.invalidParameter(
              "AttributeDefinitions is not specified for index: " + index.name())
          .refused();
    }
    IndexShape shape = global(index, definitions, IndexShapes::addedCapacity);
    return new IndexUpdate.Create(index.name(), shape, index.warm(shape.capacity()));
  }

  private static Capacity addedCapacity(IndexRequest index) {
    if (index.units() == null) {
      return index.onDemand();
    }
    refuseMaximum(index);
    return index.units().checked();
  }

  private static void refuseMaximum(IndexRequest index) {
    if (index.maximum() != null) {
      index.maximum().refuseProvisioned(" for index: " + index.name());
    }
  }

  private static IndexShape global(
      IndexRequest index, List<Named> definitions, Function<IndexRequest, Capacity> capacity) {
    List<Named> keys = index.keys();
    KeySchemas.refuseUndefined(keys, definitions);
    refuseMisordered(keys);
    IndexProjection projection = projection(index);
    return new IndexShape(
        IndexShape.Kind.GLOBAL,
        attributes(keys, true, definitions),
        attributes(keys, false, definitions),
        projection,
        capacity.apply(index));
  }

  private static List<KeyAttribute> attributes(
      List<Named> keys, boolean ofPartitionKey, List<Named> definitions) {
    return keys.stream()
        .filter(key -> key.kind().equals(HASH) == ofPartitionKey)
        .map(key -> KeySchemas.attribute(key.name(), definitions))
        .toList();
  }

  private static void refuseMisordered(List<Named> keys) {
    if (keys.size() == 2 && keys.getFirst().name().equals(keys.getLast().name())) {
      throw KeySchemas.sameName();
    }
    if (keys.stream().map(Named::name).distinct().count() < keys.size()) {
      throw Failure.validation("The KeySchema contains multiple key attributes with the same name")
          .refused();
    }
    if (!keys.getFirst().kind().equals(HASH)) {
      throw KeySchemas.firstIsNoHash();
    }
    long hashes = keys.stream().filter(key -> key.kind().equals(HASH)).count();
    if (keys.stream().limit(hashes).anyMatch(key -> !key.kind().equals(HASH))) {
      throw Failure.invalidParameter(
              "All HASH key attributes must precede RANGE key attributes in the KeySchema")
          .refused();
    }
    for (String kind : List.of(HASH, "RANGE")) {
      if (keys.stream().filter(key -> key.kind().equals(kind)).count() > OF_A_KIND_MAX) {
        throw Failure.invalidParameter(
                "The KeySchema exceeds the maximum allowed number of " + kind + " key attributes")
            .refused();
      }
    }
  }

  private static IndexProjection projection(IndexRequest index) {
    String type = index.projectionType();
    List<String> included = index.nonKeyAttributes();
    if (type == null) {
      throw Failure.invalidParameter("Unknown ProjectionType: null").refused();
    }
    boolean includes = type.equals("INCLUDE");
    if (includes != (included != null)) {
      String fault = includes ? "is not specified" : "is specified";
      throw Failure.invalidParameter(
              "ProjectionType is " + type + ", but NonKeyAttributes " + fault)
          .refused();
    }
    if (!includes) {
      return type.equals("ALL") ? new IndexProjection.All() : new IndexProjection.KeysOnly();
    }
    Set<String> seen = new HashSet<>();
    for (String name : included) {
      if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
        throw Failure.invalidParameter(
                "Names of key attributes and attributes projected into an index must be between 1"
                    + " and 255 characters, inclusive")
            .refused();
      }
      if (!seen.add(name)) {
        throw Failure.invalidParameter("Duplicate element in NonKeyAttributes: " + name).refused();
      }
    }
    return new IndexProjection.Include(included);
  }

  private Capacity capacity(IndexRequest index) {
    return switch (capacity) {
      case Capacity.OnDemand _ -> {
        if (index.units() != null) {
          throw Failure.invalidParameter(
                  "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                      .formatted(index.name()))
              .refused();
        }
        yield index.onDemand();
      }
      case Capacity.Provisioned _ -> {
        refuseMaximum(index);
        if (index.units() == null) {
          throw Failure.invalidParameter(
                  "ProvisionedThroughput is not specified for index: " + index.name())
              .refused();
        }
        yield index.units().checked();
      }
    };
  }

  private static void refuseEmpty(String list, List<IndexRequest> indexes) {
    if (indexes.isEmpty()) {
      throw Failure.invalidParameter("List of " + list + " is empty").refused();
    }
  }
}
