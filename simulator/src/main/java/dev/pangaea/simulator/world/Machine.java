package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.regionnode.store.PartitionId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A machine of a region: its clock, its disk, and the node's process that may run on it. */
final class Machine {
  private static final long FLUSH_MILLIS_MAX = 3_000;

  private final Setting setting;
  private final RandomGenerator random;
  private final WorldRegion region;
  private final int number;
  private final WorldClock clock;
  private final CrashableStore disk = new CrashableStore();
  private Optional<NodeProcess> process = Optional.empty();

  Machine(Setting setting, WorldRegion region, int number, WorldClock clock) {
    this.setting = setting;
    this.random = setting.random().split();
    this.region = region;
    this.number = number;
    this.clock = clock;
    flushLater();
  }

  /** Empty while it is down. */
  Optional<NodeProcess> process() {
    return process;
  }

  boolean isDown() {
    return process.isEmpty();
  }

  WorldClock clock() {
    return clock;
  }

  /** How far the log of a partition is applied here, whatever crashes. */
  long flushedUpTo(PartitionId partition) {
    return disk.flushedUpTo(partition);
  }

  void start() {
    setting.say(() -> this + " starts");
    process = Optional.of(new NodeProcess(setting, region, this, disk.open()));
    process.get().begin();
  }

  /** What was not flushed is lost, but for some of it. */
  void crash() {
    crash(random.nextInt(101));
  }

  void crash(int survivingPercent) {
    if (process.isPresent()) {
      int surviving = disk.atRisk() * survivingPercent / 100;
      setting.say(
          () ->
              "%s is killed; its store keeps %d of %d commits since the last flush"
                  .formatted(this, surviving, disk.atRisk()));
      NodeProcess killed = process.get();
      process = Optional.empty();
      disk.crash(surviving);
      killed.end();
    }
  }

  void pause() {
    process.ifPresent(NodeProcess::pause);
  }

  void resume() {
    process.ifPresent(NodeProcess::resume);
  }

  private void flushLater() {
    setting
        .agenda()
        .after(
            MILLI * random.nextLong(10, FLUSH_MILLIS_MAX),
            () -> {
              disk.flush();
              flushLater();
            });
  }

  @Override
  public String toString() {
    return region + "/" + number;
  }
}
