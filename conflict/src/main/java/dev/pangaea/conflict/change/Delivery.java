package dev.pangaea.conflict.change;

import java.util.List;

/**
 * Changes of one partition of a source region's log, handed by a replicator to its own region's
 * node.
 *
 * @param from where the changes start: they are taken in only if the region stands exactly there
 * @param to where the region stands once it has taken them in
 */
public record Delivery(
    String table, int partition, Position from, Progress to, List<Change> changes) {
  public Delivery {
    changes = List.copyOf(changes);
  }
}
