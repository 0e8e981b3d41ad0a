package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.Intakes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hands a replicator's deliveries to the leaders of their partitions, all at once, and gathers what
 * became of them.
 */
public final class DeliveryIntake {
  private final Intakes intakes;
  private final Leaders leaders;
  private final BiConsumer<PartitionId, Delivery> taken;

  public DeliveryIntake(Intakes intakes, Leaders leaders) {
    this(intakes, leaders, (partition, delivery) -> {});
  }

  /**
   * @param taken told of each delivery that is taken in, on the leader's thread
   */
  public DeliveryIntake(Intakes intakes, Leaders leaders, BiConsumer<PartitionId, Delivery> taken) {
    this.intakes = intakes;
    this.leaders = leaders;
    this.taken = taken;
  }

  /**
   * @param listener called once with an outcome for each delivery, in their order, on any thread
   */
  public void take(List<Delivery> deliveries, Consumer<List<DeliveryOutcome>> listener) {
    if (deliveries.isEmpty()) {
      listener.accept(List.of());
      return;
    }
    DeliveryOutcome[] outcomes = new DeliveryOutcome[deliveries.size()];
    AtomicInteger open = new AtomicInteger(outcomes.length);
    for (int index = 0; index < outcomes.length; index++) {
      int each = index;
      deliver(
          deliveries.get(index),
          outcome -> {
            outcomes[each] = outcome;
            if (open.decrementAndGet() == 0) {
              listener.accept(Arrays.asList(outcomes));
            }
          });
    }
  }

  private void deliver(Delivery delivery, Consumer<DeliveryOutcome> listener) {
    Optional<PartitionId> partition = intakes.partition(delivery.table(), delivery.partition());
    if (partition.isPresent()) {
      leaders.deliver(
          partition.get(),
          truthful(delivery),
          outcome -> {
            if (outcome instanceof DeliveryOutcome.Taken) {
              taken.accept(partition.get(), delivery);
            }
            listener.accept(outcome);
          });
    } else {
      listener.accept(new DeliveryOutcome.NotWanted());
    }
  }

  private Delivery truthful(Delivery delivery) {
    Progress to = delivery.to();
    Watermark watermark = intakes.watermark(delivery);
    return watermark.equals(to.watermark())
        ? delivery
        : delivery.to(new Progress(to.source(), to.log(), to.position(), watermark)).untold();
  }
}
