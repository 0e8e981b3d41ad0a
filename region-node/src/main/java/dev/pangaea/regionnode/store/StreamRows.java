package dev.pangaea.regionnode.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What a store keeps of its region's streams. It lies apart from the tables, since streams outlive
 * these: {@link Store#drop} leaves it alone.
 */
public interface StreamRows {
  /** The streams of each partition, oldest first; of tables that are gone as well. */
  SortedMap<PartitionId, List<StreamSpan>> spans();

  /** The streams of a partition, oldest first. */
  List<StreamSpan> spans(PartitionId partition);

  Optional<StreamSpan> span(PartitionId partition, long sinceMillis);

  /** Rows before this position may be removed already. */
  StreamPosition trimmed(PartitionId partition);

  /**
   * Visits the rows of a partition in their order, as of the moment of the call, beginning with the
   * first one at or behind a position.
   *
   * @param visitor says whether the next one is wanted
   */
  void visit(PartitionId partition, StreamPosition from, Predicate<StreamRow> visitor);
}
