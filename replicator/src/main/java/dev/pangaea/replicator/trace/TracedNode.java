package dev.pangaea.replicator.trace;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.deliver.NodeUnavailableException;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.trace.Span;
import dev.pangaea.trace.Step;
import dev.pangaea.trace.Tracing;
import dev.pangaea.trace.WriteTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of writes that were handed over and taken in, all attempts to do so included. */
public final class TracedNode implements TargetNode {
  /** The catalog of tables is written by nobody's request. */
  private static final String OWN = "pangaea.";

  private final TargetNode node;
  private final Tracing tracing;
  private final String target;

  public TracedNode(TargetNode node, Tracing tracing, RegionName target) {
    this.node = node;
    this.tracing = tracing;
    this.target = target.value();
  }

  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    return node.intakes(source);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    Instant start = tracing.now();
    List<DeliveryOutcome> outcomes = node.deliver(batch);
    Instant end = tracing.now();
    for (int each = 0; each < batch.size(); each++) {
      if (outcomes.get(each) instanceof DeliveryOutcome.Taken
          && !batch.get(each).table().startsWith(OWN)) {
        tell(batch.get(each), start, end);
      }
    }
    return outcomes;
  }

  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    node.askForCopies(stuck);
  }

  private void tell(Delivery delivery, Instant start, Instant end) {
    for (Change change : delivery.changes()) {
      Optional<WriteTrace> trace = tracing.of(change);
      trace.ifPresent(
          of ->
              tracing
                  .spans()
                  .tell(
                      Span.of(
                          of,
                          Step.DELIVER,
                          target,
                          Optional.of(of.spanId(Step.LINK, target)),
                          "deliver " + delivery.table(),
                          start,
                          end,
                          Map.of(
                              "db.collection.name", delivery.table(),
                              "pangaea.version", change.version().toString(),
                              "pangaea.delivery.changes", "" + delivery.changes().size()))));
    }
  }
}
