package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a region knows of the indexes that a table is to have, and how it comes to have them.
 *
 * @param latest by the indexes' names
 * @param numbersGiven how many indexes the table ever had here: none of their numbers is used again
 */
record IndexStatements(SortedMap<String, IndexStatement> latest, int numbersGiven) {
  static final IndexStatements NONE = new IndexStatements(new TreeMap<>(), 0);

  IndexStatements {
    latest = Collections.unmodifiableSortedMap(new TreeMap<>(latest));
  }

  /** Those of a new table. */
  static IndexStatements of(List<IndexSettings> indexes, Version version) {
    TreeMap<String, IndexStatement> latest = new TreeMap<>();
    int numbers = 0;
    for (IndexSettings index : indexes) {
      latest.put(index.name(), new IndexStatement(Optional.of(index.shape()), version));
      numbers = Math.max(numbers, index.number());
    }
    return new IndexStatements(latest, numbers);
  }

  /** The same, once another number is given to an index that is nobody's but this region's. */
  IndexStatements withNumberGiven() {
    return new IndexStatements(latest, numbersGiven + 1);
  }

  /** A version above all that has been said about indexes. */
  Version next(long wallMillis, RegionName region) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    latest.values().forEach(statement -> clock.observe(statement.version().time()));
    return new Version(clock.next(wallMillis), region);
  }

  IndexStatements with(String index, Optional<IndexShape> shape, Version version) {
    TreeMap<String, IndexStatement> next = new TreeMap<>(latest);
    next.put(index, new IndexStatement(shape, version));
    return with(next);
  }

  IndexStatements with(SortedMap<String, IndexStatement> next) {
    return new IndexStatements(next, numbersGiven);
  }

  /** An entry once an application has said what is to become of some indexes. */
  static CatalogEntry updated(
      Group group, CatalogEntry own, List<IndexUpdate> updates, long nowMillis) {
    IndexStatements next = own.indexStatements().with(group.indexStatements(own.group()));
    Version version = next.next(nowMillis, own.region());
    for (IndexUpdate update : updates) {
      Optional<IndexShape> shape =
          switch (update) {
            case IndexUpdate.Create create -> Optional.of(create.shape());
            case IndexUpdate.Update wanted ->
                own.settings()
                    .index(wanted.index())
                    .map(there -> there.shape().with(wanted.on(there.capacity())));
            case IndexUpdate.Delete(String index) -> Optional.empty();
          };
      next = next.with(update.index(), shape, version);
    }
    CatalogEntry applied = applied(own.with(next));
    return applied.with(
        applied.settings().indexes().stream().map(index -> warmed(index, updates)).toList());
  }

  private static IndexSettings warmed(IndexSettings index, List<IndexUpdate> updates) {
    IndexSettings warmed = index;
    for (IndexUpdate update : updates) {
      if (update.index().equals(index.name())) {
        warmed =
            switch (update) {
              case IndexUpdate.Create create -> warmed.warmed(create.warm());
              case IndexUpdate.Update wanted ->
                  wanted.warm().isPresent()
                      ? warmed.warmed(wanted.warm().get().on(WarmThroughput.NONE))
                      : warmed;
              case IndexUpdate.Delete _ -> warmed;
            };
      }
    }
    return warmed;
  }

  /** Without those about indexes that are gone: nobody else has said anything. */
  IndexStatements ofLiving() {
    TreeMap<String, IndexStatement> living = new TreeMap<>(latest);
    living.values().removeIf(statement -> statement.shape().isEmpty());
    return with(living);
  }

  /** The table as it comes to have the indexes that it is to have, one step of each. */
  static CatalogEntry applied(CatalogEntry table) {
    IndexStatements said = table.indexStatements();
    List<IndexSettings> next = new ArrayList<>();
    TreeMap<String, IndexStatement> unheard = new TreeMap<>(said.latest());
    for (IndexSettings index : table.settings().indexes()) {
      next.add(next(index, Optional.ofNullable(said.latest().get(index.name()))));
      unheard.remove(index.name());
    }
    int numbers = said.numbersGiven();
    for (String name : unheard.keySet()) {
      Optional<IndexShape> shape = said.shape(name);
      if (shape.isPresent()) {
        numbers++;
        next.add(IndexSettings.creating(name, shape.get(), numbers));
      }
    }
    return table
        .with(new IndexStatements(said.latest(), numbers), next)
        .with(table.settings().scaling().withoutReads(name -> isDeleted(next, name)));
  }

  private static boolean isDeleted(List<IndexSettings> indexes, String name) {
    return indexes.stream()
        .anyMatch(index -> index.name().equals(name) && index.status() == IndexStatus.DELETING);
  }

  private Optional<IndexShape> shape(String index) {
    return Optional.ofNullable(latest.get(index)).flatMap(IndexStatement::shape);
  }

  /** One that is to hold something else goes first, and is then made anew. */
  private static IndexSettings next(IndexSettings index, Optional<IndexStatement> said) {
    Optional<IndexShape> wanted = said.flatMap(IndexStatement::shape);
    boolean stays =
        index.status() != IndexStatus.DELETING
            && wanted.filter(shape -> shape.holdsTheSameAs(index.shape())).isPresent();
    return stays
        ? index.with(wanted.get(), said.get().version().time().millis())
        : index.with(IndexStatus.DELETING);
  }
}
