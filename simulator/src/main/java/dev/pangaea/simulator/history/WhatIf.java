package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What would have become of a table's concurrent writes under other policies. Only items that were
 * in conflict are looked at: nothing else depends on the policy.
 */
public final class WhatIf {
  /** In place of an attribute's name, for a deletion. */
  static final String THE_ITEM = "the item";

  /** More items in conflict than this are left out. */
  static final int ITEMS_MAX = 10_000;

  private static final int IMAGE_BYTES_MAX = 128 << 20;

  /**
   * A write that others were concurrent with.
   *
   * @param outcomes one for each policy
   */
  record Judged(EncodedKey key, Effect effect, List<Outcome> outcomes) {}

  private final String table;
  private final List<String> notes;
  private final List<ConflictPolicy> policies;
  private final Set<EncodedKey> items = new LinkedHashSet<>();
  private final List<Judged> judged = new ArrayList<>();
  private boolean leftOut;

  private WhatIf(RecordedTable table, List<ConflictPolicy> policies) {
    this.table = table.name();
    this.notes = new ArrayList<>(table.notes());
    this.policies = List.copyOf(policies);
  }

  /**
   * Reads all logs of the table, twice. Blocks.
   *
   * @param policies their names
   */
  public static WhatIf of(RecordedTable table, List<String> policies) throws UnreadableException {
    List<ConflictPolicy> wanted = new ArrayList<>();
    for (String policy : policies) {
      wanted.add(
          ConflictPolicy.of(policy)
              .orElseThrow(() -> new UnreadableException("no policy: " + policy)));
    }
    WhatIf whatIf = new WhatIf(table, wanted);
    for (int partition = 0; partition < table.partitions(); partition++) {
      whatIf.read(table, partition);
    }
    return whatIf;
  }

  public String text(int writes) {
    return WhatIfText.of(this, writes);
  }

  public String json() {
    return WhatIfJson.of(this);
  }

  String table() {
    return table;
  }

  List<String> notes() {
    return notes;
  }

  List<ConflictPolicy> policies() {
    return policies;
  }

  /** How many items were in conflict. */
  int items() {
    return items.size();
  }

  boolean leftOut() {
    return leftOut;
  }

  /** In the order of their versions, item by item. */
  List<Judged> judged() {
    return judged;
  }

  private void read(RecordedTable table, int partition) throws UnreadableException {
    Set<EncodedKey> inConflict = new LinkedHashSet<>();
    readings(table, partition, mention -> note(mention, inConflict));
    if (inConflict.isEmpty()) {
      return;
    }
    Images images = new Images();
    List<LogReading> readings =
        readings(
            table, partition, mention -> inConflict.contains(mention.key()) && images.fit(mention));
    if (images.tooMany) {
      throw new UnreadableException(
          "the writes of partition %d's items that were in conflict are more than %d MB"
              .formatted(partition, IMAGE_BYTES_MAX >> 20));
    }
    cuts(readings, partition);
    Set<String> keys = KeyNames.of(readings);
    for (EncodedKey key : inConflict) {
      replay(key, readings, keys);
    }
  }

  private boolean note(Mention mention, Set<EncodedKey> inConflict) {
    if (mention.event() instanceof Mention.Event.TakenIn(Change change, Standing standing)
        && isConflict(standing)
        && !items.contains(change.key())) {
      if (items.size() < ITEMS_MAX) {
        items.add(change.key());
        inConflict.add(change.key());
      } else {
        leftOut = true;
      }
    }
    return false;
  }

  private static boolean isConflict(Standing standing) {
    return switch (standing) {
      case CONFLICT_WON, CONFLICT_LOST, CONFLICT_MERGED -> true;
      case NEWER, MERGED, REFUSED -> false;
    };
  }

