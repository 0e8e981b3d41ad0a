package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.HotTable;
import dev.pangaea.regionnode.throughput.HotKey;
import dev.pangaea.regionnode.throughput.Hotness;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.verify.KeyText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a region's tables are asked for most, for a person: a line for each partition and key. */
final class HotText {
  private static final String LINE = "%-16s %-32s %-24s %12s %7s %12s %7s%n";
  private static final String NOTHING = "";

  private HotText() {}

  /**
   * @param only the table that was named, if one was
   */
  static String text(RegionName region, List<HotTable> tables, Optional<String> only) {
    StringBuilder text = new StringBuilder();
    text.append(
        LINE.formatted("REGION", "TABLE", "WHERE", "READS/S", "SHARE", "WRITES/S", "SHARE"));
    if (tables.isEmpty()) {
      String nothing = "nothing was asked for since the start";
      text.append(
          only.map(table -> "%-16s %-32s %s%n".formatted(region, table, nothing))
              .orElseGet(() -> "%-16s %s%n".formatted(region, nothing)));
    }
    for (HotTable table : tables) {
      Hotness hot = table.hotness();
      double reads = hot.readsPerSecond();
      double writes = hot.writesPerSecond();
      for (Hotness.Partition partition : hot.partitions()) {
        text.append(
            LINE.formatted(
                region,
                table.name(),
                "partition " + partition.number(),
                rate(partition.reads()),
                share(partition.reads(), reads),
                rate(partition.writes()),
                share(partition.writes(), writes)));
      }
      List<HotKey> reading = standOut(hot.reads());
      for (HotKey key : reading) {
        text.append(
            LINE.formatted(
                region,
                table.name(),
                KeyText.of(key.key()),
                rate(key.units()),
                share(key.units(), reads),
                NOTHING,
                NOTHING));
      }
      List<HotKey> writing = standOut(hot.writes());
      for (HotKey key : writing) {
        text.append(
            LINE.formatted(
                region,
                table.name(),
                KeyText.of(key.key()),
                NOTHING,
                NOTHING,
                rate(key.units()),
                share(key.units(), writes)));
      }
      if (reading.isEmpty() && writing.isEmpty() && reads + writes > 0) {
        text.append("%-16s %-32s no key stands out%n".formatted(region, table.name()));
      }
      table
          .throttled()
          .forEach(
              (resource, count) ->
                  text.append(
                      "%-16s %-32s %d requests turned away since the start: %s%n"
                          .formatted(region, table.name(), count, what(resource))));
    }
    return text.toString();
  }

  private static List<HotKey> standOut(List<HotKey> keys) {
    return keys.stream().filter(HotKey::standsOut).limit(HotTable.KEYS_MAX).toList();
  }

  private static String what(Resource resource) {
    String kind = resource.kind().name().toLowerCase(Locale.ROOT) + " capacity";
    return resource.index().map(index -> kind + " of the index " + index).orElse(kind);
  }

  private static String rate(double units) {
    return "%.1f".formatted(units);
  }

  private static String share(double part, double whole) {
    return whole <= 0 ? "-" : "%.0f %%".formatted(Math.min(100, 100 * part / whole));
  }
}
