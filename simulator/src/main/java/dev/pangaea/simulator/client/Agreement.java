package dev.pangaea.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.version.HybridTime;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether regions hold the same of a table, and no write is on its way between them that would
 * change any of it.
 *
 * <p>The second follows from the first as long as nobody has deleted anything. But a region that
 * has taken in neither an item's write nor its deletion holds what the one holds that made them;
 * both are on their way still. Until all regions have said that they have the deletion, some region
 * keeps a tombstone of it, which knows of the writes of each region that came before: all of these
 * must have been taken in everywhere. A region that cannot be reached, and has written nothing that
 * others lack, is no hindrance.
 */
public final class Agreement {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Log(String region, int partition) {}

  private final HttpCalls calls;
  private final SortedMap<String, URI> nodes;

  /**
   * @param nodes the control port of each region's node
   */
  public Agreement(HttpCalls calls, SortedMap<String, URI> nodes) {
    this.calls = calls;
    this.nodes = new TreeMap<>(nodes);
  }

  /**
   * Looks whether it is so.
   *
   * @param regions those that have a replica of the table
   * @return what keeps them from agreeing; empty if they do
   * @throws IOException if a region cannot be reached, or tells nonsense. That it has no such
   *     table, or fails to tell now what it holds, keeps it from agreeing
   */
  public Optional<String> difference(String table, List<String> regions)
      throws IOException, InterruptedException {
    TreeMap<String, String> held = new TreeMap<>();
    TreeMap<String, String> missing = new TreeMap<>();
    for (String region : regions) {
      URI digest = nodes.get(region).resolve("/digest?table=" + table);
      HttpCalls.Reply reply = calls.call("GET", digest, "");
      if (reply.isSuccess()) {
        held.put(region, reply.body());
      } else {
        missing.put(region, reply.status() + " " + reply.body().strip());
      }
    }
    if (!missing.isEmpty() || held.values().stream().map(HeldItems::of).distinct().count() > 1) {
      held.replaceAll((region, digest) -> HeldItems.counts(digest));
      held.putAll(missing);
      return Optional.of("table %s differs: %s".formatted(table, held));
    }
    List<String> awaited = awaited(table, seenByTombstones(held), regions);
    return awaited.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "table %s is not known to have arrived in whole: %s".formatted(table, awaited));
  }

  /** The last write of each log that a tombstone anywhere has seen. */
  private static Map<Log, HybridTime> seenByTombstones(SortedMap<String, String> digests)
      throws IOException {
    Map<Log, HybridTime> seen = new HashMap<>();
    for (Map.Entry<String, String> digest : digests.entrySet()) {
      JsonNode partitions = JSON.readTree(digest.getValue()).path("seenByTombstones");
      if (!partitions.isArray()) {
        throw new IOException(
            digest.getKey() + " does not tell what tombstones have seen: " + digest.getValue());
      }
      for (int partition = 0; partition < partitions.size(); partition++) {
        for (Map.Entry<String, JsonNode> each : partitions.get(partition).properties()) {
          HybridTime time = new HybridTime(each.getValue().longValue());
          seen.merge(new Log(each.getKey(), partition), time, HybridTime::max);
        }
      }
    }
    return seen;
  }

  private List<String> awaited(String table, Map<Log, HybridTime> seen, List<String> regions)
      throws IOException, InterruptedException {
    List<String> awaited = new ArrayList<>();
    for (String source : regions) {
      if (seen.keySet().stream().noneMatch(log -> log.region().equals(source))) {
        continue;
      }
      for (String target : regions) {
        if (!source.equals(target)) {
          lacking(target, source, table, seen).ifPresent(awaited::add);
        }
      }
    }
    return awaited;
  }

  /** That a region lacks writes of another one, or that it is not known whether it does. */
  private Optional<String> lacking(
      String target, String source, String table, Map<Log, HybridTime> seen)
      throws IOException, InterruptedException {
    String link = source + " -> " + target;
    URI intakes = nodes.get(target).resolve("/replication/intakes?source=" + source);
    HttpCalls.BytesReply reply = calls.bytes(intakes);
    if (!reply.isSuccess()) {
      return Optional.of("%s (status %d)".formatted(link, reply.status()));
    }
    try {
      return hasAll(IntakeCodec.decode(reply.body()), source, table, seen)
          ? Optional.empty()
          : Optional.of(link);
    } catch (MalformedBytesException nonsense) {
      throw new IOException(target + " answers " + intakes + " with nonsense", nonsense);
    }
  }

  private static boolean hasAll(
      List<Intake> intakes, String source, String table, Map<Log, HybridTime> seen) {
    Map<Log, HybridTime> taken = new HashMap<>();
    for (Intake intake : intakes) {
      if (intake.table().equals(table)) {
        taken.put(new Log(source, intake.partition()), intake.progress().watermark().clock());
      }
    }
    return seen.entrySet().stream()
        .filter(each -> each.getKey().region().equals(source))
        .allMatch(
            each ->
                taken.getOrDefault(each.getKey(), HybridTime.ZERO).compareTo(each.getValue()) >= 0);
  }
}
