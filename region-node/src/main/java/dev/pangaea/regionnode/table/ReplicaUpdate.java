package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;

/** A change of the regions that a table lives in. */
public sealed interface ReplicaUpdate {
  RegionName region();

  /**
   * @param overrides what the new copy is to have otherwise
   */
  record Create(RegionName region, ReplicaOverrides overrides) implements ReplicaUpdate {
    public Create(RegionName region) {
      this(region, ReplicaOverrides.NONE);
    }
  }

  /**
   * @param overrides what is to become of what a copy has otherwise; empty where that stays
   */
  record Update(RegionName region, ReplicaOverrides overrides) implements ReplicaUpdate {}

  record Delete(RegionName region) implements ReplicaUpdate {}
}
