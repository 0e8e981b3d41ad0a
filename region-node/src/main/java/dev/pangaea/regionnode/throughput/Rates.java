package dev.pangaea.regionnode.throughput;

import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexStatus;
import dev.pangaea.regionnode.table.RequestMaximum;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which units per second a table's settings give to what. */
final class Rates {
  private Rates() {}

  /** What has a bound, and which; nothing for a table on demand without maxima. */
  static Map<Resource, Long> of(TableSettings settings) {
    Map<Resource, Long> rates = new LinkedHashMap<>();
    add(rates, Optional.empty(), settings.capacity());
    boolean provisioned = isProvisioned(settings);
    for (IndexSettings index : settings.indexes()) {
      boolean means = provisioned == index.capacity() instanceof Capacity.Provisioned;
      if (!index.isLocal() && index.status() != IndexStatus.DELETING && means) {
        add(rates, Optional.of(index.name()), index.capacity());
      }
    }
    return rates;
  }

  static boolean isProvisioned(TableSettings settings) {
    return settings.capacity() instanceof Capacity.Provisioned;
  }

  /** Whether both give the same, told without making anything. */
  static boolean same(TableSettings one, TableSettings other) {
    List<IndexSettings> some = one.indexes();
    List<IndexSettings> others = other.indexes();
    if (!one.capacity().equals(other.capacity()) || some.size() != others.size()) {
      return false;
    }
    for (int index = 0; index < some.size(); index++) {
      IndexSettings now = some.get(index);
      IndexSettings then = others.get(index);
      if (now.number() != then.number()
          || now.status() != then.status()
          || !now.capacity().equals(then.capacity())) {
        return false;
      }
    }
    return true;
  }

  private static void add(Map<Resource, Long> rates, Optional<String> index, Capacity capacity) {
    Resource read = new Resource(index, UnitKind.READ);
    Resource write = new Resource(index, UnitKind.WRITE);
    switch (capacity) {
      case Capacity.OnDemand(RequestMaximum maximum) -> {
        maximum.readUnits().ifPresent(units -> rates.put(read, units));
        maximum.writeUnits().ifPresent(units -> rates.put(write, units));
      }
      case Capacity.Provisioned(long readUnits, long writeUnits) -> {
        rates.put(read, readUnits);
        rates.put(write, writeUnits);
      }
    }
  }
}
