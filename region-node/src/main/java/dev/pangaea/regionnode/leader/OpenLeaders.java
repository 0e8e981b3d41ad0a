package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leaders of a loop by their partitions, and those among them that are to go on at the end of
 * the step. What fails within one stops that one only. Confined to the loop's thread.
 */
final class OpenLeaders implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLeaders.class);

  private final TreeMap<PartitionId, Led> partitions = new TreeMap<>();
  private final List<Led> touched = new ArrayList<>();

  void put(Led led) {
    partitions.put(led.partition(), led);
  }

  /** Closes the partition's leader, if there is one: it hears nothing more. */
  void close(PartitionId partition) {
    Led led = partitions.remove(partition);
    if (led != null) {
      led.leader().close();
    }
  }

  void closeAll() {
    partitions.values().forEach(led -> led.leader().close());
    partitions.clear();
    touched.clear();
  }

  /** In the order of their partitions. */
  Collection<Led> all() {
    return partitions.values();
  }

  Optional<Led> of(PartitionId partition) {
    return Optional.ofNullable(partitions.get(partition));
  }

  /** Empty for one that is closed. */
  Optional<Led> of(PartitionLeader leader) {
    return of(leader.state().partition()).filter(led -> led.leader() == leader);
  }

  /** It is to go on. */
  void touch(Led led) {
    if (!led.touched()) {
      led.touched(true);
      touched.add(led);
    }
  }

  /** Those that are to go on, each named once. */
  List<Led> touched() {
    return touched;
  }

  /** Takes those that go on now; the others are to go on later. */
  List<Led> takeTouched(Predicate<Led> now) {
    List<Led> taken = new ArrayList<>();
    touched.removeIf(led -> now.test(led) && taken.add(led));
    taken.forEach(led -> led.touched(false));
    return taken;
  }

  /** Has a leader do something, unless it is closed or has stopped. */
  void guarded(PartitionLeader leader, Runnable action) {
    of(leader)
        .filter(led -> !leader.isGone())
        .ifPresent(
            led -> {
              touch(led);
              guarded(led, action);
            });
  }

  /**
   * What fails within a partition stops that partition only: the log and what is folded of it are
   * as they were. A store that fails ends it for all.
   */
  static void guarded(Led led, Runnable action) {
    try {
      action.run();
    } catch (BrokenInvariantException broken) {
      led.leader().stop(broken.getMessage());
    } catch (StoreFailedException failed) {
      throw failed;
    } catch (RuntimeException failure) {
      LOG.error("{}: the leader failed", led.partition(), failure);
      led.leader().stop("the leader failed: " + failure);
    }
  }

  @Override
  public boolean takesWrites(PartitionId partition) {
    Led led = partitions.get(partition);
    return led != null && !led.sealed() && led.leader().isSteady();
  }

  @Override
  public boolean isSteady(Place place) {
    return takesWrites(place.partition())
        && partitions.get(place.partition()).leader().isSteadyAt(place.key());
  }

  /** The ledger is as far as all of them are. */
  @Override
  public boolean isReadable(PartitionId partition) {
    boolean steady =
        partition.equals(PartitionId.CONFLICTS)
            ? all().stream().allMatch(led -> led.leader().isSteady())
            : of(partition).filter(led -> led.leader().isSteady()).isPresent();
    return steady
        && of(PartitionId.TRANSACTIONS).filter(led -> led.leader().hasEverLed()).isPresent();
  }
}
