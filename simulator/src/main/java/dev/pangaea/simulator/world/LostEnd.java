package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.simulator.check.Violation;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * What some worlds end with once they are judged: a region's node and its broker fail at once, and
 * the log loses its end, but not the store. The node must stop to lead there for good, before it
 * appends anything, and not go on as if what others know had never been.
 */
final class LostEnd {
  static final String PROMISE =
      "a node whose log has lost what its store holds stops to lead, and appends nothing to it";

  private static final int WORLDS_PER_LOSS = 4;
  private static final int LOST_MAX = 20;

  /** What was handed over before the node fails comes to its log within this time, if ever. */
  private static final long UNDER_WAY_NANOS = LogConnection.LATE_MILLIS * MILLI;

  private static final long LOOKED_NANOS = 3_000 * MILLI;

  private LostEnd() {}

  static boolean isIn(Scenario scenario) {
    return random(scenario).nextInt(WORLDS_PER_LOSS) == 0;
  }

  /**
   * @param pass has so many nanoseconds pass
   */
  static Optional<Violation> judge(Scenario scenario, WorldRegions regions, LongConsumer pass) {
    SplittableRandom random = random(scenario).split();
    WorldRegion region = regions.get(random.nextInt(scenario.regions()));
    if (region.partitions().isEmpty()) {
      return Optional.empty();
    }
    PartitionId partition = region.partition(random.nextInt(scenario.partitions()));
    KeptLog log = region.logs().get(partition.partition());
    long applied = WorldRegions.store(region).applied(partition).position().nextOffset();
    long end = Math.max(log.start(), applied - 1 - random.nextInt(LOST_MAX));
    if (end >= applied) {
      return Optional.empty();
    }
    region.serving().crash(100);
    pass.accept(UNDER_WAY_NANOS);
    log.loseFrom(end);
    region.serving().start();
    pass.accept(LOOKED_NANOS);
    List<PartitionStatus> led =
        region.serving().process().orElseThrow().leaders().status().stream()
            .filter(status -> status.partition().equals(partition))
            .toList();
    boolean stopped = led.stream().anyMatch(PartitionStatus::stopped);
    return stopped && log.end() == end
        ? Optional.empty()
        : Optional.of(
            new Violation(
                PROMISE,
                "%s, which lost all from %d on and was applied up to %d, ends at %d: %s"
                    .formatted(log, end, applied, log.end(), led)));
  }

  private static SplittableRandom random(Scenario scenario) {
    return new SplittableRandom(Long.rotateLeft(scenario.seed(), 17));
  }
}
