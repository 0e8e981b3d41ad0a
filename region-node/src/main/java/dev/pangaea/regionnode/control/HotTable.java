package dev.pangaea.regionnode.control;

import dev.pangaea.regionnode.throughput.Hotness;
import dev.pangaea.regionnode.throughput.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a table is asked for most.
 *
 * @param throttled how many requests were turned away since the start, by what lacked capacity
 */
public record HotTable(String name, Hotness hotness, Map<Resource, Long> throttled) {
  /** Keys that are told of a table at most, of each kind. */
  public static final int KEYS_MAX = 10;

  public HotTable {
    throttled = Collections.unmodifiableMap(new LinkedHashMap<>(throttled));
  }
}
