package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the logs of a table's regions say of one item.
 *
 * @param steps in one order over all regions
 * @param held what each region holds since its log's end; empty for one whose log does not mention
 *     it
 */
record ItemHistory(
    EncodedKey key,
    List<LogReading> logs,
    List<Step> steps,
    SortedMap<RegionName, Optional<Held>> held) {
  /**
   * @param number of the write: from 1 on, in the order of the timeline
   * @param unseen for a write, earlier ones that it had not seen; for others, nothing
   * @param met the write that was visible where this one was taken in; empty where none is known
   */
  record Step(Mention mention, int number, List<Integer> unseen, Optional<Integer> met) {}

  /**
   * What a region holds.
   *
   * @param state as far as its log tells
   * @param by the step that left it: the last one that changed what is visible
   */
  record Held(ItemState state, Step by) {}

  static ItemHistory of(EncodedKey key, List<LogReading> logs) {
    return new Folding(key, logs).history();
  }

  /** Whether no log mentions it. */
  boolean isEmpty() {
    return steps.isEmpty();
  }

  private static final class Folding {
    private final EncodedKey key;
    private final List<LogReading> logs;
    private final Map<Version, Integer> numbers = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final SortedMap<RegionName, Optional<Held>> held = new TreeMap<>();

    Folding(EncodedKey key, List<LogReading> logs) {
      this.key = key;
      this.logs = logs;
      logs.forEach(log -> held.put(log.region(), Optional.empty()));
    }

    ItemHistory history() {
      for (Mention mention : Timeline.of(logs)) {
        int number = numbers.computeIfAbsent(mention.event().version(), _ -> numbers.size() + 1);
        Optional<Held> before = held.get(mention.region());
        Step step =
            new Step(
                mention,
                number,
                mention.event() instanceof Mention.Event.Written(Change change, boolean _)
                    ? unseenBy(change)
                    : List.of(),
                before.map(each -> numbers.get(each.state().version())));
        steps.add(step);
        held.put(mention.region(), after(before, step));
      }
      return new ItemHistory(key, logs, List.copyOf(steps), held);
    }

    private List<Integer> unseenBy(Change change) {
      return numbers.entrySet().stream()
          .filter(each -> !change.context().covers(each.getKey()))
          .map(Map.Entry::getValue)
          .toList();
    }

    private static Optional<Held> after(Optional<Held> before, Step step) {
      return Meeting.after(before.map(Held::state), step.mention())
          .map(
              state ->
                  before.isPresent()
                          && before.get().state().version().equals(state.version())
                          && before.get().state().content().equals(state.content())
                      ? new Held(state, before.get().by())
                      : new Held(state, step));
    }
  }
}
