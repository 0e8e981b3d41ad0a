package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.item.EncodedKey;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a table has used since the node started, and how often requests were turned away. Counted in
 * halves of units, since the smallest read takes half a unit. Any thread may count and read.
 */
public final class Usage {
  private static final Comparator<Resource> ORDER =
      Comparator.comparing((Resource resource) -> resource.index().orElse(""))
          .thenComparing(Resource::kind);

  private final LongAdder[] readHalves;
  private final LongAdder[] writeHalves;
  private final LongAdder spreadReadHalves = new LongAdder();
  private final Map<Resource, LongAdder> indexHalves = new ConcurrentHashMap<>();
  private final Map<Resource, LongAdder> throttled = new ConcurrentHashMap<>();
  private final RecentUsage recent;

  /**
   * @param sampled whether a request is looked at for {@link RecentUsage}
   */
  Usage(int partitions, LongSupplier nanoClock, BooleanSupplier sampled) {
    this.readHalves = adders(partitions);
    this.writeHalves = adders(partitions);
    this.recent = new RecentUsage(this, nanoClock, sampled);
  }

  /** What it was lately. */
  public RecentUsage recent() {
    return recent;
  }

  /** A read of one partition key of the table. */
  public void read(int partition, EncodedKey key, double units) {
    recent.touched(UnitKind.READ, key, units);
    readHalves[partition].add(halves(units));
  }

  /** A read of the table that goes over its partitions. */
  public void readAcross(double units) {
    spreadReadHalves.add(halves(units));
  }

  public void written(int partition, EncodedKey key, double units) {
    recent.touched(UnitKind.WRITE, key, units);
    writeHalves[partition].add(halves(units));
  }

  /** A read or write of a global index. */
  public void index(Resource resource, double units) {
    indexHalves.computeIfAbsent(resource, first -> new LongAdder()).add(halves(units));
  }

  void throttled(Resource resource) {
    throttled.computeIfAbsent(resource, first -> new LongAdder()).increment();
  }

  public int partitions() {
    return readHalves.length;
  }

  /** Of one partition; reads that go over all of them are in none. */
  public double units(UnitKind kind, int partition) {
    return (kind == UnitKind.READ ? readHalves : writeHalves)[partition].sum() / 2.0;
  }

  /** Of the table, without its global indexes. */
  public double units(UnitKind kind) {
    double units = kind == UnitKind.READ ? spreadReadHalves.sum() / 2.0 : 0;
    for (int partition = 0; partition < partitions(); partition++) {
      units += units(kind, partition);
    }
    return units;
  }

  /** Of the global indexes that have used any. */
  public SortedMap<Resource, Double> indexUnits() {
    SortedMap<Resource, Double> units = new TreeMap<>(ORDER);
    indexHalves.forEach((resource, halves) -> units.put(resource, halves.sum() / 2.0));
    return units;
  }

  /** How many requests were turned away, by what lacked capacity. */
  public SortedMap<Resource, Long> throttled() {
    SortedMap<Resource, Long> counts = new TreeMap<>(ORDER);
    throttled.forEach((resource, count) -> counts.put(resource, count.sum()));
    return counts;
  }

  private static long halves(double units) {
    return Math.round(units * 2);
  }

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    for (int index = 0; index < count; index++) {
      adders[index] = new LongAdder();
    }
    return adders;
  }
}
