package dev.pangaea.regionnode.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When DynamoDB refuses to create, change or delete an index, and in which words. */
public final class IndexRules {
  public static final int GLOBAL_MAX = 20;
  public static final int LOCAL_MAX = 5;

  /** Of the attributes that all indexes of a table include by name, each time that they do. */
  public static final int INCLUDED_MAX = 100;

  private static final String IN_USE = "Attempt to change a resource which is still in use: ";
  private static final String INVALID = "One or more parameter values were invalid: ";

  private IndexRules() {}

  /** How many attributes indexes include by name. */
  public static int included(Stream<IndexShape> indexes) {
    return indexes
        .mapToInt(
            index ->
                switch (index.projection()) {
                  case IndexProjection.All(), IndexProjection.KeysOnly() -> 0;
                  case IndexProjection.Include(List<String> names) -> names.size();
                })
        .sum();
  }

  /**
   * @param now what is asked for is compared with
   * @param own the table as it comes to be by all else that is asked for
   * @param warm what its indexes can serve at once, by their names
   */
  static Optional<TableOutcome> against(
      TableSettings now,
      CatalogEntry own,
      Function<IndexSettings, WarmThroughput> warm,
      List<IndexUpdate> updates,
      long nowMillis) {
    long structural =
        updates.stream().filter(update -> !(update instanceof IndexUpdate.Update)).count();
    if (structural > 1) {
      return oneAtATime();
    }
    return updates.stream()
        .flatMap(update -> againstOne(now, own, warm, update).stream())
        .findFirst()
        .or(() -> againstLackOfCapacity(own, updates))
        .or(() -> againstDecreases(now, own, updates, nowMillis));
  }

  /** A table that comes to have a capacity has one for each of its indexes. */
  private static Optional<TableOutcome> againstLackOfCapacity(
      CatalogEntry own, List<IndexUpdate> updates) {
    Set<String> updated =
        updates.stream()
            .filter(
                update ->
                    !(update instanceof IndexUpdate.Update wanted && wanted.capacity().isEmpty()))
            .map(IndexUpdate::index)
            .collect(Collectors.toSet());
    return switch (own.settings().capacity()) {
      case Capacity.OnDemand _ -> Optional.empty();
      case Capacity.Provisioned _ ->
          own.settings().indexes().stream()
              .filter(index -> !index.isLocal() && index.status() != IndexStatus.DELETING)
              .filter(index -> index.capacity() instanceof Capacity.OnDemand)
              .filter(index -> !updated.contains(index.name()))
              .findFirst()
              .flatMap(index -> lacking(index.name()));
    };
  }

