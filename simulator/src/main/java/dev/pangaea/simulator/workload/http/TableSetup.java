package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.BenchPlan.ProbePlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/**
 * Sees to it that the table is there before the load, at both endpoints if there are two. Blocks
 * its caller.
 */
final class TableSetup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_FOUND = "ResourceNotFoundException";
  private static final String IN_USE = "ResourceInUseException";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  /** Lets time pass. In tests it is moved by hand. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private enum State {
    ABSENT,
    CHANGING,
    ACTIVE
  }

  private final BenchPlan plan;
  private final TableDefinition definition;
  private final ControlClient client;
  private final LongSupplier nanoClock;
  private final Pause pause;

  TableSetup(BenchPlan plan, ControlClient client, LongSupplier nanoClock, Pause pause) {
    this(plan, Collections.emptySortedMap(), client, nanoClock, pause);
  }

  /**
   * @param tags that the table has
   */
  TableSetup(
      BenchPlan plan,
      SortedMap<String, String> tags,
      ControlClient client,
      LongSupplier nanoClock,
      Pause pause) {
    this.plan = plan;
    this.definition =
        new TableDefinition(
            plan.table(), plan.load().shape().table(), plan.stream().isPresent(), tags);
    this.client = client;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  void prepare() throws BenchException, InterruptedException {
    Target near = plan.target();
    if (state(near) == State.ABSENT) {
      if (!plan.createTable()) {
        throw new BenchException(
            "There is no table "
                + plan.table()
                + " at "
                + near.endpoint()
                + "; --create-table makes it.");
      }
      change(near, "CreateTable", definition.createTable());
    }
    awaitActive(near);
    requireTags(near);
    if (plan.probe().isPresent()) {
      prepareReplica(near, plan.probe().get());
    }
  }

  private void prepareReplica(Target near, ProbePlan probe)
      throws BenchException, InterruptedException {
    Target far = probe.remote();
    if (state(far) == State.ABSENT) {
      if (!plan.createTable() || far.region().equals(near.region())) {
        throw new BenchException(
            "There is no table "
                + plan.table()
                + " at "
                + far.endpoint()
                + "; --create-table with --remote-region adds it as a replica.");
      }
      change(near, "UpdateTable", addReplica(far.region()));
      awaitActive(near);
    }
    awaitActive(far);
  }

  private void requireTags(Target target) throws BenchException {
    if (definition.tags().isEmpty()) {
      return;
    }
    ObjectNode request = JSON.createObjectNode();
    request.set("ResourceArn", describe(target).body().at("/Table/TableArn"));
    CallConnection.Answer answer = client.call(target, "ListTagsOfResource", request.toString());
    answer.require("ListTagsOfResource", target);
    if (!definition.hasTags(answer.body())) {
      throw new BenchException(
          "Table %s at %s has not the tags %s."
              .formatted(plan.table(), target.endpoint(), definition.tags()));
    }
  }

  private CallConnection.Answer describe(Target target) throws BenchException {
    return client.call(target, "DescribeTable", "{\"TableName\":\"" + plan.table() + "\"}");
  }

  private String addReplica(String region) {
    return """
        {"TableName":"%s","ReplicaUpdates":[{"Create":{"RegionName":"%s"}}]}"""
        .formatted(plan.table(), region);
  }

  /** A table that somebody else makes at the same time is as good. */
  private void change(Target target, String operation, String body) throws BenchException {
    CallConnection.Answer answer = client.call(target, operation, body);
    if (!answer.refusedWith(IN_USE)) {
      answer.require(operation, target);
    }
  }

  private State state(Target target) throws BenchException {
    CallConnection.Answer answer = describe(target);
    if (answer.refusedWith(NOT_FOUND)) {
      return State.ABSENT;
    }
    answer.require("DescribeTable", target);
    JsonNode table = answer.body().path("Table");
    if (!definition.fits(table)) {
      throw new BenchException(
          "Table "
              + plan.table()
              + " at "
              + target.endpoint()
              + " was made otherwise; this load needs one with "
              + definition.text()
              + ".");
    }
    return TableDefinition.active(table) ? State.ACTIVE : State.CHANGING;
  }

  private void awaitActive(Target target) throws BenchException, InterruptedException {
    long since = nanoClock.getAsLong();
    while (state(target) != State.ACTIVE) {
      if (nanoClock.getAsLong() - since >= WAIT_MAX.toNanos()) {
        throw new BenchException(
            "Table " + plan.table() + " at " + target.endpoint() + " does not become active.");
      }
      pause.of(POLL);
    }
  }
}
