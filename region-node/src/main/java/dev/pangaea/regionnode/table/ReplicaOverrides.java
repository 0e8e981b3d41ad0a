package dev.pangaea.regionnode.table;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one region of a global table has otherwise than the others; empty where it has the same.
 *
 * @param readCapacityUnits kept and told while the table is on demand as well
 * @param readUnitsMax in a request {@link RequestMaximum#UNBOUNDED} takes it away
 * @param indexes by their names, those only that have something otherwise
 */
public record ReplicaOverrides(
    Optional<Long> readCapacityUnits,
    Optional<Long> readUnitsMax,
    Optional<String> tableClass,
    SortedMap<String, OfIndex> indexes) {
  public static final ReplicaOverrides NONE =
      new ReplicaOverrides(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());

  /** What a region has otherwise of an index. */
  public record OfIndex(Optional<Long> readCapacityUnits, Optional<Long> readUnitsMax) {
    public static final OfIndex NONE = new OfIndex(Optional.empty(), Optional.empty());

    OfIndex changed(OfIndex wanted, Capacity base) {
      return new OfIndex(
          next(wanted.readCapacityUnits, readCapacityUnits, units(base)),
          next(wanted.readUnitsMax, readUnitsMax, maximum(base)));
    }
  }

  public ReplicaOverrides {
    indexes = Collections.unmodifiableSortedMap(new TreeMap<>(indexes));
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * What comes of a request: what it leaves out stays, and what is the same as all regions have is
   * none.
   */
  ReplicaOverrides changed(ReplicaOverrides wanted, TableSettings base) {
    TreeMap<String, OfIndex> next = new TreeMap<>();
    for (IndexSettings index : base.indexes()) {
      OfIndex before = indexes.getOrDefault(index.name(), OfIndex.NONE);
      OfIndex asked = wanted.indexes.getOrDefault(index.name(), OfIndex.NONE);
      OfIndex after = before.changed(asked, capacity(base, index));
      if (!after.equals(OfIndex.NONE)) {
        next.put(index.name(), after);
      }
    }
    return new ReplicaOverrides(
        next(wanted.readCapacityUnits, readCapacityUnits, units(base.capacity())),
        next(wanted.readUnitsMax, readUnitsMax, maximum(base.capacity())),
        wanted.tableClass.isEmpty()
            ? tableClass
            : wanted.tableClass.filter(name -> !base.isOfClass(name)),
        next);
  }

  /** The settings of the region that has these. */
  TableSettings on(TableSettings base) {
    TableSettings own =
        base.with(capacity(base.capacity(), readCapacityUnits, readUnitsMax))
            .withIndexes(
                base.indexes().stream()
                    .map(
                        index -> {
                          OfIndex here = indexes.getOrDefault(index.name(), OfIndex.NONE);
                          return index.told(
                              capacity(
                                  capacity(base, index),
                                  here.readCapacityUnits,
                                  here.readUnitsMax));
                        })
                    .toList());
    return tableClass.isPresent() ? own.withTableClass(tableClass) : own;
  }

  /** What is left of them once an application says in the region itself what it is to have. */
  ReplicaOverrides overtaken(TableChange.Update update) {
    TreeMap<String, OfIndex> next = new TreeMap<>(indexes);
    for (IndexUpdate each : update.indexes()) {
      if (each instanceof IndexUpdate.Update index) {
        next.computeIfPresent(
            index.index(),
            (name, of) ->
                new OfIndex(
                    index.capacity().isPresent() ? Optional.empty() : of.readCapacityUnits,
                    bounds(index.maximum()) ? Optional.empty() : of.readUnitsMax));
      }
    }
    next.values().removeIf(OfIndex.NONE::equals);
    return new ReplicaOverrides(
        update.capacity().map(TableChange.CapacityChange::wanted).orElse(new Capacity.OnDemand())
                instanceof Capacity.Provisioned
            ? Optional.empty()
            : readCapacityUnits,
        bounds(update.maximum()) ? Optional.empty() : readUnitsMax,
        update.tableClass().isPresent() ? Optional.empty() : tableClass,
        next);
  }

  private static boolean bounds(Optional<RequestMaximum.Change> maximum) {
    return maximum.flatMap(RequestMaximum.Change::readUnits).isPresent();
  }

  ReplicaOverrides withoutTableClass() {
    return new ReplicaOverrides(readCapacityUnits, readUnitsMax, Optional.empty(), indexes);
  }

  /**
   * An index keeps what it was provisioned with once its table is on demand, and it means nothing.
   */
  private static Capacity capacity(TableSettings base, IndexSettings index) {
    boolean means =
        base.capacity() instanceof Capacity.Provisioned
            || index.capacity() instanceof Capacity.OnDemand;
    return means ? index.capacity() : new Capacity.OnDemand();
  }

  private static Capacity capacity(Capacity base, Optional<Long> units, Optional<Long> maximum) {
    return switch (base) {
      case Capacity.OnDemand(RequestMaximum bounds) ->
          new Capacity.OnDemand(
              new RequestMaximum(maximum.or(bounds::readUnits), bounds.writeUnits()));
      case Capacity.Provisioned(long readUnits, long writeUnits) ->
          new Capacity.Provisioned(units.orElse(readUnits), writeUnits);
    };
  }

  private static Optional<Long> units(Capacity base) {
    return base instanceof Capacity.Provisioned(long readUnits, long writeUnits)
        ? Optional.of(readUnits)
        : Optional.empty();
  }

  private static Optional<Long> maximum(Capacity base) {
    return base instanceof Capacity.OnDemand(RequestMaximum maximum)
        ? maximum.readUnits()
        : Optional.empty();
  }

  private static Optional<Long> next(
      Optional<Long> wanted, Optional<Long> now, Optional<Long> base) {
    return wanted.isEmpty()
        ? now
        : wanted.filter(units -> units != RequestMaximum.UNBOUNDED && !wanted.equals(base));
  }
}
