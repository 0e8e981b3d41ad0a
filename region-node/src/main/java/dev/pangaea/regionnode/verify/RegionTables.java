package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/** A region and the tables that it serves. */
public record RegionTables(RegionName region, List<Table> tables) {
  public RegionTables {
    tables = List.copyOf(tables);
  }

  /**
   * @param replicas the other regions in which it serves
   */
  public record Table(String name, int partitions, List<RegionName> replicas) {
    public Table {
      replicas = List.copyOf(replicas);
    }
  }
}
