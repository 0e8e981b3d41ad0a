package dev.pangaea.regionnode.trace;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.trace.Tracing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is put around a node's parts so that they tell of writes. */
public final class NodeTracing {
  private static final String UNKNOWN = "unknown";

  private final Tracing tracing;
  private final RegionName region;
  private final Tables tables;
  private final Map<Integer, String> names = new ConcurrentHashMap<>();

  public NodeTracing(Tracing tracing, RegionName region, Tables tables) {
    this.tracing = tracing;
    this.region = region;
    this.tables = tables;
  }

  public Leaders around(Leaders leaders) {
    return new TracedLeaders(leaders, tracing, region, this::table);
  }

  public Operations around(Operations operations) {
    return operations.decorated(new TracedOperations(tracing, region)::around);
  }

  /** A number in the store stays its table's for good. */
  private String table(int storeNumber) {
    String known = names.get(storeNumber);
    if (known != null) {
      return known;
    }
    Optional<String> found =
        tables.names().stream()
            .filter(
                name ->
                    tables.table(name).filter(of -> of.storeNumber() == storeNumber).isPresent())
            .findFirst();
    found.ifPresent(name -> names.put(storeNumber, name));
    return found.orElse(UNKNOWN);
  }
}
