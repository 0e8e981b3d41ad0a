package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All catalog entries that this region knows, as the store has them: its own and the other
 * regions'. Any thread may read; a reader sees whole entries of one moment.
 */
public final class Catalog {
  /** The catalog's name where tables have theirs; no application's table can have it. */
  public static final String TABLE = "pangaea.catalog";

  private final RegionName self;
  private final Set<RegionName> peers;
  private volatile SortedMap<String, Group> groups = new TreeMap<>();

  /**
   * @param peers the other regions that this one can hear of
   */
  public Catalog(RegionName self, Set<RegionName> peers) {
    this.self = self;
    this.peers = Set.copyOf(peers);
  }

  /** The log that holds a region's catalog. */
  public static String log(RegionName region) {
    return region + ".catalog";
  }

  /** The log that holds a region's transactions. */
  public static String transactionsLog(RegionName region) {
    return region + ".transactions";
  }

  RegionName self() {
    return self;
  }

  /** Everything that is said about tables, by their names. */
  SortedMap<String, Group> groups() {
    return groups;
  }

  Group group(String table) {
    Group group = groups.get(table);
    return group == null ? new Group(self, peers, new TreeMap<>()) : group;
  }

  Optional<CatalogEntry> ownLiving(String table) {
    return group(table).ownLiving();
  }

  void load(Store store) {
    store.scan(PartitionId.CATALOG, this::put);
  }

  /** Takes note of what the store now holds at a key of the catalog's table. */
  synchronized void put(EncodedKey key, ItemState state) {
    switch (state.content()) {
      case Content.Present(EncodedItem item) -> put(CatalogEntryCodec.entry(item.decode()));
      case Content.Deleted() -> forget(CatalogEntryCodec.table(key), CatalogEntryCodec.region(key));
    }
  }

  private void put(CatalogEntry entry) {
    TreeMap<RegionName, CatalogEntry> entries = new TreeMap<>(group(entry.table()).entries());
    entries.put(entry.region(), entry);
    replace(entry.table(), entries);
  }

  private void forget(String table, RegionName region) {
    TreeMap<RegionName, CatalogEntry> entries = new TreeMap<>(group(table).entries());
    entries.remove(region);
    replace(table, entries);
  }

  private void replace(String table, TreeMap<RegionName, CatalogEntry> entries) {
    TreeMap<String, Group> next = new TreeMap<>(groups);
    if (entries.isEmpty()) {
      next.remove(table);
    } else {
      next.put(table, new Group(self, peers, entries));
    }
    groups = Collections.unmodifiableSortedMap(next);
  }

  /** Whether a change of another region is about an entry that this region may write. */
  public static boolean fits(Change change) {
    try {
      return switch (change.content()) {
        case Content.Present(EncodedItem item) -> {
          CatalogEntry entry = CatalogEntryCodec.entry(item.decode());
          yield entry.region().equals(change.origin())
              && CatalogEntryCodec.key(entry.table(), entry.region()).equals(change.key());
        }
        case Content.Deleted() -> CatalogEntryCodec.region(change.key()).equals(change.origin());
      };
    } catch (RuntimeException malformed) {
      return false;
    }
  }
}
