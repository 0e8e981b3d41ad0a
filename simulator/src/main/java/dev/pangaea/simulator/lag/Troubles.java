package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.NodeStanding.AwaitedCopy;
import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding.TableOnLink;
import dev.pangaea.simulator.lag.Survey.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody should look at, a sentence each. */
public final class Troubles {
  private static final Duration TRANSACTION_MAX = Duration.ofSeconds(30);

  /** So seldom the catalog says that it is quiet. */
  private static final Duration CATALOG_HEARTBEAT = Duration.ofSeconds(10);

  private final Survey survey;
  private final Duration stalenessMax;
  private final List<String> sentences = new ArrayList<>();

  private Troubles(Survey survey, Duration stalenessMax) {
    this.survey = survey;
    this.stalenessMax = stalenessMax;
  }

  /**
   * @param stalenessMax what a table may be behind before it is a trouble
   */
  public static List<String> of(Survey survey, Duration stalenessMax) {
    Troubles troubles = new Troubles(survey, stalenessMax);
    survey.nodes().forEach(troubles::node);
    survey.replicators().forEach(troubles::replicator);
    troubles.routesWithoutReplicator();
    return List.copyOf(troubles.sentences);
  }

  private void node(Asked<NodeStanding> asked) {
    switch (asked.answer()) {
      case Answer.Silent<NodeStanding>(String reason) -> silent(asked, "node", reason);
      case Answer.Told<NodeStanding>(NodeStanding node) -> {
        another(asked, "node", node.region());
        partitions(node);
        node.awaitedCopies().forEach(copy -> awaited(node, copy));
        node.tables().forEach(table -> quarantined(node, table));
        if (node.oldestTransactionMillis() > TRANSACTION_MAX.toMillis()) {
          sentences.add(
              node.region()
                  + ": a transaction has not ended for "
                  + Shown.duration(node.oldestTransactionMillis()));
        }
      }
    }
  }

  private void replicator(Asked<ReplicatorStanding> asked) {
    switch (asked.answer()) {
      case Answer.Silent<ReplicatorStanding>(String reason) -> silent(asked, "replicator", reason);
      case Answer.Told<ReplicatorStanding>(ReplicatorStanding replicator) -> {
        another(asked, "replicator", replicator.target());
        replicator.links().forEach(this::link);
        survey.nodes().stream()
            .map(Asked::region)
            .filter(source -> !source.equals(asked.region()))
            .filter(source -> replicator.links().stream().noneMatch(l -> l.source().equals(source)))
            .forEach(
                source ->
                    sentences.add(
                        "%s: its replicator has no link from %s"
                            .formatted(asked.region(), source)));
      }
    }
  }

  /** Where nobody was asked who brings the changes, the target's node tells of them. */
  private void routesWithoutReplicator() {
    survey.routes(Set.of()).stream()
        .filter(
            each ->
                survey.replicators().stream()
                    .noneMatch(asked -> asked.region().equals(each.route().target())))
        .forEach(
            each -> {
              if (each.stalenessMillis().isPresent()) {
                staleness(each.route(), each.stalenessMillis().getAsLong());
              } else {
                sentences.add(
                    "%s: nothing tells how far it is behind %s in %s"
                        .formatted(
                            each.route().target(), each.route().source(), each.route().table()));
              }
            });
  }

  private void silent(Asked<?> asked, String process, String reason) {
    sentences.add(
        "%s: its %s (%s) does not answer: %s"
            .formatted(asked.region(), process, asked.address(), reason));
  }

  private void another(Asked<?> asked, String process, String name) {
    if (!asked.region().equals(name)) {
      sentences.add(
          "%s: %s is the %s of %s".formatted(asked.region(), asked.address(), process, name));
    }
  }

  private void partitions(NodeStanding node) {
    if (node.partitionsAll() == 0) {
      sentences.add(node.region() + ": it has no partitions yet");
    } else if (node.partitionsLed() < node.partitionsAll()) {
      String others =
          node.partitions().entrySet().stream()
              .filter(phase -> !phase.getKey().equals("LEADING"))
              .map(phase -> phase.getValue() + " " + phase.getKey())
              .collect(Collectors.joining(", "));
      sentences.add(
          "%s: %d of %d partitions are not led (%s)"
              .formatted(
                  node.region(),
                  node.partitionsAll() - node.partitionsLed(),
                  node.partitionsAll(),
                  others));
    }
  }

  private void awaited(NodeStanding node, AwaitedCopy copy) {
    sentences.add(
        "%s: %d partitions of %s await a copy from %s, whose log cannot be followed"
            .formatted(node.region(), copy.partitions(), copy.table(), copy.source()));
  }

  private void quarantined(NodeStanding node, TableStanding table) {
    if (table.quarantined() > 0) {
      sentences.add(
          "%s: %d changes of %s are kept aside (see pangaea quarantine)"
              .formatted(node.region(), table.quarantined(), table.name()));
    }
  }

  private void link(LinkStanding link) {
    if (link.circuitOpen() || !link.nodeAnswers()) {
      sentences.add(
          "%s: its node does not take in what its replicator brings from %s"
              .formatted(link.target(), link.source()));
    }
    link.tables().forEach(this::table);
  }

  private void staleness(Route route, long millis) {
    Duration max = route.ofApplications() ? stalenessMax : stalenessMax.plus(CATALOG_HEARTBEAT);
    if (millis > max.toMillis()) {
      sentences.add(
          "%s: it is %s behind %s in %s"
              .formatted(route.target(), Shown.duration(millis), route.source(), route.table()));
    }
  }

  private void table(TableOnLink table) {
    staleness(table.route(), table.stalenessMillis());
    Map<String, Long> reasons =
        table.needsCopy().stream()
            .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    reasons.forEach(
        (reason, partitions) ->
            sentences.add(
                "%s: %d partitions of %s need a copy, since the log of %s cannot be followed (%s)"
                    .formatted(
                        table.route().target(),
                        partitions,
                        table.route().table(),
                        table.route().source(),
                        reason)));
  }
}
