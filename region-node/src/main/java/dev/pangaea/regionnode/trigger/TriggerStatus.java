package dev.pangaea.regionnode.trigger;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.List;
import java.util.Optional;

/**
 * How a trigger stands.
 *
 * @param streamState what is known of its stream: ENABLED and such, or GONE
 */
public record TriggerStatus(
    Trigger trigger, String streamState, TriggerCounts counts, List<ShardStatus> shards) {
  public TriggerStatus {
    shards = List.copyOf(shards);
  }

  /**
   * How a shard stands.
   *
   * @param ageMillis how old the oldest record is that is not done with; 0 if there is none
   * @param underWay calls that are not answered
   * @param open records that were read and are not done with
   * @param retrying whether the last call failed
   */
  public record ShardStatus(
      int partition,
      String shard,
      StreamPosition checkpoint,
      long ageMillis,
      int underWay,
      int open,
      boolean retrying,
      Optional<String> lastError) {}

  /** The age of the oldest record of all shards that is not done with. */
  public long ageMillis() {
    return shards.stream().mapToLong(ShardStatus::ageMillis).max().orElse(0);
  }

  public int underWay() {
    return shards.stream().mapToInt(ShardStatus::underWay).sum();
  }

  public int retrying() {
    return (int) shards.stream().filter(ShardStatus::retrying).count();
  }
}
