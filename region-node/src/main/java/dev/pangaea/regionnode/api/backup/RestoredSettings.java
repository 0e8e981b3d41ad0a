package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.capacity.OnDemandRequest;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.index.IndexRequest;
import dev.pangaea.regionnode.api.index.IndexShapes;
import dev.pangaea.regionnode.api.index.KeySchemaReader.Named;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.table.EncryptionRequest;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of the table that is to be restored: its name, and what it is to have
 * otherwise than its source. Each is null where the request says nothing.
 */
final class RestoredSettings {
  private String target;
  private String billingMode;
  private CapacityRequest.Units units;
  private OnDemandRequest maximum;
  private EncryptionRequest encryption;
  private List<IndexRequest> locals;
  private List<IndexRequest> globals;

  /** Takes a member of the request, if it is one of these. */
  boolean takes(String member, JsonReader from) {
    switch (member) {
      case "TargetTableName" -> target = from.string();
      case "BillingModeOverride" -> billingMode = from.string();
      case "ProvisionedThroughputOverride" -> units = CapacityRequest.Units.read(from);
      case "OnDemandThroughputOverride" -> maximum = OnDemandRequest.read(from);
      case "SSESpecificationOverride" -> encryption = EncryptionRequest.read(from);
      case "LocalSecondaryIndexOverride" ->
          locals = IndexRequest.list(from, "LocalSecondaryIndexes");
      case "GlobalSecondaryIndexOverride" ->
          globals = IndexRequest.list(from, "GlobalSecondaryIndexes");
      default -> {
        return false;
      }
    }
    return true;
  }

  void check(Constraints constraints) {
    constraints.present("targetTableName", target);
    constraints.matches(
        "targetTableName",
        target,
        target != null && TableNames.wellFormed(target),
        TableNames.PATTERN);
    constraints.length("targetTableName", target, 3, 255);
    new CapacityRequest(billingMode, units).check(constraints);
    IndexShapes.checkOverrides(constraints, locals, globals);
    if (encryption != null) {
      encryption.check(constraints);
    }
  }

  String target() {
    return target;
  }

  /** The restored table's settings. Nothing is encrypted, so nothing else can be asked for. */
  TableSettings of(TableSettings source) {
    if (encryption != null) {
      encryption.refuseWanted();
    }
    Capacity capacity = capacity(source.capacity());
    List<IndexSettings> indexes = new ArrayList<>();
    List<Named> definitions =
        source.keyAttributes().stream()
            .map(attribute -> new Named(attribute.name(), attribute.type().name()))
            .toList();
    List<IndexSettings> asked =
        new IndexShapes(source.keySchema(), capacity, definitions)
            .of(nullIfEmpty(locals), nullIfEmpty(globals));
    for (IndexSettings index : source.indexes()) {
      boolean overridden = index.isLocal() ? locals != null : globals != null;
      if (!overridden) {
        indexes.add(index.anew(indexes.size() + 1, capacity(index, capacity)));
      }
    }
    for (IndexSettings index : asked) {
      Optional<IndexSettings> there = source.index(index.name());
      if (there.filter(found -> found.shape().holdsTheSameAs(index.shape())).isEmpty()) {
        throw Failure.invalidParameter(
                "The index to be restored is no index of the source table: " + index.name())
            .refused();
      }
      indexes.add(index.anew(indexes.size() + 1, index.capacity()));
    }
    return source.forRestore(capacity, indexes);
  }

  private Capacity capacity(Capacity source) {
    if (billingMode == null && units == null) {
      if (maximum == null) {
        return source;
      }
      return switch (source) {
        case Capacity.OnDemand _ -> new Capacity.OnDemand(maximum.checkedNew("table"));
        case Capacity.Provisioned provisioned -> {
          maximum.refuseProvisioned("");
          yield provisioned;
        }
      };
    }
    if ("PROVISIONED".equals(billingMode)
        && units == null
        && source instanceof Capacity.Provisioned) {
      return source;
    }
    return new CapacityRequest(billingMode, units).capacity(Optional.ofNullable(maximum));
  }

  /** An index that is not spoken of has what it had, or what its table has now. */
  private static Capacity capacity(IndexSettings index, Capacity table) {
    return switch (table) {
      case Capacity.OnDemand _ ->
          index.capacity() instanceof Capacity.OnDemand same ? same : new Capacity.OnDemand();
      case Capacity.Provisioned provisioned ->
          index.isLocal() || index.capacity() instanceof Capacity.Provisioned
              ? index.capacity()
              : provisioned;
    };
  }

  private static List<IndexRequest> nullIfEmpty(List<IndexRequest> requests) {
    return requests == null || requests.isEmpty() ? null : requests;
  }
}
