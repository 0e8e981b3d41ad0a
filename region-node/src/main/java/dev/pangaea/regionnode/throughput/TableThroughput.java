package dev.pangaea.regionnode.throughput;

import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a table and its global indexes may use on this node, and what they have used. Any thread may
 * call. A request takes something when it is admitted and settles the rest when its cost is known.
 */
public final class TableThroughput {
  private final String table;
  private final LongSupplier nanoClock;
  private final Usage usage;
  private volatile Limits limits;
  private volatile boolean metered = true;

  TableThroughput(TableView table, LongSupplier nanoClock, BooleanSupplier sampled) {
    this.table = table.name();
    this.nanoClock = nanoClock;
    this.usage = new Usage(table.partitions(), nanoClock, sampled);
    this.limits = Limits.of(table.settings(), Map.of(), nanoClock);
  }

  /**
   * @param onDemand whether bounds are maxima of requests on demand
   */
  private record Limits(
      TableSettings settings, boolean onDemand, Map<Resource, Allowance> allowances) {
    static Limits of(
        TableSettings settings, Map<Resource, Allowance> before, LongSupplier nanoClock) {
      Map<Resource, Allowance> allowances = new HashMap<>();
      Rates.of(settings)
          .forEach(
              (resource, rate) -> {
                Allowance kept = before.get(resource);
                if (kept == null) {
                  allowances.put(resource, new Allowance(rate, nanoClock));
                } else {
                  kept.refilledBy(rate);
                  allowances.put(resource, kept);
                }
              });
      return new Limits(settings, !Rates.isProvisioned(settings), allowances);
    }

    boolean none() {
      return allowances.isEmpty();
    }
  }

  /** Has what the settings give from now on. */
  void follow(TableSettings settings) {
    if (metered != settings.isMetered()) {
      metered = settings.isMetered();
    }
    if (!Rates.same(limits.settings, settings)) {
      synchronized (this) {
        if (!Rates.same(limits.settings, settings)) {
          limits = Limits.of(settings, limits.allowances, nanoClock);
        }
      }
    }
  }

  public String table() {
    return table;
  }

  /** The settings that it follows. */
  public TableSettings settings() {
    return limits.settings;
  }

  /** Whether anything is counted and bounded now. What was is kept meanwhile. */
  boolean isMetered() {
    return metered;
  }

  /** Whether there is any bound. */
  public boolean isLimited() {
    return !limits.none();
  }

  public Usage usage() {
    return usage;
  }

  /**
   * Admits a write and takes what it needs at least. Indexes that have nothing left hold up the
   * writes of their table.
   */
  public Optional<Excess> admitWrite(double units) {
    Limits now = limits;
    for (Map.Entry<Resource, Allowance> each : now.allowances.entrySet()) {
      Resource resource = each.getKey();
      boolean ofIndex = resource.kind() == UnitKind.WRITE && resource.index().isPresent();
      if (ofIndex && each.getValue().level() <= 0) {
        return throttled(now, resource);
      }
    }
    return taken(now, Resource.TABLE_WRITE, units);
  }

  /**
   * Admits a read and takes what it needs at least.
   *
   * @param index the global index that is read; empty for the table and its local indexes
   */
  public Optional<Excess> admitRead(Optional<String> index, double units) {
    return taken(limits, new Resource(index, UnitKind.READ), units);
  }

  /** The units that reads of the table have left; infinite where there is no bound. */
  public double readsLeft() {
    Allowance allowance = limits.allowances.get(Resource.TABLE_READ);
    return allowance == null ? Double.POSITIVE_INFINITY : allowance.level();
  }

  /** Notes that a read of the table was turned away, as by {@link #readsLeft}. */
  public Excess turnedAway() {
    return throttled(limits, Resource.TABLE_READ).orElseThrow();
  }

  /** Takes what a request needs, whether it is there or not. Below zero it is given back. */
  public void take(Resource resource, double units) {
    Allowance allowance = limits.allowances.get(resource);
    if (allowance != null && units != 0) {
      allowance.take(units);
    }
  }

  private Optional<Excess> taken(Limits now, Resource resource, double units) {
    Allowance allowance = now.allowances.get(resource);
    return allowance == null || allowance.tryTake(units)
        ? Optional.empty()
        : throttled(now, resource);
  }

  private Optional<Excess> throttled(Limits now, Resource resource) {
    usage.throttled(resource);
    return Optional.of(new Excess(resource, now.onDemand));
  }
}
