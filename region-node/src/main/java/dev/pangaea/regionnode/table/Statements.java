package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one region knows to be stated about a table: of all regions' statements the latest holds.
 *
 * @param stated which statement about each shared setting holds here
 * @param indexes about the indexes that the table is to have
 * @param overrides about what each region is to have otherwise
 */
record Statements(
    SortedMap<SharedSetting, Version> stated,
    IndexStatements indexes,
    SortedMap<RegionName, OverrideStatement> overrides) {
  static final Statements NONE =
      new Statements(new TreeMap<>(), IndexStatements.NONE, new TreeMap<>());

  Statements {
    stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
  }

  Statements with(SharedSetting setting, Version version) {
    TreeMap<SharedSetting, Version> next = new TreeMap<>(stated);
    next.put(setting, version);
    return with(next);
  }

  Statements with(SortedMap<SharedSetting, Version> next) {
    return new Statements(next, indexes, overrides);
  }

  Statements with(IndexStatements next) {
    return new Statements(stated, next, overrides);
  }

  Statements with(RegionName replica, OverrideStatement statement) {
    TreeMap<RegionName, OverrideStatement> next = new TreeMap<>(overrides);
    next.put(replica, statement);
    return withOverrides(next);
  }

  Statements withOverrides(SortedMap<RegionName, OverrideStatement> next) {
    return new Statements(stated, indexes, next);
  }
}
