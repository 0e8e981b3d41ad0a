package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A region that says it has taken in another's log up to a time has no write of that time or before
 * still to come: so staleness, which is now less that time, tells the truth.
 */
final class WatermarksAreTrue implements Check {
  @Override
  public String promise() {
    return "a watermark covers all writes up to its time";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      Map<RegionName, TreeMap<Long, HybridTime>> lowest = new TreeMap<>();
      for (RegionName region : evidence.regions().keySet()) {
        lowest.put(region, lowestFrom(evidence.partition(region, partition).fold()));
      }
      for (RegionName region : evidence.regions().keySet()) {
        NaiveFold fold = evidence.partition(region, partition).fold();
        for (NaiveFold.Counted counted : fold.counted()) {
          if (counted.record().body() instanceof Body.Arrivals(Progress to, List<Arrival> each)
              && lowest.containsKey(to.source())
              && to.log().equals(fold.progress().get(to.source()).log())) {
            Map.Entry<Long, HybridTime> next =
                lowest.get(to.source()).ceilingEntry(to.position().nextOffset());
            if (next != null && next.getValue().compareTo(to.watermark().clock()) <= 0) {
              complain.accept(
                  "%s said at its offset %d that it has all of %s up to %s, but a write of %s was still to come"
                      .formatted(
                          region,
                          counted.offset(),
                          to.source(),
                          to.watermark().clock(),
                          next.getValue()));
            }
          }
        }
      }
    }
  }

  /** By offset of each record with writes: the lowest time of its writes and of all later ones. */
  private static TreeMap<Long, HybridTime> lowestFrom(NaiveFold fold) {
    TreeMap<Long, HybridTime> lowest = new TreeMap<>();
    HybridTime low = HybridTime.MAX;
    for (NaiveFold.Counted counted : fold.counted().reversed()) {
      List<Change> writes = NaiveFold.writes(counted.record());
      for (Change change : writes) {
        HybridTime time = change.version().time();
        low = time.compareTo(low) < 0 ? time : low;
      }
      if (!writes.isEmpty()) {
        lowest.put(counted.offset(), low);
      }
    }
    return lowest;
  }
}
