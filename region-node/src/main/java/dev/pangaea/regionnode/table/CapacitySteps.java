package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What steps of scaling come to as changes of a table. Pure. */
final class CapacitySteps {
  private CapacitySteps() {}

  /**
   * Those that are from what there is: a capacity that was changed since is looked at anew.
   *
   * @param here as this region has it
   */
  static List<ScalingActivity> due(TableSettings here, List<ScalingActivity> steps) {
    return steps.stream()
        .filter(step -> units(here, step.scalable()).equals(Optional.of(step.from())))
        .toList();
  }

  private static Optional<Long> units(TableSettings here, Scalable scalable) {
    Optional<Capacity> capacity =
        scalable.index().isEmpty()
            ? Optional.of(here.capacity())
            : here.index(scalable.index().get()).map(IndexSettings::capacity);
    return capacity.flatMap(
        now ->
            now instanceof Capacity.Provisioned(long reads, long writes)
                ? Optional.of(scalable.isRead() ? reads : writes)
                : Optional.empty());
  }

  /**
   * What is to be in all regions.
   *
   * @param global whether reads are each region's own, and are left out here
   */
  static TableChange.Steps update(
      TableSettings settings, List<ScalingActivity> steps, boolean global) {
    List<ScalingActivity> wanted =
        steps.stream().filter(step -> !global || !step.scalable().isRead()).toList();
    List<IndexUpdate> indexes = new ArrayList<>();
    for (IndexSettings index : settings.indexes()) {
      changed(index.capacity(), Optional.of(index.name()), wanted)
          .ifPresent(next -> indexes.add(new IndexUpdate.Update(index.name(), next)));
    }
    return new TableChange.Steps(changed(settings.capacity(), Optional.empty(), wanted), indexes);
  }

  /** What the region is to have otherwise than the others. */
  private static ReplicaOverrides overrides(List<ScalingActivity> steps) {
    Optional<Long> table = Optional.empty();
    TreeMap<String, ReplicaOverrides.OfIndex> indexes = new TreeMap<>();
    for (ScalingActivity step : steps) {
      if (step.scalable().isRead()) {
        Optional<Long> units = Optional.of(step.to());
        if (step.scalable().index().isEmpty()) {
          table = units;
        } else {
          indexes.put(
              step.scalable().index().get(), new ReplicaOverrides.OfIndex(units, Optional.empty()));
        }
      }
    }
    return new ReplicaOverrides(table, Optional.empty(), Optional.empty(), indexes);
  }

  static boolean isGlobal(Group group, CatalogEntry own) {
    return !group.replicas(own).isEmpty();
  }

  /**
   * The entry once that was done.
   *
   * @param entry with all but the reads of a global table, which are said for this region alone
   */
  static CatalogEntry noted(
      Group group, CatalogEntry entry, List<ScalingActivity> steps, long nowMillis) {
    ScalingSettings scaling = entry.settings().scaling().noting(steps);
    CatalogEntry noted = entry.with(entry.settings().withScaling(scaling), nowMillis);
    if (!isGlobal(group, entry)) {
      return noted;
    }
    ReplicaOverrides reads =
        group.overrides(entry.group(), entry.region()).changed(overrides(steps), noted.settings());
    return OverrideStatement.stating(group, noted, entry.region(), reads, nowMillis);
  }

  private static Optional<Capacity.Provisioned> changed(
      Capacity capacity, Optional<String> index, List<ScalingActivity> steps) {
    if (!(capacity instanceof Capacity.Provisioned(long readUnits, long writeUnits))) {
      return Optional.empty();
    }
    Capacity.Provisioned next =
        new Capacity.Provisioned(
            units(readUnits, new Scalable(index, Scalable.Kind.READ), steps),
            units(writeUnits, new Scalable(index, Scalable.Kind.WRITE), steps));
    return next.equals(capacity) ? Optional.empty() : Optional.of(next);
  }

  private static long units(long now, Scalable scalable, List<ScalingActivity> steps) {
    return steps.stream()
        .filter(step -> step.scalable().equals(scalable))
        .map(ScalingActivity::to)
        .findFirst()
        .orElse(now);
  }
}
