package dev.pangaea.regionnode.table;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an application asks for when it creates a table or changes it.
 *
 * @param streamViewType empty where no stream is enabled
 * @param timeToLive the attribute by which items expire; empty where they do not
 * @param tags regional: they never reach other regions' tables
 */
public record TableSettings(
    KeySchema keySchema,
    Capacity capacity,
    Optional<String> streamViewType,
    boolean deletionProtected,
    Optional<String> tableClass,
    Optional<String> timeToLive,
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
        Optional.empty(),
        new TreeMap<>(Map.of()));
  }

  /** A table with replicas has a stream: where none was asked for, one with both images. */
  TableSettings withStream() {
    return withStream(streamViewType.or(() -> Optional.of("NEW_AND_OLD_IMAGES")));
  }

  /** What a replica takes over: not what is each region's own. */
  TableSettings forReplica() {
    return protectedFromDeletion(false).withTags(new TreeMap<>());
  }

  public TableSettings protectedFromDeletion(boolean next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, next, tableClass, timeToLive, tags);
  }

  TableSettings with(Capacity next) {
    return new TableSettings(
        keySchema, next, streamViewType, deletionProtected, tableClass, timeToLive, tags);
  }

  TableSettings withStream(Optional<String> nextViewType) {
    return new TableSettings(
        keySchema, capacity, nextViewType, deletionProtected, tableClass, timeToLive, tags);
  }

  TableSettings withTableClass(Optional<String> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, next, timeToLive, tags);
  }

  TableSettings withTimeToLive(Optional<String> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, tableClass, next, tags);
  }

  TableSettings withTags(SortedMap<String, String> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, tableClass, timeToLive, next);
  }
}
