package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a ledger holds are pairs of writes of which neither had seen the other. What is left of
 * several writes has been seen only where all of them have.
 */
final class OnlyConcurrentWritesConflict implements Check {
  @Override
  public String promise() {
    return "only writes that knew nothing of each other are a conflict";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      Map<Version, Change> writes = new HashMap<>();
      for (RegionName region : evidence.writers()) {
        evidence.writes(region, partition).forEach(write -> writes.put(write.version(), write));
      }
      for (RegionName region : evidence.regions().keySet()) {
        for (Evidence.Conflict conflict : evidence.partition(region, partition).ledger()) {
          Change winner = writes.get(conflict.winner().version());
          Change loser = writes.get(conflict.loser().version());
          if (winner == null || loser == null) {
            complain.accept("in %s: nobody wrote one of %s".formatted(region, said(conflict)));
          } else if (conflict.whole()
              ? winner.context().covers(loser.version()) || loser.context().covers(winner.version())
              : hasSeenAll(conflict.winner(), conflict.loser())
                  || hasSeenAll(conflict.loser(), conflict.winner())) {
            complain.accept(
                "in %s: one had seen the other of %s".formatted(region, said(conflict)));
          }
        }
      }
    }
  }

  private static boolean hasSeenAll(ItemState one, ItemState other) {
    return one.context().merge(other.context()).equals(one.context());
  }

  private static String said(Evidence.Conflict conflict) {
    return "%s over %s".formatted(conflict.winner().version(), conflict.loser().version());
  }
}
