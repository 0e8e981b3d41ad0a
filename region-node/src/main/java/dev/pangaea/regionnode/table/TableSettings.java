package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an application asks for when it creates a table or changes it.
 *
 * @param streamViewType empty where no stream is enabled
 * @param timeToLive the attribute by which items expire; empty where they do not
 * @param tags regional: they never reach other regions' tables
 * @param indexes as this region has them; {@link CatalogEntry#indexStatements} is what all regions
 *     are to have
 * @param conflictPolicy what becomes of concurrent writes; empty where nothing was said
 * @param expiry how this region finds items that expire; it comes after {@code timeToLive}
 * @param scaling how capacity is scaled: writes as in all regions, reads as in this one
 */
public record TableSettings(
    KeySchema keySchema,
    Capacity capacity,
    Optional<String> streamViewType,
    boolean deletionProtected,
    Optional<String> tableClass,
    Optional<String> timeToLive,
    SortedMap<String, String> tags,
    List<IndexSettings> indexes,
    Optional<ConflictPolicy> conflictPolicy,
    Optional<ExpirySettings> expiry,
    ScalingSettings scaling) {
  /** The tag that names the policy. All regions have it, unlike other tags. */
  public static final String CONFLICT_POLICY_TAG = "pangaea:conflict-policy";

  /** The tag by which a region puts the changes of its table on a topic of its Kafka. */
  public static final String CHANGE_TOPIC_TAG = "pangaea:change-topic";

  /** Its only value. */
  public static final String CHANGE_TOPIC_ON = "on";

  /** The tag by which a region neither counts nor bounds what its table uses of its capacity. */
  public static final String CAPACITY_TAG = "pangaea:capacity";

  /** Its only value. */
  public static final String CAPACITY_UNMETERED = "unmetered";

  private static final String STANDARD_CLASS = "STANDARD";

  public TableSettings {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    indexes = List.copyOf(indexes);
  }

  /** Of a table that does not look for items that expire, and that nothing scales. */
  public TableSettings(
      KeySchema keySchema,
      Capacity capacity,
      Optional<String> streamViewType,
      boolean deletionProtected,
      Optional<String> tableClass,
      Optional<String> timeToLive,
      SortedMap<String, String> tags,
      List<IndexSettings> indexes,
      Optional<ConflictPolicy> conflictPolicy) {
    this(
        keySchema,
        capacity,
        streamViewType,
        deletionProtected,
        tableClass,
        timeToLive,
        tags,
        indexes,
        conflictPolicy,
        Optional.empty(),
        ScalingSettings.NONE);
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
        List.of(),
        Optional.empty());
  }

  /** A table with replicas has a stream: where none was asked for, one with both images. */
  TableSettings withStream() {
    return withStream(streamViewType.or(() -> Optional.of("NEW_AND_OLD_IMAGES")));
  }

  /** What a replica takes over: not what is each region's own, nor what is stated for all. */
  TableSettings forReplica() {
    return protectedFromDeletion(false)
        .withTags(new TreeMap<>())
        .withIndexes(List.of())
        .withScaling(scaling.anew())
        .with(Optional.empty());
  }

  /**
   * What a table that is made of a backup of this one takes over: keys, indexes, capacity and
   * class.
   */
  public TableSettings forRestore(Capacity nextCapacity, List<IndexSettings> nextIndexes) {
    return forReplica()
        .withStream(Optional.empty())
        .withTimeToLive(Optional.empty())
        .withConflictPolicy(Optional.empty())
        .withScaling(ScalingSettings.NONE)
        .with(nextCapacity)
        .withIndexes(nextIndexes);
  }

  public TableSettings protectedFromDeletion(boolean next) {
    return with(draft -> draft.deletionProtected = next);
  }

  TableSettings with(Capacity next) {
    return with(draft -> draft.capacity = next);
  }

  TableSettings withStream(Optional<String> nextViewType) {
    return with(draft -> draft.streamViewType = nextViewType);
  }

  TableSettings withTableClass(Optional<String> next) {
    return with(draft -> draft.tableClass = next);
  }

  TableSettings withTimeToLive(Optional<String> next) {
    return with(draft -> draft.timeToLive = next);
  }

  TableSettings with(Optional<ExpirySettings> next) {
    return with(draft -> draft.expiry = next);
  }

  TableSettings withTags(SortedMap<String, String> next) {
    return with(draft -> draft.tags = next);
  }

  public TableSettings withIndexes(List<IndexSettings> next) {
    return with(draft -> draft.indexes = next);
  }

  TableSettings withConflictPolicy(Optional<ConflictPolicy> next) {
    return with(draft -> draft.conflictPolicy = next);
  }

  TableSettings withScaling(ScalingSettings next) {
    return with(draft -> draft.scaling = next);
  }

  /** Whether this region puts the table's changes on a topic. */
  public boolean changeTopic() {
    return tags.containsKey(CHANGE_TOPIC_TAG);
  }

  /** Whether this region counts what the table uses of its capacity, and holds it to that. */
  public boolean isMetered() {
    return !tags.containsKey(CAPACITY_TAG);
  }

  /** Why these settings cannot be: a change topic tells what the table's stream does. */
  public Optional<String> refusal() {
    return changeTopic() && streamViewType.isEmpty()
        ? Optional.of(
            "One or more parameter values were invalid: a table with the tag %s needs a stream"
                .formatted(CHANGE_TOPIC_TAG))
        : Optional.empty();
  }

  public ConflictPolicy policy() {
    return conflictPolicy.orElse(ConflictPolicy.DEFAULT);
  }

  /** The tags, and the one that names the policy. */
  public SortedMap<String, String> allTags() {
    TreeMap<String, String> all = new TreeMap<>(tags);
    conflictPolicy.ifPresent(policy -> all.put(CONFLICT_POLICY_TAG, policy.text()));
    return all;
  }

  /** With these and no other tags; one that names a policy names one that there is. */
  public TableSettings withAllTags(SortedMap<String, String> next) {
    TreeMap<String, String> rest = new TreeMap<>(next);
    Optional<ConflictPolicy> policy =
        Optional.ofNullable(rest.remove(CONFLICT_POLICY_TAG))
            .map(text -> ConflictPolicy.of(text).orElseThrow());
    return withTags(rest).withConflictPolicy(policy);
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

  private TableSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** Settings that are being changed. */
  private static final class Draft {
    private final KeySchema keySchema;
    private Capacity capacity;
    private Optional<String> streamViewType;
    private boolean deletionProtected;
    private Optional<String> tableClass;
    private Optional<String> timeToLive;
    private SortedMap<String, String> tags;
    private List<IndexSettings> indexes;
    private Optional<ConflictPolicy> conflictPolicy;
    private Optional<ExpirySettings> expiry;
    private ScalingSettings scaling;

    Draft(TableSettings from) {
      this.keySchema = from.keySchema;
      this.capacity = from.capacity;
      this.streamViewType = from.streamViewType;
      this.deletionProtected = from.deletionProtected;
      this.tableClass = from.tableClass;
      this.timeToLive = from.timeToLive;
      this.tags = from.tags;
      this.indexes = from.indexes;
      this.conflictPolicy = from.conflictPolicy;
      this.expiry = from.expiry;
      this.scaling = from.scaling;
    }

    TableSettings settings() {
      return new TableSettings(
          keySchema,
          capacity,
          streamViewType,
          deletionProtected,
          tableClass,
          timeToLive,
          tags,
          indexes,
          conflictPolicy,
          expiry,
          scaling);
    }
  }
}
