package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.Version;
import java.util.Comparator;
import java.util.Optional;

/**
 * A setting that all regions of a global table have in common. Every region may change it; of all
 * statements about it the latest holds.
 */
enum SharedSetting {
  CAPACITY,
  STREAM,
  TABLE_CLASS,
  TIME_TO_LIVE,
  CONFLICT_POLICY,
  /** How writes are scaled; reads are each region's own. */
  SCALING;

  boolean isSame(TableSettings one, TableSettings other) {
    return taken(one, other).equals(one);
  }

  /** The settings, but for this one, which is as others have it. */
  TableSettings taken(TableSettings settings, TableSettings others) {
    return switch (this) {
      case CAPACITY -> settings.with(others.capacity());
      case STREAM -> settings.withStream(others.streamViewType());
      case TABLE_CLASS -> settings.withTableClass(others.tableClass());
      case TIME_TO_LIVE -> settings.withTimeToLive(others.timeToLive());
      case CONFLICT_POLICY -> settings.withConflictPolicy(others.conflictPolicy());
      case SCALING -> settings.withScaling(settings.scaling().takingWrites(others.scaling()));
    };
  }

  /** A region's entry with all that was said later elsewhere; the same if there is nothing. */
  static CatalogEntry latest(Group group, CatalogEntry own, long nowMillis) {
    CatalogEntry next = own;
    for (SharedSetting setting : values()) {
      Optional<CatalogEntry> latest =
          group.entries().values().stream()
              .filter(entry -> entry.group().equals(own.group()))
              .filter(entry -> entry.stated().containsKey(setting))
              .max(Comparator.comparing(entry -> entry.stated().get(setting)));
      if (latest.isPresent() && isLater(setting, latest.get(), own)) {
        Version version = latest.get().stated().get(setting);
        next =
            next.with(setting.taken(next.settings(), latest.get().settings()), nowMillis)
                .stating(setting, version);
      }
    }
    return next;
  }

  /** A region's entry once settings have changed there: says so of those that are shared. */
  static CatalogEntry stated(Group group, CatalogEntry own, TableSettings next, long nowMillis) {
    Version version = group.next(own, nowMillis);
    CatalogEntry stated = own.with(next, nowMillis);
    for (SharedSetting setting : values()) {
      if (!setting.isSame(own.settings(), next)) {
        stated = stated.stating(setting, version);
      }
    }
    return stated;
  }

  private static boolean isLater(SharedSetting setting, CatalogEntry entry, CatalogEntry own) {
    Version known = own.stated().get(setting);
    return known == null || entry.stated().get(setting).compareTo(known) > 0;
  }
}
