package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
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

  /** An entry whose region is to have what an application says in it, not what it has otherwise. */
  static CatalogEntry overtaken(Group group, CatalogEntry own, TableChange change, long nowMillis) {
    if (!(change instanceof TableChange.Update update)) {
      return own;
    }
    ReplicaOverrides now = group.overrides(own.group(), own.region());
    ReplicaOverrides next = now.overtaken(update);
    return next.equals(now) ? own : stating(group, own, own.region(), next, nowMillis);
  }

  /** An entry that says what a region is to have otherwise than the others. */
  static CatalogEntry overridden(
      Group group, CatalogEntry own, RegionName region, ReplicaOverrides wanted, long nowMillis) {
    ReplicaOverrides now = group.overrides(own.group(), region);
    ReplicaOverrides next = now.changed(wanted, own.settings());
    return next.equals(now) ? own : stating(group, own, region, next, nowMillis);
  }

  static CatalogEntry stating(
      Group group, CatalogEntry own, RegionName region, ReplicaOverrides next, long nowMillis) {
    return own.stating(region, new OverrideStatement(next, group.next(own, nowMillis)));
  }
}
