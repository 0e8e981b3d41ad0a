package dev.pangaea.regionnode.verify.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.verify.EntryPage;
import dev.pangaea.regionnode.verify.Known;
import dev.pangaea.regionnode.verify.RangeReading;
import dev.pangaea.regionnode.verify.RegionTables;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.RegionView;
import dev.pangaea.regionnode.verify.TablePartition;
import dev.pangaea.regionnode.verify.VerifyCodec;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A region as its node's control port shows it. */
public final class HttpRegionView implements RegionView, AutoCloseable {
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final URI node;
  private final HttpClient client = Http1.builder().connectTimeout(CONNECT_WAIT).build();

  /**
   * @param node the address of the control port, such as {@code http://127.0.0.1:8101}
   */
  public HttpRegionView(URI node) {
    this.node = node;
  }

  @Override
  public RegionTables tables() throws RegionUnavailableException {
    return get("tables", "", VerifyCodec::tables);
  }

  @Override
  public Known known(TablePartition partition) throws RegionUnavailableException {
    return get("known", of(partition), VerifyCodec::known);
  }

  @Override
  public List<RangeDigest> digests(TablePartition partition) throws RegionUnavailableException {
    List<RangeDigest> digests = get("digests", of(partition), VerifyCodec::digests);
    if (digests.size() != RangeDigest.RANGES) {
      throw new RegionUnavailableException(node + " has other ranges");
    }
    return digests;
  }

  @Override
  public Optional<RangeReading> read(TablePartition partition, int range)
      throws RegionUnavailableException {
    return get("reading", of(partition) + "&range=" + range, VerifyCodec::reading);
  }

  @Override
  public EntryPage entries(TablePartition partition, int range, Bytes from)
      throws RegionUnavailableException {
    return get("entries", of(partition) + "&range=" + range + "&from=" + from, VerifyCodec::page);
  }

  @Override
  public Optional<Change> state(TablePartition partition, EncodedKey key)
      throws RegionUnavailableException {
    return get("state", of(partition) + "&key=" + key.bytes(), VerifyCodec::state);
  }

  @Override
  public long dropped(TablePartition partition) throws RegionUnavailableException {
    return get("dropped", of(partition), VerifyCodec::dropped);
  }

  @Override
  public DeliveryOutcome takeIn(
      TablePartition partition, RegionName from, long dropped, List<Change> changes)
      throws RegionUnavailableException {
    byte[] body = VerifyCodec.changes(changes).toArray();
    List<DeliveryOutcome> outcomes =
        ask(
            request("states", of(partition) + "&from=" + from + "&dropped=" + dropped)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            DeliveryOutcomeCodec::decode);
    if (outcomes.size() != 1) {
      throw new RegionUnavailableException(node + " answered nonsense");
    }
    return outcomes.getFirst();
  }

  @Override
  public void recount(TablePartition partition, int range) throws RegionUnavailableException {
    ask(
        request("recount", of(partition) + "&range=" + range).POST(BodyPublishers.noBody()).build(),
        nothing -> nothing);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static String of(TablePartition partition) {
    return "?table=%s&partition=%d"
        .formatted(
            URLEncoder.encode(partition.table(), StandardCharsets.UTF_8), partition.partition());
  }

  private HttpRequest.Builder request(String what, String query) {
    return HttpRequest.newBuilder(node.resolve("/verify/" + what + query));
  }

  private <T> T get(String what, String query, Function<Bytes, T> decode)
      throws RegionUnavailableException {
    return ask(request(what, query).GET().build(), decode);
  }

  private <T> T ask(HttpRequest request, Function<Bytes, T> decode)
      throws RegionUnavailableException {
    HttpResponse<byte[]> response = answer(request);
    if (response.statusCode() != OK) {
      throw new RegionUnavailableException(
          "%s answered with status %d: %s"
              .formatted(
                  request.uri(),
                  response.statusCode(),
                  new String(response.body(), StandardCharsets.UTF_8).trim()));
    }
    try {
      return decode.apply(Bytes.owning(response.body()));
    } catch (MalformedBytesException | IllegalArgumentException malformed) {
      throw new RegionUnavailableException(request.uri() + " answered nonsense", malformed);
    }
  }

  /** The bound is on the whole answer: a request's own would end with the answer's head. */
  private HttpResponse<byte[]> answer(HttpRequest request) throws RegionUnavailableException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new RegionUnavailableException(node + " does not answer", failure.getCause());
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new RegionUnavailableException(request.uri() + " did not answer in time", late);
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegionUnavailableException("stopped while " + node + " was asked", stopped);
    }
  }
}
