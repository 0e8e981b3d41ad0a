package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Delivery;
import java.util.List;

/**
 * A delivery and what is known of the records that it is made of.
 *
 * @param bytes about how many bytes the delivery has
 */
public record Shipment(Delivery delivery, List<Written> written, long bytes) {
  public Shipment {
    written = List.copyOf(written);
  }

  /** So many writes of the source region, appended to its log at this time by its clock. */
  public record Written(long appendMillis, int writes) {}
}
