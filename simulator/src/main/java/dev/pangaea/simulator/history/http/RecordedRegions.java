package dev.pangaea.simulator.history.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.kafka.KafkaLogSettings;
import dev.pangaea.regionnode.log.kafka.KafkaRegionLog;
import dev.pangaea.simulator.history.RecordedTable;
import dev.pangaea.simulator.history.UnreadableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The logs of regions, found through their nodes. A region's log of a table is named by the nodes
 * of the other regions, which read it.
 */
public final class RecordedRegions implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final HttpClient http = Http1.builder().connectTimeout(WAIT).build();
  private final SortedMap<RegionName, URI> nodes;
  private final SortedMap<RegionName, String> kafkas;
  private final Map<RegionName, Map<String, String>> properties;
  private final List<KafkaRegionLog> open = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private RecordedRegions(
      SortedMap<RegionName, URI> nodes,
      SortedMap<RegionName, String> kafkas,
      Map<RegionName, Map<String, String>> properties) {
    this.nodes = nodes;
    this.kafkas = kafkas;
    this.properties = properties;
  }

  /**
   * @param nodes the control port of a node of each region
   * @param kafkas the address of a region's Kafka, where its node does not tell it, or tells one
   *     that cannot be reached from here
   * @param properties of a region's Kafka's clients, such as security settings
   */
  public static RecordedRegions of(
      Map<String, URI> nodes,
      Map<String, String> kafkas,
      Map<String, Map<String, String>> properties)
      throws UnreadableException {
    try {
      return new RecordedRegions(byName(nodes), byName(kafkas), byName(properties));
    } catch (IllegalArgumentException noName) {
      throw new UnreadableException(noName.getMessage(), noName);
    }
  }

  private static <T> SortedMap<RegionName, T> byName(Map<String, T> each) {
    SortedMap<RegionName, T> byName = new TreeMap<>();
    each.forEach((name, value) -> byName.put(new RegionName(name), value));
    return byName;
  }

  /** Finds a global table's logs. Blocks. */
  public RecordedTable table(String name) throws UnreadableException {
    TreeMap<RegionName, RecordedTable.Logs> logs = new TreeMap<>();
    int partitions = 0;
    for (RegionName region : nodes.keySet()) {
      Optional<Named> named = named(region, name);
      Optional<String> kafka = named.isEmpty() ? Optional.empty() : kafka(region);
      if (kafka.isPresent()) {
        KafkaRegionLog log = open(region, kafka.get());
        logs.put(region, partition -> log.partition(named.get().log(), partition));
        partitions = Math.max(partitions, named.get().partitions());
      }
    }
    if (logs.isEmpty()) {
      throw new UnreadableException(
          "no log of the table " + name + " was found\n" + String.join("\n", notes));
    }
    return new RecordedTable(name, partitions, logs, notes);
  }

  @Override
  public void close() {
    open.forEach(KafkaRegionLog::close);
    http.shutdownNow();
  }

  private record Named(String log, int partitions) {}

  private Optional<Named> named(RegionName region, String table) {
    for (Map.Entry<RegionName, URI> node : nodes.entrySet()) {
      if (!node.getKey().equals(region)) {
        Optional<Named> named = named(node.getValue(), region, table);
        if (named.isPresent()) {
          return named;
        }
      }
    }
    notes.add(
        "the log of "
            + region
            + " is not known: no other region's node that was asked reads its table "
            + table);
    return Optional.empty();
  }

  private Optional<Named> named(URI node, RegionName source, String table) {
    Optional<byte[]> answer = get(node.resolve("/replication/intakes?source=" + source));
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Intake> intakes =
          IntakeCodec.decode(Bytes.owning(answer.get())).stream()
              .filter(intake -> intake.table().equals(table))
              .toList();
      return intakes.stream()
          .findFirst()
          .map(first -> new Named(first.progress().log(), intakes.size()));
    } catch (MalformedBytesException | IllegalArgumentException nonsense) {
      notes.add(node + " answered nonsense");
      return Optional.empty();
    }
  }

  private Optional<String> kafka(RegionName region) {
    if (kafkas.containsKey(region)) {
      return Optional.of(kafkas.get(region));
    }
    Optional<String> told = get(nodes.get(region).resolve("/status")).flatMap(this::kafka);
    if (told.isEmpty()) {
      notes.add("where the Kafka of " + region + " is was not told; say it with --kafka");
    }
    return told;
  }

  private Optional<String> kafka(byte[] status) {
    try {
      JsonNode kafka = JSON.readTree(status).path("kafka");
      return kafka.isTextual() ? Optional.of(kafka.asText()) : Optional.empty();
    } catch (IOException nonsense) {
      return Optional.empty();
    }
  }

  private KafkaRegionLog open(RegionName region, String address) throws UnreadableException {
    try {
      KafkaRegionLog log =
          KafkaRegionLog.open(
              new KafkaLogSettings(
                  address,
                  "reader-of-history",
                  properties.getOrDefault(region, Map.of()),
                  OptionalInt.empty(),
                  KafkaLogSettings.ANSWER_WITHIN));
      open.add(log);
      return log;
    } catch (LogUnavailableException unavailable) {
      throw new UnreadableException(
          "the Kafka of " + region + " cannot be used: " + unavailable.getMessage(), unavailable);
    }
  }

  private Optional<byte[]> get(URI address) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(address).timeout(WAIT).GET().build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == OK) {
        return Optional.of(response.body());
      }
      notes.add(address + " answered with status " + response.statusCode());
    } catch (IOException | IllegalArgumentException unreachable) {
      notes.add(address + " does not answer");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      notes.add("stopped while " + address + " was asked");
    }
    return Optional.empty();
  }
}
