package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.NodeStatus.TableStanding;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/** How the tombstones of a region's tables stand, for a person: a line each. */
final class TombstonesText {
  private static final String LINE = "%-16s %-32s %12s %12s  %-20s  %s%n";

  private TombstonesText() {}

  static String text(NodeStatus status) {
    StringBuilder text = new StringBuilder();
    text.append(LINE.formatted("REGION", "TABLE", "KEPT", "DROPPED", "OLDEST", "WAITS FOR"));
    for (TableStanding table : status.tables()) {
      TombstoneStatus tombstones = table.tombstones();
      text.append(
          LINE.formatted(
              status.region(),
              table.name(),
              tombstones.kept(),
              tombstones.dropped(),
              tombstones.oldestMillis() == 0 ? "-" : time(tombstones.oldestMillis()),
              tombstones.blockedSinceMillis().isEmpty()
                  ? "-"
                  : tombstones.blockedSinceMillis().entrySet().stream()
                      .map(TombstonesText::member)
                      .collect(Collectors.joining(", "))));
    }
    return text.toString();
  }

  private static String member(Map.Entry<RegionName, Long> member) {
    return member.getKey() + " since " + time(member.getValue());
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
