package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.trigger.Progress;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerCounts;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trigger and what is being done for it. Confined to the triggers' thread.
 *
 * <p>Before its rules change, or it is paused, its shards are retired: nothing more is begun, and
 * what is under way is awaited. Then it goes on from its checkpoints, by its new rules.
 */
final class TriggerRun {
  final TreeMap<Integer, ShardRun> shards = new TreeMap<>();
  Trigger trigger;
  TriggerCounts counts;
  boolean retiring;
  boolean removed;
  int calls;

  /** Whether there is progress that is not kept, and whether it is being kept. */
  boolean unkept;

  boolean keeping;

  private final TreeMap<Integer, StreamPosition> reached;

  TriggerRun(TriggerTable.Kept kept) {
    this.trigger = kept.trigger();
    this.counts = kept.progress().counts();
    this.reached = new TreeMap<>(kept.progress().shards());
  }

  void count(TriggerCounts more) {
    counts = counts.plus(more);
    unkept = true;
  }

  /** Where a shard is to be gone on with, if it ever was begun or the trigger says where. */
  StreamPosition from(int partition, StreamPosition otherwise) {
    StreamPosition start = trigger.starts().getOrDefault(partition, otherwise);
    return reached.getOrDefault(partition, start);
  }

  void note(ShardRun shard) {
    reached.put(shard.shard.partition(), shard.work.checkpoint());
  }

  Progress progress() {
    shards.values().forEach(this::note);
    return new Progress(reached, counts);
  }

  Map<Integer, StreamPosition> reached() {
    return progress().shards();
  }

  void retire() {
    retiring = true;
    shards.values().forEach(ShardRun::retire);
  }

  /** Whether nothing is under way for it. */
  boolean isQuiet() {
    return shards.values().stream().allMatch(shard -> shard.work.underWay() == 0);
  }

  /** What was retired is forgotten, but for how far it has come. */
  void renew() {
    progress();
    shards.clear();
    retiring = false;
  }
}
