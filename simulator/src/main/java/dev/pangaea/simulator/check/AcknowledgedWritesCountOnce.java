package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A write that was acknowledged is in its region's log once; one that was refused is not; one in
 * doubt is there once at most; and nothing is there that nobody asked for.
 */
final class AcknowledgedWritesCountOnce implements Check {
  private record Written(RegionName region, int partition, Change change) {}

  @Override
  public String promise() {
    return "an acknowledged write is in its region's log, once";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    Map<String, List<Written>> byText = new TreeMap<>();
    for (RegionName region : evidence.writers()) {
      for (int partition = 0; partition < evidence.partitions(); partition++) {
        for (Change change : evidence.asked(region, partition)) {
          int index = partition;
          Contents.visible(change.content())
              .map(Contents::text)
              .ifPresent(
                  text ->
                      byText
                          .computeIfAbsent(text, unknown -> new ArrayList<>())
                          .add(new Written(region, index, change)));
        }
      }
    }
    for (Operation operation : evidence.operations()) {
      operation
          .action()
          .text()
          .ifPresent(text -> judge(operation, removed(byText, text), complain));
    }
    byText.forEach((text, written) -> complain.accept("nobody asked for " + written));
  }

  private static List<Written> removed(Map<String, List<Written>> byText, String text) {
    return Optional.ofNullable(byText.remove(text)).orElse(List.of());
  }

  private static void judge(Operation operation, List<Written> written, Consumer<String> complain) {
    int times = written.size();
    boolean fine =
        switch (operation.reply()) {
          case Reply.Done(Optional<EncodedItem> before, Optional<EncodedItem> after) -> times == 1;
          case Reply.Repeated() -> times == 1;
          case Reply.ConditionFailed(Optional<EncodedItem> before) -> times == 0;
          case Reply.Cancelled() -> times == 0;
          case Reply.NotTaken() -> times == 0;
          case Reply.InDoubt() -> times <= 1;
        };
    if (!fine) {
      complain.accept("%d times in the log: %s".formatted(times, operation));
    }
    for (Written each : written) {
      if (!each.region().equals(operation.region())
          || each.partition() != operation.partition()
          || !each.change().key().equals(operation.key())) {
        complain.accept("%s is at %s".formatted(operation, each));
      }
    }
  }
}
