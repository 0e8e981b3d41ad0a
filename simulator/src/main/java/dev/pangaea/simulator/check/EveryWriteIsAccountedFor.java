package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every write that counts is the last one, or was seen by a later one, or is in a region's ledger;
 * but for an expiry, which loses nothing.
 */
final class EveryWriteIsAccountedFor implements Check {
  @Override
  public String promise() {
    return "every write wins, was seen by a later one, or is in a ledger";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      Set<Version> ledger = new HashSet<>();
      for (RegionName region : evidence.writers()) {
        for (Evidence.Partition each : evidence.ever(region, partition)) {
          each.ledger()
              .forEach(
                  conflict -> {
                    ledger.add(conflict.loser().version());
                    if (conflict.merged()) {
                      ledger.add(conflict.winner().version());
                    }
                  });
        }
      }
      Oracle.of(evidence, partition)
          .writes()
          .forEach((key, writes) -> judge(key, writes, ledger, complain));
    }
  }

  private static void judge(
      EncodedKey key, List<Change> writes, Set<Version> ledger, Consumer<String> complain) {
    Version highest =
        writes.stream().map(Change::version).max(Comparator.naturalOrder()).orElseThrow();
    Version left = new NaiveItem(writes).version();
    Map<RegionName, List<HybridTime>> seen = seenTwice(writes);
    for (Change write : writes) {
      Version version = write.version();
      boolean later = seen.get(version.region()).get(1).compareTo(version.time()) >= 0;
      boolean stays = version.equals(highest) || version.equals(left);
      if (!stays && !later && !ledger.contains(version) && !write.isExpiry()) {
        complain.accept(
            "%s of %s at %s is gone without a trace"
                .formatted(
                    Contents.text(Contents.visible(write.content())), version, Contents.name(key)));
      }
    }
  }

  /**
   * For each region the two highest times of it that writes had seen: a write sees itself, so that
   * another one has seen it where the second is not below it.
   */
  private static Map<RegionName, List<HybridTime>> seenTwice(List<Change> writes) {
    Map<RegionName, List<HybridTime>> seen = new TreeMap<>();
    for (Change write : writes) {
      write
          .context()
          .seen()
          .forEach(
              (region, time) ->
                  seen.computeIfAbsent(
                          region,
                          unknown -> new ArrayList<>(List.of(HybridTime.ZERO, HybridTime.ZERO)))
                      .add(time));
    }
    seen.values().forEach(times -> times.sort(Comparator.reverseOrder()));
    return seen;
  }
}