  private static List<LogReading> readings(
      RecordedTable table, int partition, Predicate<Mention> wanted) throws UnreadableException {
    List<LogReading> readings = new ArrayList<>();
    for (Map.Entry<RegionName, RecordedTable.Logs> logs : table.logs().entrySet()) {
      try {
        readings.add(LogReading.of(logs.getKey(), logs.getValue().partition(partition), wanted));
      } catch (LogUnavailableException unavailable) {
        throw new UnreadableException(
            "the log of " + logs.getKey() + " cannot be read: " + unavailable.getMessage(),
            unavailable);
      }
    }
    return readings;
  }

  private void cuts(List<LogReading> readings, int partition) {
    for (LogReading reading : readings) {
      if (reading.isCut() && reading.fromMillis().isPresent()) {
        notes.add(
            "%s's log of partition %d begins at %s; what it said before is gone (retention)"
                .formatted(
                    reading.region(), partition, Shown.time(reading.fromMillis().getAsLong())));
      }
    }
  }

  private void replay(EncodedKey key, List<LogReading> readings, Set<String> keys) {
    List<Mention> steps = Timeline.of(readings.stream().map(each -> each.of(key)).toList());
    Map<Version, Effect> effects = effects(steps);
    List<Replay> replays =
        policies.stream().map(policy -> Replay.of(policy, steps, effects, keys)).toList();
    TreeSet<Version> concurrent = new TreeSet<>();
    replays.forEach(replay -> concurrent.addAll(replay.outcomes().keySet()));
    for (Version version : concurrent) {
      judged.add(
          new Judged(
              key,
              effects.get(version),
              replays.stream()
                  .map(replay -> replay.outcomes().getOrDefault(version, Outcome.NONE))
                  .toList()));
    }
  }

  /** What each write did, by what its region held before it, as recorded. */
  static Map<Version, Effect> effects(List<Mention> steps) {
    Map<Version, Effect> effects = new LinkedHashMap<>();
    Map<RegionName, ItemState> held = new HashMap<>();
    for (Mention step : steps) {
      Optional<ItemState> here = Optional.ofNullable(held.get(step.region()));
      if (step.event() instanceof Mention.Event.Written(Change change, boolean _)) {
        Optional<Content> before = here.map(ItemState::content);
        effects.put(change.version(), Effect.of(change, step.atMillis(), before));
      }
      Meeting.after(here, step)
          .ifPresentOrElse(
              after -> held.put(step.region(), after), () -> held.remove(step.region()));
    }
    return effects;
  }

  /** Bounds what is kept of the logs. */
  private static final class Images {
    private long bytes;
    private boolean tooMany;

    boolean fit(Mention mention) {
      bytes += mention.bytes();
      tooMany |= bytes > IMAGE_BYTES_MAX;
      return !tooMany;
    }
  }

  /** The names of the key attributes: those that have the key's values in every item. */
  static final class KeyNames {
    private KeyNames() {}

    static Set<String> of(List<LogReading> readings) {
      Optional<Set<String>> partitionKeys = Optional.empty();
      Optional<Set<String>> sortKeys = Optional.empty();
      for (LogReading reading : readings) {
        for (Mention mention : reading.mentions()) {
          if (mention.event() instanceof Mention.Event.Written(Change change, boolean _)
              && change.content().visible().isPresent()) {
            PrimaryKey key = mention.key().decode();
            SortedMap<String, AttributeValue> item = Shown.item(change.content()).attributes();
            partitionKeys = Optional.of(both(partitionKeys, item, key.partitionKey()));
            if (key.sortKey().isPresent()) {
              sortKeys = Optional.of(both(sortKeys, item, key.sortKey().get()));
            }
          }
        }
      }
      TreeSet<String> names = new TreeSet<>(partitionKeys.orElse(Set.of()));
      names.addAll(sortKeys.orElse(Set.of()));
      return names;
    }

    private static Set<String> both(
        Optional<Set<String>> soFar, Map<String, AttributeValue> item, AttributeValue value) {
      TreeSet<String> names = new TreeSet<>();
      item.forEach(
          (name, each) -> {
            if (each.equals(value) && (soFar.isEmpty() || soFar.get().contains(name))) {
              names.add(name);
            }
          });
      return names;
    }
  }
}
