package dev.pangaea.regionnode.topic.run;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.stream.StreamReader.Watch;
import dev.pangaea.regionnode.table.TopicWish;
import dev.pangaea.regionnode.topic.TopicCursor;
import dev.pangaea.regionnode.topic.TopicStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A change topic that is being written. Confined to the thread of all topics, but for its status.
 */
final class TopicRun {
  final String table;
  final String topic;
  final Set<Integer> dirty = ConcurrentHashMap.newKeySet();
  int partitions;
  int newest;
  boolean prepared;
  int failuresInRow;
  long waitUntilMillis;

  /** When it is looked at next, should nothing be written. */
  long lookFromMillis;

  int looksFailedInRow;
  Optional<Class<?>> lastFailure = Optional.empty();

  /** The partition that is read first. */
  int turn;

  volatile long told;
  volatile long gaps;
  volatile long leftOut;
  volatile long failures;
  volatile long refused;
  private final Map<ShardId, Watch> watches = new HashMap<>();
  private volatile SortedMap<Integer, List<Shard>> shards = new TreeMap<>();
  private volatile List<TopicCursor> cursors = List.of();
  private boolean known;
  private boolean sure;

  TopicRun(String table, String topic) {
    this.table = table;
    this.topic = topic;
  }

  /** Which streams there are, also of earlier tables of the name. */
  void follow(TopicWish wish, List<StreamDescription> there, StreamReader streams, Runnable wake) {
    TreeMap<Integer, List<Shard>> found = new TreeMap<>();
    int wanted = wish.partitions();
    newest = wish.storeNumber();
    for (StreamDescription stream : there) {
      for (Shard shard : stream.shards()) {
        found.computeIfAbsent(shard.id().partition(), any -> new ArrayList<>()).add(shard);
        wanted = Math.max(wanted, shard.id().partition() + 1);
      }
    }
    watch(found, streams, wake);
    addGone(found);
    found.values().forEach(each -> each.sort(TopicCursor.ORDER));
    shards = found;
    if (wanted > partitions) {
      partitions = wanted;
      prepared = false;
      forget();
    }
  }

  /** Streams that are there no more are remembered: the topic may not have had all of them. */
  private void addGone(SortedMap<Integer, List<Shard>> found) {
    shards.forEach(
        (partition, before) -> {
          List<Shard> there = found.computeIfAbsent(partition, any -> new ArrayList<>());
          Set<ShardId> ids = there.stream().map(Shard::id).collect(Collectors.toSet());
          for (Shard shard : before) {
            boolean gone = shard.end().isPresent() && !ids.contains(shard.id());
            if (gone && !cursor(partition).isPast(shard)) {
              there.add(shard);
            }
          }
        });
  }

  private void watch(SortedMap<Integer, List<Shard>> found, StreamReader streams, Runnable wake) {
    Set<ShardId> there =
        found.values().stream().flatMap(List::stream).map(Shard::id).collect(Collectors.toSet());
    for (ShardId shard : there) {
      if (!watches.containsKey(shard)) {
        watches.put(shard, streams.watch(shard, () -> moved(shard.partition(), wake)));
        dirty.add(shard.partition());
      }
    }
    watches
        .entrySet()
        .removeIf(
            each -> {
              boolean gone = !there.contains(each.getKey());
              if (gone) {
                each.getValue().close();
              }
              return gone;
            });
  }

  private void moved(int partition, Runnable wake) {
    if (dirty.add(partition)) {
      wake.run();
    }
  }

  void end() {
    watches.values().forEach(Watch::close);
    watches.clear();
  }

  List<Shard> shards(int partition) {
    return shards.getOrDefault(partition, List.of());
  }

  /** Where a shard that is there, or was, has ended. */
  Optional<StreamPosition> end(ShardId shard) {
    return end(shard, shards(shard.partition()));
  }

  private static Optional<StreamPosition> end(ShardId shard, List<Shard> shards) {
    return shards.stream().filter(each -> each.id().equals(shard)).findFirst().flatMap(Shard::end);
  }

  boolean knowsCursors() {
    return known;
  }

  /** Whether what it knows of the topic is so still. */
  boolean isSure() {
    return known && sure;
  }

  /** What the topic holds is to be asked for anew. */
  void forget() {
    known = false;
  }

  /** Others may have written the topic. */
  void doubt() {
    sure = false;
  }

  /** Nobody has. */
  void trust() {
    sure = true;
  }

  /**
   * One that had something and has nothing has lost it, whenever that was found out.
   *
   * @param found by what the topic holds
   */
  void know(List<TopicCursor> found) {
    List<TopicCursor> next = new ArrayList<>();
    for (int partition = 0; partition < found.size(); partition++) {
      TopicCursor cursor = found.get(partition);
      boolean emptied = cursor.equals(TopicCursor.NEW) && cursor(partition).begun();
      next.add(emptied ? TopicCursor.EMPTIED : cursor);
      dirty.add(partition);
    }
    cursors = List.copyOf(next);
    known = true;
    sure = true;
  }

  TopicCursor cursor(int partition) {
    List<TopicCursor> known = cursors;
    return partition < known.size() ? known.get(partition) : TopicCursor.NEW;
  }

  void come(Map<Integer, TopicCursor> further) {
    List<TopicCursor> next = new ArrayList<>(cursors);
    further.forEach(next::set);
    cursors = List.copyOf(next);
  }

  /** Any thread may ask. */
  TopicStatus status(StreamReader streams, long nowMillis) {
    long oldest = nowMillis;
    for (Map.Entry<Integer, List<Shard>> each : shards.entrySet()) {
      oldest = Math.min(oldest, oldest(cursor(each.getKey()), each.getValue(), streams, nowMillis));
    }
    return new TopicStatus(
        table, topic, nowMillis - oldest, told, gaps, leftOut, failures, refused);
  }

  /** When the oldest change that is not told came about; the latest possible if all are. */
  private static long oldest(
      TopicCursor from, List<Shard> shards, StreamReader streams, long nowMillis) {
    TopicCursor cursor = from;
    for (int step = 0; step <= 2 * shards.size(); step++) {
      Optional<TopicCursor.Place> place = cursor.place(shards);
      if (place.isEmpty()) {
        return nowMillis;
      }
      switch (streams.read(place.get().shard(), place.get().from(), 1, 1)) {
        case ShardRead.NotFound() -> {
          Optional<StreamPosition> end = end(place.get().shard(), shards);
          if (end.isEmpty()) {
            return nowMillis;
          }
          cursor = cursor.trimmed(place.get(), end.get());
        }
        case ShardRead.Trimmed() -> {
          Optional<StreamPosition> there = streams.oldest(place.get().shard());
          if (there.isEmpty()) {
            return nowMillis;
          }
          cursor = cursor.trimmed(place.get(), there.get());
        }
        case ShardRead.Page page -> {
          if (!page.records().isEmpty()) {
            return page.records().getFirst().createdMillis();
          }
          if (!page.atEnd()) {
            return nowMillis;
          }
          cursor = cursor.read(place.get(), page.next());
        }
      }
    }
    return nowMillis;
  }
}
