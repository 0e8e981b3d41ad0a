package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.simulator.check.Violation;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * What some worlds end with once they are judged: a region's node and its broker fail at once, and
 * the log loses its end, but not the store. The node must stop to lead there for good, and not go
 * on as if what others know had never been.
 */
final class LostEnd {
  private static final int WORLDS_PER_LOSS = 4;
  private static final int LOST_MAX = 20;
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
    log.loseFrom(end);
    region.serving().start();
    pass.accept(LOOKED_NANOS);
    return region.serving().process().orElseThrow().leaders().status().stream()
        .filter(status -> status.partition().equals(partition))
        .filter(status -> !status.stopped())
        .map(status -> violation(region, log, status))
        .findFirst();
  }

  private static Violation violation(WorldRegion region, KeptLog log, PartitionStatus status) {
    return new Violation(
        "a node whose log has lost what its store holds stops to lead",
        "%s goes on with %s, %s".formatted(region, log, status));
  }

  private static SplittableRandom random(Scenario scenario) {
    return new SplittableRandom(Long.rotateLeft(scenario.seed(), 17));
  }
}
