package dev.pangaea.regionnode.scaler;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingDecision;
import dev.pangaea.regionnode.scaling.ScalingRule;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.CapacityHistory;
import dev.pangaea.regionnode.table.DecreaseRule;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexStatus;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.WarmThroughput;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.UnitKind;
import dev.pangaea.regionnode.throughput.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A table that is scaled, and what it used of late. Confined to the scaler's thread. */
final class ScaledTable {
  private static final long MINUTE_MILLIS = 60_000;
  private static final CapacityHistory NEVER_CHANGED =
      new CapacityHistory(Optional.empty(), Optional.empty(), 0, WarmThroughput.NONE);

  private final UsedByMinute used = new UsedByMinute();
  private final Map<Scalable, Counts> counts = new TreeMap<>();
  private TableView table;
  private boolean underWay;
  private long failedMinute = Long.MIN_VALUE;

  private record Counts(long raised, long lowered, long failed) {
    static final Counts NONE = new Counts(0, 0, 0);
  }

  ScaledTable(TableView table) {
    this.table = table;
  }

  TableView table() {
    return table;
  }

  /**
   * A look at the table, and at what was used of it since the start.
   *
   * @param usage empty where it is not metered: then it is only kept within its bounds
   * @param ids for what is done
   * @return what is to be done now; {@link #stepped} is to be told of it
   */
  List<ScalingActivity> look(
      TableView now, Optional<Usage> usage, long nowMillis, Supplier<String> ids) {
    table = now;
    long minute = Math.floorDiv(nowMillis, MINUTE_MILLIS);
    usage.ifPresentOrElse(seen -> used.look(minute, total(seen)), used::forget);
    if (underWay || minute == failedMinute || table.status() != TableStatus.ACTIVE) {
      return List.of();
    }
    List<ScalingActivity> steps = new ArrayList<>();
    ScalingSettings settings = table.settings().scaling();
    for (Scalable scalable : settings.targets().keySet()) {
      Optional<Long> units = units(scalable);
      if (units.isPresent()) {
        ScalingRule.Standing standing =
            new ScalingRule.Standing(
                units.get(), used.used(scalable), mayBeLowered(scalable, units.get(), nowMillis));
        if (ScalingRule.decide(settings, scalable, standing, nowMillis)
            instanceof ScalingDecision.Step(long next, ScalingActivity.Cause cause)) {
          steps.add(
              new ScalingActivity(
                  ids.get(),
                  scalable,
                  nowMillis,
                  units.get(),
                  next,
                  cause,
                  settings
                      .target(scalable)
                      .flatMap(target -> target.policy().map(TrackingPolicy::name))));
        }
      }
    }
    underWay = !steps.isEmpty();
    return steps;
  }

  /**
   * What was to be done was done, or is tried again in another minute.
   *
   * @param steps without those that the table's change since has made needless
   */
  void stepped(List<ScalingActivity> steps, boolean done, long nowMillis) {
    underWay = false;
    if (!done) {
      failedMinute = Math.floorDiv(nowMillis, MINUTE_MILLIS);
    }
    for (ScalingActivity step : steps) {
      Counts before = counts.getOrDefault(step.scalable(), Counts.NONE);
      counts.put(
          step.scalable(),
          new Counts(
              before.raised + (done && step.raised() ? 1 : 0),
              before.lowered + (done && !step.raised() ? 1 : 0),
              before.failed + (done ? 0 : 1)));
    }
  }

  /**
   * It could not be found what is to be done, or be asked for; it is looked at again in another
   * minute.
   *
   * @return whether that is news of this minute
   */
  boolean failed(long nowMillis) {
    underWay = false;
    long minute = Math.floorDiv(nowMillis, MINUTE_MILLIS);
    if (minute == failedMinute) {
      return false;
    }
    failedMinute = minute;
    for (Scalable scalable : table.settings().scaling().targets().keySet()) {
      Counts before = counts.getOrDefault(scalable, Counts.NONE);
      counts.put(scalable, new Counts(before.raised, before.lowered, before.failed + 1));
    }
    return true;
  }

  List<ScaledCapacity> shown() {
    List<ScaledCapacity> shown = new ArrayList<>();
    table
        .settings()
        .scaling()
        .targets()
        .forEach(
            (scalable, target) ->
                units(scalable)
                    .ifPresent(
                        units -> {
                          Counts counted = counts.getOrDefault(scalable, Counts.NONE);
                          List<Double> minutes = used.used(scalable);
                          shown.add(
                              new ScaledCapacity(
                                  table.name(),
                                  scalable,
                                  target,
                                  units,
                                  minutes.isEmpty()
                                      ? Optional.empty()
                                      : Optional.of(minutes.getLast()),
                                  counted.raised,
                                  counted.lowered,
                                  counted.failed));
                        }));
    return shown;
  }

  /** What is provisioned; empty where nothing is, or not to be changed now. */
  private Optional<Long> units(Scalable scalable) {
    Capacity capacity = table.settings().capacity();
    if (scalable.index().isPresent()) {
      Optional<IndexSettings> index = table.settings().index(scalable.index().get());
      if (index.isEmpty() || index.get().status() != IndexStatus.ACTIVE) {
        return Optional.empty();
      }
      capacity = index.get().capacity();
    }
    boolean provisioned = table.settings().capacity() instanceof Capacity.Provisioned;
    return provisioned && capacity instanceof Capacity.Provisioned(long reads, long writes)
        ? Optional.of(scalable.isRead() ? reads : writes)
        : Optional.empty();
  }

  /**
   * Whether it was not lowered too often. In a global table reads are this region's own and have no
   * history but what was done here; and rows that other regions' writes change in an index are not
   * counted, so that of its writes only the region knows enough that has set them.
   */
  private boolean mayBeLowered(Scalable scalable, long units, long nowMillis) {
    CapacityHistory history =
        scalable
            .index()
            .flatMap(table.settings()::index)
            .map(IndexSettings::history)
            .orElse(table.history().capacity());
    List<ScalingActivity> own =
        table.settings().scaling().activities().stream()
            .filter(each -> each.scalable().equals(scalable))
            .toList();
    if (!table.global()) {
      return DecreaseRule.allows(history, nowMillis);
    }
    if (scalable.isRead()) {
      return DecreaseRule.allows(lowerings(own), nowMillis);
    }
    boolean known = scalable.index().isEmpty() || !own.isEmpty() && own.getLast().to() == units;
    return known && DecreaseRule.allows(history, nowMillis);
  }

  private static CapacityHistory lowerings(List<ScalingActivity> activities) {
    CapacityHistory history = NEVER_CHANGED;
    for (ScalingActivity each : activities) {
      history =
          history.changed(
              new Capacity.Provisioned(each.from(), 1),
              new Capacity.Provisioned(each.to(), 1),
              each.atMillis());
    }
    return history;
  }

  private Map<Scalable, Double> total(Usage usage) {
    Map<Resource, Double> indexes = usage.indexUnits();
    Map<Scalable, Double> total = new TreeMap<>();
    for (Scalable scalable : table.settings().scaling().targets().keySet()) {
      UnitKind kind = scalable.isRead() ? UnitKind.READ : UnitKind.WRITE;
      total.put(
          scalable,
          scalable.index().isEmpty()
              ? usage.units(kind)
              : indexes.getOrDefault(new Resource(scalable.index(), kind), 0.0));
    }
    return total;
  }
}
