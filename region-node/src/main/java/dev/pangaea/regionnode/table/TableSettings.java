package dev.pangaea.regionnode.table;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an application asks for when it creates a table or changes it.
 *
 * @param streamViewType empty where no stream is enabled
 * @param timeToLive the attribute by which items expire; empty where they do not
 * @param tags regional: they never reach other regions' tables
 * @param indexes as this region has them; {@link CatalogEntry#indexStatements} is what all regions
 *     are to have
 */
public record TableSettings(
    KeySchema keySchema,
    Capacity capacity,
    Optional<String> streamViewType,
    boolean deletionProtected,
    Optional<String> tableClass,
    Optional<String> timeToLive,
    SortedMap<String, String> tags,
    List<IndexSettings> indexes) {
  private static final String STANDARD_CLASS = "STANDARD";

  public TableSettings {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    indexes = List.copyOf(indexes);
  }

  public static TableSettings onDemand(KeySchema keySchema) {
    return new TableSettings(
        keySchema,
        new Capacity.OnDemand(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(Map.of()),
        List.of());
  }

  /** A table with replicas has a stream: where none was asked for, one with both images. */
  TableSettings withStream() {
    return withStream(streamViewType.or(() -> Optional.of("NEW_AND_OLD_IMAGES")));
  }

  /** What a replica takes over: not what is each region's own, nor what is stated for all. */
  TableSettings forReplica() {
    return protectedFromDeletion(false).withTags(new TreeMap<>()).withIndexes(List.of());
  }

  public TableSettings protectedFromDeletion(boolean next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, next, tableClass, timeToLive, tags, indexes);
  }

  TableSettings with(Capacity next) {
    return new TableSettings(
        keySchema, next, streamViewType, deletionProtected, tableClass, timeToLive, tags, indexes);
  }

  TableSettings withStream(Optional<String> nextViewType) {
    return new TableSettings(
        keySchema,
        capacity,
        nextViewType,
        deletionProtected,
        tableClass,
        timeToLive,
        tags,
        indexes);
  }

  TableSettings withTableClass(Optional<String> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, next, timeToLive, tags, indexes);
  }

  TableSettings withTimeToLive(Optional<String> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, tableClass, next, tags, indexes);
  }

  TableSettings withTags(SortedMap<String, String> next) {
    return new TableSettings(
        keySchema,
        capacity,
        streamViewType,
        deletionProtected,
        tableClass,
        timeToLive,
        next,
        indexes);
  }

  public TableSettings withIndexes(List<IndexSettings> next) {
    return new TableSettings(
        keySchema, capacity, streamViewType, deletionProtected, tableClass, timeToLive, tags, next);
  }

  boolean isOfClass(String name) {
    return tableClass.orElse(STANDARD_CLASS).equals(name);
  }

  /** The index of a name, whatever its status. */
  public Optional<IndexSettings> index(String name) {
    return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
  }

  /** Every attribute that is part of a key, of the table or of an index: the table's first. */
  public Set<KeyAttribute> keyAttributes() {
    Set<KeyAttribute> attributes = new LinkedHashSet<>();
    attributes.add(keySchema.partitionKey());
    keySchema.sortKey().ifPresent(attributes::add);
    for (IndexSettings index : indexes) {
      attributes.addAll(index.partitionKey());
      attributes.addAll(index.sortKey());
    }
    return Collections.unmodifiableSet(attributes);
  }
}
