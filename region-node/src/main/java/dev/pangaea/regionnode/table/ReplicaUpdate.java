package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;

/** A change of the regions that a table lives in. */
public sealed interface ReplicaUpdate {
  RegionName region();

  record Create(RegionName region) implements ReplicaUpdate {}

  record Delete(RegionName region) implements ReplicaUpdate {}
}
