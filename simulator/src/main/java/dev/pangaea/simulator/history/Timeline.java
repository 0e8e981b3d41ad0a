package dev.pangaea.simulator.history;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what several regions' logs say of an item into one order: by the time of their Kafkas, but
 * no write is taken in before it was made, and each log keeps its own order.
 */
final class Timeline {
  private final Map<RegionName, List<Mention>> left = new LinkedHashMap<>();
  private final Set<Version> toBeWritten = new HashSet<>();

  private Timeline(List<LogReading> logs) {
    for (LogReading log : logs) {
      left.put(log.region(), new ArrayList<>(log.mentions()));
      for (Mention mention : log.mentions()) {
        if (mention.event() instanceof Mention.Event.Written) {
          toBeWritten.add(mention.event().version());
        }
      }
    }
  }

  static List<Mention> of(List<LogReading> logs) {
    Timeline timeline = new Timeline(logs);
    List<Mention> ordered = new ArrayList<>();
    for (Mention next = timeline.next(); next != null; next = timeline.next()) {
      ordered.add(next);
    }
    return ordered;
  }

  /** Null at the end. */
  private Mention next() {
    Mention first = null;
    Mention firstFree = null;
    for (List<Mention> mentions : left.values()) {
      if (!mentions.isEmpty()) {
        Mention mention = mentions.getFirst();
        first = earlier(first, mention);
        boolean free =
            !(mention.event() instanceof Mention.Event.TakenIn)
                || !toBeWritten.contains(mention.event().version());
        firstFree = free ? earlier(firstFree, mention) : firstFree;
      }
    }
    Mention taken = firstFree == null ? first : firstFree;
    if (taken != null) {
      left.get(taken.region()).removeFirst();
      if (taken.event() instanceof Mention.Event.Written) {
        toBeWritten.remove(taken.event().version());
      }
    }
    return taken;
  }

  private static Mention earlier(Mention one, Mention other) {
    return one == null || other.atMillis() < one.atMillis() ? other : one;
  }
}
