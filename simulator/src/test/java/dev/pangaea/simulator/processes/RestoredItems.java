package dev.pangaea.simulator.processes;

import dev.pangaea.simulator.processes.NumberedWrites.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a restored table holds, held to what its source's stream tells and what writers were told.
 *
 * @param told of the source, in the region of the backup
 * @param writes all that were acknowledged in that region
 */
record RestoredItems(
    Map<String, Map<String, AttributeValue>> items, ToldChanges told, List<Write> writes) {

  /** What is wrong if this is the table as it was at an instant, by the log's clock. */
  List<String> faultsAt(long millis) {
    List<String> faults = new ArrayList<>(halfPairs());
    Map<String, Map<String, AttributeValue>> then = plain(told.items(millis));
    Map<String, Map<String, AttributeValue>> now = plain(items);
    Set<String> keys = new HashSet<>(then.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      if (!Objects.equals(then.get(key), now.get(key))) {
        faults.add(key + " was " + then.get(key) + ", and is " + now.get(key));
      }
    }
    return faults;
  }

  /**
   * What is wrong if this is the table as it was at some one moment between a request and its
   * reply: of each partition's changes it has those up to some place, with all that were
   * acknowledged before the request and none that were begun after the reply; and of each writer,
   * whose writes follow each other over all partitions, nothing without what came before it.
   */
  List<String> faultsBetween(long requested, long replied) {
    List<String> faults = new ArrayList<>(halfPairs());
    Map<String, Long> lastIn = new HashMap<>();
    Map<String, Long> firstOut = new HashMap<>();
    Map<String, Write> byValue = new HashMap<>();
    writes.stream().filter(write -> !write.isOfPair()).forEach(w -> byValue.put(w.value(), w));
    for (List<ToldChange> partition : told.partitions()) {
      List<ToldChange> changes =
          partition.stream().filter(c -> !c.key().startsWith(NumberedWrites.PAIR)).toList();
      int from = 0;
      int to = changes.size();
      for (int index = 0; index < changes.size(); index++) {
        Write write = byValue.get(written(changes.get(index)));
        if (write != null && write.acknowledged() < requested) {
          from = index + 1;
        }
        if (write != null && write.begun() > replied) {
          to = Math.min(to, index);
        }
      }
      List<Integer> places = places(changes, from, to);
      if (places.isEmpty()) {
        faults.add("no moment of " + changes.size() + " changes between " + from + " and " + to);
        continue;
      }
      for (int index = 0; index < changes.size(); index++) {
        Write write = byValue.get(written(changes.get(index)));
        if (write != null && index < places.getFirst()) {
          lastIn.merge(write.writer(), write.number(), Math::max);
        }
        if (write != null && index >= places.getLast()) {
          firstOut.merge(write.writer(), write.number(), Math::min);
        }
      }
    }
    lastIn.forEach(
        (writer, number) -> {
          if (firstOut.getOrDefault(writer, Long.MAX_VALUE) < number) {
            faults.add(writer + "#" + number + " is in it without " + firstOut.get(writer));
          }
        });
    faults.addAll(pairsOutside(requested, replied));
    return faults;
  }

  /** After how many of the changes the partition's items are those that are here. */
  private List<Integer> places(List<ToldChange> changes, int from, int to) {
    Map<String, Map<String, AttributeValue>> held = new HashMap<>();
    Set<String> different = new HashSet<>();
    changes.stream().map(ToldChange::key).filter(items::containsKey).forEach(different::add);
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place <= changes.size(); place++) {
      if (different.isEmpty() && place >= from && place <= to) {
        places.add(place);
      }
      if (place < changes.size()) {
        ToldChange change = changes.get(place);
        held.put(change.key(), change.after().orElse(null));
        if (Objects.equals(held.get(change.key()), items.get(change.key()))) {
          different.remove(change.key());
        } else {
          different.add(change.key());
        }
      }
    }
    return places;
  }

  private List<String> halfPairs() {
    List<String> faults = new ArrayList<>();
    for (String one : pairs()) {
      String other = one.substring(0, one.length() - 1) + "b";
      if (!Objects.equals(value(one), value(other))) {
        faults.add("half a transaction: " + items.get(one) + ", " + items.get(other));
      }
    }
    return faults;
  }

  private List<String> pairsOutside(long requested, long replied) {
    List<String> faults = new ArrayList<>();
    for (String one : pairs()) {
      long number = value(one) == null ? -1 : number(value(one));
      long least = last(one, write -> write.acknowledged() < requested);
      long most = last(one, write -> write.begun() < replied);
      if (number < least || number > most) {
        faults.add(one + " is " + number + ", and should be " + least + " to " + most);
      }
    }
    return faults;
  }

  private long last(String key, Predicate<Write> which) {
    return writes.stream()
        .filter(write -> write.key().equals(key))
        .filter(which)
        .mapToLong(Write::number)
        .max()
        .orElse(-1);
  }

  /** The first items of the region's own pairs; those of others travel one by one. */
  private List<String> pairs() {
    return writes.stream()
        .map(Write::key)
        .filter(key -> key.startsWith(NumberedWrites.PAIR) && key.endsWith("-a"))
        .distinct()
        .toList();
  }

  private String value(String key) {
    return items.containsKey(key) ? items.get(key).get("value").s() : null;
  }

  private static long number(String value) {
    return Long.parseLong(value.substring(value.indexOf('#') + 1));
  }

  private static String written(ToldChange change) {
    return change.after().map(item -> item.get("value").s()).orElse("");
  }

  private static Map<String, Map<String, AttributeValue>> plain(
      Map<String, Map<String, AttributeValue>> items) {
    TreeMap<String, Map<String, AttributeValue>> plain = new TreeMap<>(items);
    plain.keySet().removeIf(key -> key.startsWith(NumberedWrites.PAIR));
    return plain;
  }
}
