package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.Version;

/**
 * What a region of a global table is to have otherwise. Any region may say so; of two statements
 * about a region the later one holds.
 *
 * @param version when it was said, and where
 */
record OverrideStatement(ReplicaOverrides overrides, Version version) {
  OverrideStatement later(OverrideStatement other) {
    return other.version.compareTo(version) > 0 ? other : this;
  }
}
