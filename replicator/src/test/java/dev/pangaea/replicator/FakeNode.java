package dev.pangaea.replicator;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.deliver.HeldBackException;
import dev.pangaea.replicator.deliver.NodeUnavailableException;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.replicator.plan.RegionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node in memory that can be down, or broken, or answer into the void. */
final class FakeNode implements TargetNode {
  private final RegionModel region;
  private final List<List<Delivery>> batches = new ArrayList<>();
  private boolean down;
  private boolean losesAnswers;
  private int heldBack;
  private Optional<Error> error = Optional.empty();
  private final List<List<Intake>> copiesAsked = new ArrayList<>();
  private int intakesAsked;

  FakeNode(RegionModel region) {
    this.region = region;
  }

  void down(boolean now) {
    down = now;
  }

  /** Every call of it ends in this error of the machine. */
  void breaks(Error now) {
    error = Optional.of(now);
  }

  /** So many batches are given back for the rate limit's sake. */
  void holdsBack(int batchesNow) {
    heldBack = batchesNow;
  }

  void losesAnswers(boolean now) {
    losesAnswers = now;
  }

  int intakesAsked() {
    return intakesAsked;
  }

  List<List<Intake>> copiesAsked() {
    return copiesAsked;
  }

  List<List<Delivery>> batches() {
    return batches;
  }

  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    intakesAsked++;
    checkUp();
    return region.intakes();
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    checkUp();
    if (heldBack > 0) {
      heldBack--;
      throw new HeldBackException();
    }
    batches.add(batch);
    List<DeliveryOutcome> outcomes = batch.stream().map(region::take).toList();
    if (losesAnswers) {
      throw new NodeUnavailableException("the answer is lost");
    }
    return outcomes;
  }

  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    checkUp();
    copiesAsked.add(stuck);
  }

  private void checkUp() throws NodeUnavailableException {
    if (error.isPresent()) {
      throw error.get();
    }
    if (down) {
      throw new NodeUnavailableException("down");
    }
  }
}
