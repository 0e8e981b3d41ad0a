package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads where this region's tables are asked for most. Any thread may call. */
public final class HotReader {
  private final RegionName region;
  private final Tables tables;
  private final Throughputs throughputs;

  public HotReader(RegionName region, Tables tables, Throughputs throughputs) {
    this.region = region;
    this.tables = tables;
    this.throughputs = throughputs;
  }

  public RegionName region() {
    return region;
  }

  /**
   * All tables that were asked for since the start, by name.
   *
   * @param only this one, if it says so
   */
  public List<HotTable> read(Optional<String> only) {
    throughputs.retain(tables);
    return throughputs.all().stream()
        .filter(table -> only.isEmpty() || only.get().equals(table.table()))
        .map(
            table ->
                new HotTable(
                    table.table(), table.usage().recent().hotness(), table.usage().throttled()))
        .sorted(Comparator.comparing(HotTable::name))
        .toList();
  }
}