  private static Optional<TableOutcome> againstDecreases(
      TableSettings now, CatalogEntry own, List<IndexUpdate> updates, long nowMillis) {
    for (IndexUpdate update : updates) {
      Optional<IndexSettings> index = own.settings().index(update.index());
      if (index.isPresent() && update instanceof IndexUpdate.Update wanted) {
        Capacity before = now.index(update.index()).orElse(index.get()).capacity();
        Optional<TableOutcome> refusal =
            DecreaseRule.against(before, wanted.on(before), index.get().history(), nowMillis);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TableOutcome> againstOne(
      TableSettings now,
      CatalogEntry own,
      Function<IndexSettings, WarmThroughput> warm,
      IndexUpdate update) {
    Optional<IndexSettings> there = own.settings().index(update.index());
    return switch (update) {
      case IndexUpdate.Create create ->
          there.isPresent()
              ? exists(own, there.get())
              : againstCreate(own, create.index(), create.shape());
      case IndexUpdate.Delete(String index) ->
          there.isPresent() ? againstDelete(own, there.get()) : missing(index);
      case IndexUpdate.Update wanted ->
          there.isPresent()
              ? againstUpdate(now, own, there.get(), wanted)
                  .or(
                      () ->
                          wanted
                              .warm()
                              .flatMap(
                                  request ->
                                      request.against(
                                          warm.apply(there.get()), "index " + wanted.index())))
              : missing(wanted.index());
    };
  }

  private static Optional<TableOutcome> exists(CatalogEntry own, IndexSettings index) {
    return switch (index.status()) {
      case CREATING -> inUse(IN_USE + "Index is being created." + place(own, index));
      case DELETING -> inUse(IN_USE + "Index is being deleted." + place(own, index));
      case ACTIVE, UPDATING -> refused("Attempting to create an index which already exists");
    };
  }

  private static Optional<TableOutcome> againstCreate(
      CatalogEntry own, String index, IndexShape shape) {
    TableSettings table = own.settings();
    if (changing(own).findAny().isPresent()) {
      return oneAtATime();
    }
    if (table.indexes().stream().filter(each -> !each.isLocal()).count() >= GLOBAL_MAX) {
      return Optional.of(
          new TableOutcome.LimitExceeded(
              "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of "
                  + GLOBAL_MAX));
    }
    Stream<IndexShape> shapes =
        Stream.concat(table.indexes().stream().map(IndexSettings::shape), Stream.of(shape));
    if (included(shapes) > INCLUDED_MAX) {
      return refused(tooManyIncluded());
    }
    return againstRedefinition(table, shape)
        .or(
            () ->
                switch (table.capacity()) {
                  case Capacity.OnDemand _ ->
                      shape.capacity() instanceof Capacity.OnDemand
                          ? Optional.empty()
                          : onDemand(index);
                  case Capacity.Provisioned _ ->
                      shape.capacity() instanceof Capacity.OnDemand
                          ? lacking(index)
                          : Optional.empty();
                });
  }

  private static Optional<TableOutcome> againstRedefinition(TableSettings table, IndexShape shape) {
    Set<KeyAttribute> defined = table.keyAttributes();
    return Stream.concat(shape.partitionKey().stream(), shape.sortKey().stream())
        .filter(
            attribute ->
                defined.stream()
                    .anyMatch(
                        other -> other.name().equals(attribute.name()) && !other.equals(attribute)))
        .findFirst()
        .flatMap(
            attribute ->
                refused(
                    INVALID
                        + "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Attribute: "
                        + attribute.name()));
  }

  private static Optional<TableOutcome> onDemand(String index) {
    return refused(
        INVALID
            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                .formatted(index));
  }

  private static Optional<TableOutcome> lacking(String index) {
    return refused(INVALID + "ProvisionedThroughput must be specified for index: " + index);
  }

  /** What is told of more attributes included by name than a table may have. */
  public static String tooManyIncluded() {
    return INVALID
        + "Number of projected NonKeyAttributes over all secondary indexes exceeds per-table limit of "
        + INCLUDED_MAX;
  }

  private static Optional<TableOutcome> againstDelete(CatalogEntry own, IndexSettings index) {
    if (index.isLocal()) {
      return refused("Cannot delete an index that is not a GlobalSecondaryIndex: " + index.name());
    }
    return switch (index.status()) {
      case DELETING -> inUse(IN_USE + "Index is being deleted." + place(own, index));
      case CREATING ->
          index.backfilling()
              ? Optional.empty()
              : inUse(
                  IN_USE
                      + "Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active."
                      + place(own, index));
      case ACTIVE, UPDATING ->
          changing(own).findAny().isPresent() ? oneAtATime() : Optional.empty();
    };
  }

  private static Optional<TableOutcome> againstUpdate(
      TableSettings now, CatalogEntry own, IndexSettings index, IndexUpdate.Update wanted) {
    if (index.isLocal()) {
      return refused("Cannot update an index that is not a GlobalSecondaryIndex: " + index.name());
    }
    return switch (own.settings().capacity()) {
      case Capacity.OnDemand _ ->
          wanted.capacity().isPresent() || wanted.maximum().isEmpty() && wanted.warm().isEmpty()
              ? refused(
                  INVALID
                      + "The only Updates for index: %s when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput"
                          .formatted(index.name()))
              : Optional.empty();
      case Capacity.Provisioned _ -> {
        if (wanted.maximum().isPresent()) {
          yield Optional.of(
              wanted.maximum().get().whileProvisioned(" for index : " + index.name()));
        }
        if (wanted.capacity().isEmpty()) {
          yield wanted.warm().isPresent() ? Optional.empty() : lacking(index.name());
        }
        Capacity before = now.index(index.name()).orElse(index).capacity();
        yield now.capacity() instanceof Capacity.Provisioned
                && wanted.warm().isEmpty()
                && before.equals(wanted.capacity().get())
            ? refused(unchanged(index.name(), wanted.capacity().get()))
            : Optional.empty();
      }
    };
  }

  private static String unchanged(String index, Capacity.Provisioned same) {
    return "The provisioned throughput for the index %1$s will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: %2$d. Requested ReadCapacityUnits: %2$d. Current WriteCapacityUnits provisioned for the index: %3$d. Requested WriteCapacityUnits: %3$d. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
        .formatted(index, same.readUnits(), same.writeUnits());
  }

  private static Stream<IndexSettings> changing(CatalogEntry own) {
    return own.settings().indexes().stream()
        .filter(
            index ->
                index.status() == IndexStatus.CREATING || index.status() == IndexStatus.DELETING);
  }

  private static String place(CatalogEntry own, IndexSettings index) {
    return " Table: " + own.table() + " Index: " + index.name();
  }

  private static Optional<TableOutcome> oneAtATime() {
    return Optional.of(
        new TableOutcome.LimitExceeded(
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table"));
  }

  private static Optional<TableOutcome> missing(String index) {
    return Optional.of(new TableOutcome.NoSuchIndex(index));
  }

  private static Optional<TableOutcome> refused(String message) {
    return Optional.of(new TableOutcome.Refused(message));
  }

  private static Optional<TableOutcome> inUse(String message) {
    return Optional.of(new TableOutcome.InUse(message));
  }
}
