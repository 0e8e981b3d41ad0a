package dev.pangaea.simulator.check;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A region takes reads and writes whatever becomes of the others and of the links: only trouble of
 * its own is an excuse. And whoever asks is answered.
 */
final class CutOffRegionsServe implements Check {
  @Override
  public String promise() {
    return "a region without trouble of its own serves, cut off or not";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    Map<RegionName, List<Evidence.Trouble>> troubles =
        evidence.troubles().stream().collect(Collectors.groupingBy(Evidence.Trouble::region));
    for (Operation operation : evidence.operations()) {
      if (!operation.isAnswered()) {
        complain.accept("nobody ever answered " + operation);
        continue;
      }
      boolean served =
          switch (operation.reply()) {
            case Reply.Done done -> true;
            case Reply.Repeated() -> true;
            case Reply.ConditionFailed failed -> true;
            case Reply.Cancelled() -> true;
            case Reply.NotTaken() -> false;
            case Reply.InDoubt() -> false;
          };
      boolean excused =
          troubles.getOrDefault(operation.region(), List.of()).stream()
              .anyMatch(
                  trouble ->
                      trouble.fromNanos() <= operation.answeredNanos()
                          && operation.askedNanos() <= trouble.toNanos());
      if (!served && !excused) {
        complain.accept("nothing was wrong in the region, yet " + operation);
      }
    }
  }
}
