package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a ledger holds are pairs of writes of which neither had seen the other. */
final class OnlyConcurrentWritesConflict implements Check {
  @Override
  public String promise() {
    return "only writes that knew nothing of each other are a conflict";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      Map<Version, Change> writes = new HashMap<>();
      for (RegionName region : evidence.regions().keySet()) {
        evidence.writes(region, partition).forEach(write -> writes.put(write.version(), write));
      }
      for (RegionName region : evidence.regions().keySet()) {
        for (Evidence.Conflict conflict : evidence.partition(region, partition).ledger()) {
          Change winner = writes.get(conflict.winner());
          Change loser = writes.get(conflict.loser());
          if (winner == null || loser == null) {
            complain.accept("in %s: nobody wrote one of %s".formatted(region, conflict));
          } else if (winner.context().covers(loser.version())
              || loser.context().covers(winner.version())) {
            complain.accept("in %s: one had seen the other of %s".formatted(region, conflict));
          }
        }
      }
    }
  }
}
