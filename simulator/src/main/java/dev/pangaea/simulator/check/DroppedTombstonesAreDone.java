package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A region drops a tombstone only once every write that is still to come to it has seen the
 * deletion, whatever became of those writes.
 */
final class DroppedTombstonesAreDone implements Check {
  @Override
  public String promise() {
    return "a tombstone goes only once no write can come that has not seen it";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      for (RegionName region : evidence.regions().keySet()) {
        judge(evidence, region, partition, complain);
      }
    }
  }

  private static void judge(
      Evidence evidence, RegionName region, int partition, Consumer<String> complain) {
    SortedMap<RegionName, Long> stands = new TreeMap<>();
    for (RegionName other : evidence.regions().keySet()) {
      if (!other.equals(region)) {
        stands.put(other, 0L);
      }
    }
    NaiveFold fold = evidence.partition(region, partition).fold();
    for (NaiveFold.Counted counted : fold.counted()) {
      if (counted.record().body() instanceof Body.Arrivals(Progress to, var arrivals)
          && stands.containsKey(to.source())
          && to.log().equals(fold.progress().get(to.source()).log())) {
        stands.put(to.source(), to.position().nextOffset());
      }
      if (counted.record().body() instanceof Body.Dropped(Context floor, var tombstones)) {
        for (Map.Entry<RegionName, Long> other : stands.entrySet()) {
          NaiveFold there = evidence.partition(other.getKey(), partition).fold();
          judge(region, other.getKey(), there, other.getValue(), tombstones, complain);
        }
      }
    }
  }

  private static void judge(
      RegionName region,
      RegionName other,
      NaiveFold there,
      long from,
      List<Tombstone> tombstones,
      Consumer<String> complain) {
    for (NaiveFold.Counted counted : there.counted()) {
      if (counted.offset() >= from) {
        for (Change change : NaiveFold.writes(counted.record())) {
          for (Tombstone tombstone : tombstones) {
            boolean unseen =
                change.key().equals(tombstone.key())
                    && !change.context().covers(tombstone.version());
            if (unseen) {
              complain.accept(
                  "%s dropped the tombstone of %s at %s, and %s of %s was still to come from %s"
                      .formatted(
                          region,
                          tombstone.version(),
                          Contents.name(tombstone.key()),
                          Contents.text(Contents.visible(change.content())),
                          change.version(),
                          other));
            }
          }
        }
      }
    }
  }
}
