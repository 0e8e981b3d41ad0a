package dev.pangaea.replicator.deliver.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryCodec;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.deliver.NodeUnavailableException;
import dev.pangaea.replicator.deliver.TargetNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Talks to the control port of the target region's node, in the bytes of the change codecs. */
public final class HttpTargetNode implements TargetNode, AutoCloseable {
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);
  private static final Duration INTAKES_WAIT = Duration.ofSeconds(5);
  private static final String OCTETS = "application/octet-stream";
  private static final int OK = 200;

  private final URI node;
  private final Duration deliveryWait;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WAIT)
          .build();

  /**
   * @param node the address of the control port, such as {@code http://127.0.0.1:8101}
   * @param deliveryWait how long the node may take for a batch of deliveries
   */
  public HttpTargetNode(URI node, Duration deliveryWait) {
    this.node = node;
    this.deliveryWait = deliveryWait;
  }

  @Override
  public List<Intake> intakes(RegionName source) throws NodeUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/replication/intakes?source=" + source.value()))
            .timeout(INTAKES_WAIT)
            .GET()
            .build();
    return ask(request, IntakeCodec::decode);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/replication/deliveries"))
            .timeout(deliveryWait)
            .header("Content-Type", OCTETS)
            .POST(BodyPublishers.ofByteArray(DeliveryCodec.encode(batch).shared()))
            .build();
    List<DeliveryOutcome> outcomes = ask(request, DeliveryOutcomeCodec::decode);
    if (outcomes.size() != batch.size()) {
      throw new NodeUnavailableException(
          outcomes.size() + " outcomes for " + batch.size() + " deliveries");
    }
    return outcomes;
  }

  @Override
  public void askForCopies(List<Intake> stuck) throws NodeUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/replication/copies"))
            .timeout(INTAKES_WAIT)
            .header("Content-Type", OCTETS)
            .POST(BodyPublishers.ofByteArray(IntakeCodec.encode(stuck).toArray()))
            .build();
    ask(request, nothing -> nothing);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private <T> T ask(HttpRequest request, Function<Bytes, T> decode)
      throws NodeUnavailableException {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new NodeUnavailableException(
            request.uri().getPath() + " answered with status " + response.statusCode());
      }
      return decode.apply(Bytes.owning(response.body()));
    } catch (IOException failure) {
      throw new NodeUnavailableException(request.uri() + " did not answer", failure);
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      throw new NodeUnavailableException(request.uri() + " answered nonsense", malformed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NodeUnavailableException("stopped while " + request.uri() + " was asked", stopped);
    }
  }
}
