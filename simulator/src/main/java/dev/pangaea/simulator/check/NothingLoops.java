package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A region's log holds as writes only its own, and takes in each write of another region once at
 * most, from that region's own log and never backwards; it stands still only while it takes in a
 * delivery in parts. What another region has copied for it may come from there, and again.
 */
final class NothingLoops implements Check {
  @Override
  public String promise() {
    return "a write is once in each region's log, and travels only from its own";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    evidence
        .regions()
        .forEach(
            (region, partitions) ->
                IntStream.range(0, partitions.size())
                    .forEach(
                        index ->
                            judge(
                                region,
                                partitions.get(index),
                                copied(evidence, region, index),
                                complain)));
  }

  /** The writes that another region holds and has copied for this one. */
  private static Set<Version> copied(Evidence evidence, RegionName region, int partition) {
    Set<Version> copied = new HashSet<>();
    for (RegionName donor : evidence.writers()) {
      for (Evidence.Partition each : evidence.ever(donor, partition)) {
        for (NaiveFold.Counted counted : each.fold().counted()) {
          if (counted.record().body()
                  instanceof Body.Copy(RegionName joining, Context floor, List<Change> changes)
              && joining.equals(region)) {
            changes.forEach(change -> copied.add(change.version()));
          }
        }
      }
    }
    return copied;
  }

  private static void judge(
      RegionName region,
      Evidence.Partition partition,
      Set<Version> copied,
      Consumer<String> complain) {
    Set<Version> seen = new HashSet<>();
    SortedMap<String, Long> stood = new TreeMap<>();
    for (NaiveFold.Counted counted : partition.fold().counted()) {
      LogRecord record = counted.record();
      for (Change change : NaiveFold.writes(record)) {
        if (!change.origin().equals(region)) {
          complain.accept(
              "%s has a write of %s as its own, %s"
                  .formatted(region, change.origin(), change.version()));
        } else if (!seen.add(change.version())) {
          complain.accept("%s has its write %s twice".formatted(region, change.version()));
        }
      }
      if (record.body() instanceof Body.Arrivals(Progress to, List<Arrival> arrivals)) {
        long next = to.position().nextOffset();
        long before = stood.getOrDefault(to.log(), -1L);
        boolean isPart = next == before && !arrivals.isEmpty();
        if (next <= before && !isPart) {
          complain.accept(
              "%s took in %s up to %d, having been at %d"
                  .formatted(region, to.source(), next, before));
        }
        stood.put(to.log(), next);
        for (Arrival arrival : arrivals) {
          Change change = arrival.change();
          if (copied.contains(change.version())) {
            continue;
          }
          if (!change.origin().equals(to.source()) || to.source().equals(region)) {
            complain.accept(
                "%s took in a write of %s from %s".formatted(region, change.origin(), to.source()));
          }
          if (!seen.add(change.version())) {
            complain.accept("%s took in %s twice".formatted(region, change.version()));
          }
        }
      }
    }
  }
}
