package dev.pangaea.conflict.change;

import dev.pangaea.conflict.version.Context;
import java.util.List;
import java.util.Optional;

/**
 * Changes of one partition of a source region's log, handed by a replicator to its own region's
 * node.
 *
 * @param from where the changes start: they are taken in only if the region stands exactly there
 * @param to where the region stands once it has taken them in
 * @param floor of the tombstones that the source had dropped when it copied, if it did
 * @param told what the source said last on the way, if it did
 */
public record Delivery(
    String table,
    int partition,
    Position from,
    Progress to,
    List<Change> changes,
    Context floor,
    Optional<Watermarks> told) {
  public Delivery {
    changes = List.copyOf(changes);
  }

  public Delivery(String table, int partition, Position from, Progress to, List<Change> changes) {
    this(table, partition, from, to, changes, Context.EMPTY, Optional.empty());
  }

  /** The same but for where the region stands then. */
  public Delivery to(Progress other) {
    return new Delivery(table, partition, from, other, changes, floor, told);
  }

  /** The same from somewhere else. */
  public Delivery from(Position other) {
    return new Delivery(table, partition, other, to, changes, floor, told);
  }

  /** The same with other changes. */
  public Delivery with(List<Change> others) {
    return new Delivery(table, partition, from, to, others, floor, told);
  }

  /** The same, of which nothing was told on the way. */
  public Delivery untold() {
    return new Delivery(table, partition, from, to, changes, floor, Optional.empty());
  }
}
