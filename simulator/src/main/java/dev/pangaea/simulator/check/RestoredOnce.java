package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a conflict lost comes back as one new write at most, however often it is asked for; and
 * whoever was told that it did finds it in the log.
 */
final class RestoredOnce implements Check {
  @Override
  public String promise() {
    return "the loser of a conflict is restored whole, and once";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (RegionName region : evidence.regions().keySet()) {
      for (int partition = 0; partition < evidence.partitions(); partition++) {
        Map<ConflictAt, Version> restored =
            restored(
                evidence.partition(region, partition).fold(),
                what -> complain.accept("in %s: %s".formatted(region, what)));
        for (Evidence.Restoration each : evidence.restorations()) {
          boolean here =
              evidence.stayed(region)
                  && each.region().equals(region)
                  && each.partition() == partition;
          Optional<Version> counts = Optional.ofNullable(restored.get(each.conflict()));
          if (here && each.told().isPresent() && !each.told().equals(counts)) {
            complain.accept("the log holds %s, but told was %s".formatted(counts, each));
          }
        }
      }
    }
  }

  private static Map<ConflictAt, Version> restored(NaiveFold fold, Consumer<String> complain) {
    Map<ConflictAt, NaiveFold.Decision> decided = new HashMap<>();
    fold.decisions().forEach(decision -> decided.put(decision.at(), decision));
    Map<ConflictAt, Version> restored = new HashMap<>();
    for (NaiveFold.Counted counted : fold.counted()) {
      if (counted.record().body() instanceof Body.Restoration(ConflictAt conflict, Change change)) {
        if (restored.put(conflict, change.version()) != null) {
          complain.accept(conflict + " is restored twice");
        }
        NaiveFold.Decision decision = decided.get(conflict);
        if (decision == null || conflict.offset() >= counted.offset()) {
          complain.accept(conflict + " is restored, and is no conflict");
        } else if (!change.key().equals(decision.key())
            || !change.content().equals(decision.loser().content())
            || !change.context().covers(decision.winner().version())
            || !change.context().covers(decision.loser().version())) {
          complain.accept("%s is restored as something else, %s".formatted(decision, change));
        }
      }
    }
    return restored;
  }
}
