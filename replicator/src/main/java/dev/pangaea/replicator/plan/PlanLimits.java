package dev.pangaea.replicator.plan;

/**
 * Bounds of what is delivered at once and of what waits for it. One record is always delivered,
 * however large.
 *
 * @param batchBytesMax bytes of log records in one batch of deliveries
 * @param batchChangesMax changes in one batch
 * @param deliveryChangesMax changes of one partition in a batch: the region holds every item that
 *     they meet at once, however small they are themselves
 * @param partitionBytesMax bytes waiting of one partition, above which it is not read on
 * @param linkBytesMax bytes waiting of all partitions, above which none is read on
 */
public record PlanLimits(
    long batchBytesMax,
    int batchChangesMax,
    int deliveryChangesMax,
    long partitionBytesMax,
    long linkBytesMax) {
  public static final PlanLimits DEFAULT =
      new PlanLimits(4L << 20, 4_000, 256, 16L << 20, 64L << 20);

  public PlanLimits {
    if (batchBytesMax < 1
        || batchChangesMax < 1
        || deliveryChangesMax < 1
        || partitionBytesMax < 1
        || linkBytesMax < 1) {
      throw new IllegalArgumentException("limits of deliveries are at least 1");
    }
  }

  /** The same, with at most so many changes in one batch. */
  public PlanLimits withBatchChangesAtMost(int most) {
    return new PlanLimits(
        batchBytesMax,
        Math.min(batchChangesMax, most),
        deliveryChangesMax,
        partitionBytesMax,
        linkBytesMax);
  }
}
