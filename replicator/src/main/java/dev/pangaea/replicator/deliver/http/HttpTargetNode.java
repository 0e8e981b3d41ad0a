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
import dev.pangaea.replicator.http.Http1;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Talks to the control port of the target region's node, in the bytes of the change codecs. */
public final class HttpTargetNode implements TargetNode, AutoCloseable {
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);
  private static final Duration INTAKES_WAIT = Duration.ofSeconds(5);
  private static final String OCTETS = "application/octet-stream";
  private static final int OK = 200;

  private final URI node;
  private final Duration deliveryWait;
  private final HttpClient client = Http1.builder().connectTimeout(CONNECT_WAIT).build();

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
            .GET()
            .build();
    return ask(request, INTAKES_WAIT, IntakeCodec::decode);
  }

  @Override
  public List<DeliveryOutcome> deliver(List<Delivery> batch) throws NodeUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/replication/deliveries"))
            .header("Content-Type", OCTETS)
            .POST(BodyPublishers.ofByteArray(DeliveryCodec.encode(batch).shared()))
            .build();
    List<DeliveryOutcome> outcomes = ask(request, deliveryWait, DeliveryOutcomeCodec::decode);
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
            .header("Content-Type", OCTETS)
            .POST(BodyPublishers.ofByteArray(IntakeCodec.encode(stuck).toArray()))
            .build();
    ask(request, INTAKES_WAIT, nothing -> nothing);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private <T> T ask(HttpRequest request, Duration within, Function<Bytes, T> decode)
      throws NodeUnavailableException {
    HttpResponse<byte[]> response = answer(request, within);
    if (response.statusCode() != OK) {
      throw new NodeUnavailableException(
          request.uri().getPath() + " answered with status " + response.statusCode());
    }
    try {
      return decode.apply(Bytes.owning(response.body()));
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      throw new NodeUnavailableException(request.uri() + " answered nonsense", malformed);
    }
  }

  /** The bound is on the whole answer: a request's own would end with the answer's head. */
  private HttpResponse<byte[]> answer(HttpRequest request, Duration within)
      throws NodeUnavailableException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new NodeUnavailableException(request.uri() + " did not answer", failure.getCause());
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new NodeUnavailableException(request.uri() + " did not answer in time", late);
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NodeUnavailableException("stopped while " + request.uri() + " was asked", stopped);
    }
  }
}
