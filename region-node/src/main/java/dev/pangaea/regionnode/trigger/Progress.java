package dev.pangaea.regionnode.trigger;

import dev.pangaea.regionnode.store.StreamPosition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a trigger has come.
 *
 * @param shards where to go on, by the table's partition
 */
public record Progress(SortedMap<Integer, StreamPosition> shards, TriggerCounts counts) {
  public static final Progress NONE = new Progress(new TreeMap<>(), TriggerCounts.NONE);

  public Progress {
    shards = Collections.unmodifiableSortedMap(new TreeMap<>(shards));
  }
}
