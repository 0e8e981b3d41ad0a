package dev.pangaea.simulator.lag;

import dev.pangaea.simulator.lag.NodeStanding.GivenCopy;
import dev.pangaea.simulator.lag.NodeStanding.IndexStanding;
import dev.pangaea.simulator.lag.NodeStanding.TableStanding;
import dev.pangaea.simulator.lag.NodeStanding.Tombstones;
import dev.pangaea.simulator.lag.ReplicatorStanding.LinkStanding;
import dev.pangaea.simulator.lag.Survey.Asked;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A survey for a person: regions with their tables, links with theirs, and what is wrong. */
public final class StatusText {
  private final Survey survey;
  private final StringBuilder text = new StringBuilder();

  private StatusText(Survey survey) {
    this.survey = survey;
  }

  /**
   * @param stalenessMax what a table may be behind before it is a trouble
   */
  public static String of(Survey survey, List<String> troubles, Duration stalenessMax) {
    StatusText status = new StatusText(survey);
    survey.nodes().forEach(status::node);
    survey.links().forEach(status::link);
    survey.replicators().stream()
        .filter(asked -> asked.answer() instanceof Answer.Silent)
        .forEach(asked -> status.line(0, "? → " + asked.region() + "  not known"));
    status.line(0, "");
    if (troubles.isEmpty()) {
      status.line(
          0,
          "all well: no table is more than %s behind"
              .formatted(Shown.duration(stalenessMax.toMillis())));
    }
    troubles.forEach(trouble -> status.line(0, "✗ " + trouble));
    return status.text.toString().stripTrailing();
  }

  private void node(Asked<NodeStanding> asked) {
    switch (asked.answer()) {
      case Answer.Silent<NodeStanding>(String _) -> line(0, asked.region() + "  not known");
      case Answer.Told<NodeStanding>(NodeStanding node) -> {
        line(
            0,
            "%s  %d of %d partitions led"
                .formatted(asked.region(), node.partitionsLed(), node.partitionsAll()));
        node.tables().forEach(table -> table(node, table));
        node.givenCopies().forEach(copy -> line(1, words(copy)));
      }
    }
  }

  private static String words(GivenCopy copy) {
    return "copying %s for %s: %d of %d partitions, %s records (%s)%s"
        .formatted(
            copy.table(),
            copy.region(),
            copy.partitionsCopied(),
            copy.partitions(),
            Shown.number(copy.records()),
            Shown.bytes(copy.bytes()),
            copy.recordsPerSecond().isPresent()
                ? ", " + Shown.rate(copy.recordsPerSecond().getAsDouble())
                : "");
  }

  private void table(NodeStanding node, TableStanding table) {
    line(
        1,
        "%s  %s, %s items (%s)%s, %s conflicts%s%s"
            .formatted(
                table.name(),
                table.status(),
                Shown.number(table.items()),
                Shown.bytes(table.itemBytes()),
                survey
                    .filling(node, table)
                    .map(filling -> ", filled " + Shown.progress(filling))
                    .orElse(""),
                Shown.number(table.conflicts()),
                tombstones(table.tombstones()),
                table.quarantined() == 0
                    ? ""
                    : ", " + Shown.number(table.quarantined()) + " changes kept aside"));
    table.indexes().forEach(this::index);
  }

  private String tombstones(Tombstones tombstones) {
    String awaited =
        tombstones.awaitedSinceMillis().entrySet().stream()
            .map(
                each ->
                    "%s awaited for %s"
                        .formatted(
                            each.getKey(),
                            Shown.duration(Math.max(0, survey.atMillis() - each.getValue()))))
            .collect(Collectors.joining(", "));
    return tombstones.kept() == 0
        ? ""
        : ", %s tombstones%s"
            .formatted(
                Shown.number(tombstones.kept()), awaited.isEmpty() ? "" : " (" + awaited + ")");
  }

  private void index(IndexStanding index) {
    line(
        2,
        "index %s  %s, %s rows%s"
            .formatted(
                index.name(),
                index.status(),
                Shown.number(index.rows()),
                index.built() ? "" : ", " + Shown.progress(index.filling())));
  }

  private void link(LinkStanding link) {
    line(
        0,
        "%s → %s  %d connections%s%s"
            .formatted(
                link.source(),
                link.target(),
                link.connections(),
                link.lanes() > 1 ? ", " + link.lanes() + " lanes" : "",
                link.reconnects() > 0 ? ", " + link.reconnects() + " reconnects" : ""));
    boolean internal = link.tables().stream().noneMatch(each -> each.route().ofApplications());
    link.tables().stream()
        .filter(each -> internal || each.route().ofApplications())
        .map(survey::standing)
        .forEach(route -> line(1, route.route().table() + "  " + LagText.words(route)));
  }

  private void line(int depth, String words) {
    text.append("  ".repeat(depth)).append(words).append('\n');
  }
}
