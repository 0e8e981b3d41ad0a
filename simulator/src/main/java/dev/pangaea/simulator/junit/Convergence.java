package dev.pangaea.simulator.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pangaea.simulator.client.Agreement;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.junit.running.RegionPlace;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Whether regions hold the same items in all their global tables, and nothing is on its way between
 * them, by their control ports.
 */
record Convergence(HttpCalls calls, List<RegionPlace> regions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_NANOS = 10_000_000;
  private static final String NO_SUCH_TABLE = "ResourceNotFoundException";

  void await(Duration bound) {
    long until = System.nanoTime() + bound.toNanos();
    Agreement agreement = agreement();
    for (List<String> differ = differences(agreement);
        !differ.isEmpty();
        differ = differences(agreement)) {
      if (System.nanoTime() - until >= 0) {
        throw new AssertionError(
            "the regions have not converged within %s: %s"
                .formatted(bound, String.join("; ", differ)));
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private Agreement agreement() {
    TreeMap<String, URI> nodes = new TreeMap<>();
    regions.forEach(region -> nodes.put(region.name(), region.control()));
    return new Agreement(calls, nodes);
  }

  /**
   * A line for each table that is not the same in all regions that have a replica of it, and for
   * each region that fails to tell what it has.
   */
  private List<String> differences(Agreement agreement) {
    List<String> differences = new ArrayList<>();
    for (String table : tables(differences::add)) {
      List<String> replicas = replicas(table, differences::add);
      reach("a region", () -> agreement.difference(table, replicas)).ifPresent(differences::add);
    }
    return differences;
  }

  private SortedSet<String> tables(Consumer<String> untold) {
    SortedSet<String> tables = new TreeSet<>();
    for (RegionPlace region : regions) {
      for (JsonNode name : ask(region, "ListTables", "{}", untold).path("TableNames")) {
        tables.add(name.asText());
      }
    }
    return tables;
  }

  /** Every region that is told to have the table, by any that has it. */
  private List<String> replicas(String table, Consumer<String> untold) {
    SortedSet<String> names = new TreeSet<>();
    for (RegionPlace region : regions) {
      JsonNode description =
          ask(region, "DescribeTable", "{\"TableName\":\"%s\"}".formatted(table), untold)
              .path("Table");
      if (!description.isMissingNode()) {
        names.add(region.name());
        description
            .path("Replicas")
            .forEach(replica -> names.add(replica.path("RegionName").asText()));
      }
    }
    return regions.stream().map(RegionPlace::name).filter(names::contains).toList();
  }

  /**
   * What it answers; nothing of a table that it does not have.
   *
   * @param untold is told of an answer that is a failure: what the region has is not known then
   */
  private JsonNode ask(
      RegionPlace region, String operation, String request, Consumer<String> untold) {
    HttpCalls.Reply reply =
        reach(
            region.name(), () -> calls.operation(region.name(), region.api(), operation, request));
    if (reply.isSuccess()) {
      return parse(reply.body());
    }
    if (!reply.body().contains(NO_SUCH_TABLE)) {
      untold.accept(
          "%s answers %s with status %d: %s"
              .formatted(region.name(), operation, reply.status(), reply.body().strip()));
    }
    return MissingNode.getInstance();
  }

  interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  static <T> T reach(String region, Call<T> call) {
    try {
      return call.make();
    } catch (IOException unreachable) {
      throw new AssertionError(region + " cannot be reached: " + unreachable, unreachable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }

  static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException malformed) {
      throw new AssertionError("no JSON: " + body, malformed);
    }
  }
}
