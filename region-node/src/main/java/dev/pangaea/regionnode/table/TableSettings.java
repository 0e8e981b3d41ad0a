package dev.pangaea.regionnode.table;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an application asks for when it creates a table.
 *
 * @param streamViewType empty where no stream is enabled
 * @param tags regional: they never reach other regions' tables
 */
public record TableSettings(
    KeySchema keySchema,
    Capacity capacity,
    Optional<String> streamViewType,
    boolean deletionProtected,
    Optional<String> tableClass,
    SortedMap<String, String> tags) {
  public TableSettings {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  public static TableSettings onDemand(KeySchema keySchema) {
    return new TableSettings(
        keySchema,
        new Capacity.OnDemand(),
        Optional.empty(),
        false,
        Optional.empty(),
        new TreeMap<>(Map.of()));
  }

  /** A table with replicas has a stream: where none was asked for, one with both images. */
  TableSettings withStream() {
    return new TableSettings(
        keySchema,
        capacity,
        streamViewType.or(() -> Optional.of("NEW_AND_OLD_IMAGES")),
        deletionProtected,
        tableClass,
        tags);
  }

  /** What a replica takes over: not what is each region's own. */
  TableSettings forReplica() {
    return new TableSettings(
        keySchema, capacity, streamViewType, false, tableClass, new TreeMap<>());
  }

  TableSettings protectedFromDeletion(boolean next) {
    return new TableSettings(keySchema, capacity, streamViewType, next, tableClass, tags);
  }
}
