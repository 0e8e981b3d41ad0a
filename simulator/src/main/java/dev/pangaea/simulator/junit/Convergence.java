package dev.pangaea.simulator.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.client.HeldItems;
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

/** Whether regions hold the same items in all their global tables, by their control ports. */
record Convergence(HttpCalls calls, List<RegionPlace> regions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_NANOS = 10_000_000;

  void await(Duration bound) {
    long until = System.nanoTime() + bound.toNanos();
    for (List<String> differ = differences(); !differ.isEmpty(); differ = differences()) {
      if (System.nanoTime() - until >= 0) {
        throw new AssertionError(
            "the regions have not converged within %s: %s"
                .formatted(bound, String.join("; ", differ)));
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** A line for each table that is not the same in all regions that have a replica of it. */
  private List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (String table : tables()) {
      TreeMap<String, String> digests = new TreeMap<>();
      for (RegionPlace region : replicas(table)) {
        digests.put(region.name(), digest(region, table));
      }
      if (digests.values().stream().map(HeldItems::of).distinct().count() > 1) {
        differences.add("table %s differs: %s".formatted(table, new TreeMap<>(counts(digests))));
      }
    }
    return differences;
  }

  private static TreeMap<String, String> counts(TreeMap<String, String> digests) {
    TreeMap<String, String> counts = new TreeMap<>();
    digests.forEach(
        (region, digest) -> {
          JsonNode json = parse(digest);
          counts.put(
              region,
              json.has("items")
                  ? "%s items, %s tombstones"
                      .formatted(json.get("items").asText(), json.get("tombstones").asText())
                  : "no such table yet");
        });
    return counts;
  }

  private SortedSet<String> tables() {
    SortedSet<String> tables = new TreeSet<>();
    for (RegionPlace region : regions) {
      for (JsonNode name : ask(region, "ListTables", "{}").path("TableNames")) {
        tables.add(name.asText());
      }
    }
    return tables;
  }

  /** Every region that is told to have the table, by any that has it. */
  private List<RegionPlace> replicas(String table) {
    SortedSet<String> names = new TreeSet<>();
    for (RegionPlace region : regions) {
      JsonNode description =
          ask(region, "DescribeTable", "{\"TableName\":\"%s\"}".formatted(table)).path("Table");
      if (!description.isMissingNode()) {
        names.add(region.name());
        description
            .path("Replicas")
            .forEach(replica -> names.add(replica.path("RegionName").asText()));
      }
    }
    return regions.stream().filter(each -> names.contains(each.name())).toList();
  }

  private String digest(RegionPlace region, String table) {
    URI digest = region.control().resolve("/digest?table=" + table);
    return reach(region, () -> calls.call("GET", digest, "").body());
  }

  private JsonNode ask(RegionPlace region, String operation, String request) {
    return parse(
        reach(
            region, () -> calls.operation(region.name(), region.api(), operation, request).body()));
  }

  interface Call {
    String make() throws IOException, InterruptedException;
  }

  static String reach(RegionPlace region, Call call) {
    try {
      return call.make();
    } catch (IOException unreachable) {
      throw new AssertionError(region.name() + " cannot be reached: " + unreachable, unreachable);
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
