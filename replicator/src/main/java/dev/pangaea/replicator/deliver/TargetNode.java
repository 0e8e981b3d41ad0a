package dev.pangaea.replicator.deliver;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/**
 * The node of the target region, to which changes are handed. Any thread may call; calls block for
 * seconds at most. A delivery may be handed over again whatever became of it: the node takes it in
 * only if the region stands where it starts.
 */
public interface TargetNode {
  /** What the region takes in from a source, and how far it has come, by table and partition. */
  List<Intake> intakes(RegionName source) throws NodeUnavailableException;

  /** Hands deliveries over; one outcome for each, in their order. */
  List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException;

  /**
   * Says where the region stands in logs that cannot be followed from there, so that it asks their
   * regions for copies. The region moves on in its own time; saying it again is fine.
   */
  void askForCopies(List<Intake> stuck) throws NodeUnavailableException;
}
