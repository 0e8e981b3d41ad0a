package dev.pangaea.simulator.lag.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.http.NoAnswer;
import dev.pangaea.simulator.lag.Answer;
import dev.pangaea.simulator.lag.NodeStanding;
import dev.pangaea.simulator.lag.ReplicatorStanding;
import dev.pangaea.simulator.lag.Survey;
import dev.pangaea.simulator.lag.Survey.Asked;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asks all processes at once, so that one that is silent holds up the others by a bound only. */
public final class Surveyor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final HttpClient http = Http1.builder().connectTimeout(PATIENCE).build();
  private final Map<String, URI> nodes;
  private final Map<String, URI> replicators;
  private final InstantSource clock;

  /**
   * @param nodes the control port of a node of each region, in the order to be shown
   * @param replicators the HTTP port of each region's replicator
   */
  public Surveyor(Map<String, URI> nodes, Map<String, URI> replicators, InstantSource clock) {
    this.nodes = nodes;
    this.replicators = replicators;
    this.clock = clock;
  }

  /** Blocks until each has answered or did not in time. */
  public Survey look() {
    List<CompletableFuture<Asked<NodeStanding>>> asked =
        nodes.entrySet().stream().map(each -> ask(each, NodeStatusReader::read)).toList();
    List<CompletableFuture<Asked<ReplicatorStanding>>> askedReplicators =
        replicators.entrySet().stream()
            .map(each -> ask(each, ReplicatorStatusReader::read))
            .toList();
    List<Asked<NodeStanding>> nodesAnswered = asked.stream().map(CompletableFuture::join).toList();
    List<Asked<ReplicatorStanding>> replicatorsAnswered =
        askedReplicators.stream().map(CompletableFuture::join).toList();
    return new Survey(clock.millis(), nodesAnswered, replicatorsAnswered);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <T> CompletableFuture<Asked<T>> ask(
      Map.Entry<String, URI> process, Function<JsonNode, T> reader) {
    URI status = process.getValue().resolve("/status");
    return http.sendAsync(
            HttpRequest.newBuilder(status).timeout(PATIENCE).GET().build(),
            HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> answer(response, reader))
        .exceptionally(failure -> new Answer.Silent<>(reason(failure)))
        .thenApply(
            answer -> new Asked<>(process.getKey(), process.getValue(), clock.millis(), answer));
  }

  private static <T> Answer<T> answer(HttpResponse<String> response, Function<JsonNode, T> reader) {
    if (response.statusCode() != OK) {
      return new Answer.Silent<>("status " + response.statusCode());
    }
    try {
      return new Answer.Told<>(reader.apply(JSON.readTree(response.body())));
    } catch (JsonProcessingException | IllegalArgumentException nonsense) {
      return new Answer.Silent<>("it is no such process: " + nonsense.getMessage());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case HttpTimeoutException _ -> "no answer within " + PATIENCE.toSeconds() + " s";
      default -> NoAnswer.reason(cause);
    };
  }
}
