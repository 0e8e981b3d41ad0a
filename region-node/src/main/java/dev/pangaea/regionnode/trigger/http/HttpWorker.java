package dev.pangaea.regionnode.trigger.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.trigger.Worker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Calls workers over HTTP/1.1. It follows no redirect, keeps no cookie, knows no proxy or password,
 * and reads no more of an answer than its bound.
 *
 * <p>A connection that is used again may be one that the worker is just closing, being idle for
 * long: it ends without a byte of an answer, though nobody saw the call. Such a call is made once
 * more, at once and over a connection of its own, and what comes of that counts. That it was not
 * the worker that failed is not certain, so if nobody can be connected to then, it was reached.
 */
public final class HttpWorker implements Worker {
  public static final String TRIGGER_HEADER = "x-pangaea-trigger";
  public static final String TRIGGER_ID_HEADER = "x-pangaea-trigger-id";
  public static final String SHARD_HEADER = "x-pangaea-shard";
  public static final String ATTEMPT_HEADER = "x-pangaea-attempt";
  static final int ANSWER_BYTES_MAX = 1 << 20;

  private static final Duration CONNECT_WAIT = Duration.ofSeconds(5);

  /**
   * The client's own timeout comes first: it knows whether there was a connection, but not of
   * bodies.
   */
  private static final long BODY_MILLIS = 250;

  /** How the client says it of a connection, whether new or used before. */
  private static final String NO_BYTES = "HTTP/1.1 header parser received no bytes";

  private static final int THREADS = 4;
  private static final byte[] BEFORE = "{\"Records\":[".getBytes(US_ASCII);
  private static final byte[] BETWEEN = ",".getBytes(US_ASCII);
  private static final byte[] AFTER = "]}".getBytes(US_ASCII);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("trigger-calls-", 0).factory());
  private final HttpClient client = client();

  /** Who has answered, so that a connection may be kept. */
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  @Override
  public void call(Call call, Consumer<Answer> listener) {
    HttpRequest request;
    CompletableFuture<HttpResponse<BoundedBody.Read>> exchange;
    try {
      request = request(call);
      exchange = send(client, request);
    } catch (IllegalArgumentException | IllegalStateException impossible) {
      listener.accept(new Answer.None("cannot be called: " + impossible.getMessage(), false));
      return;
    }
    AtomicReference<HttpClient> afresh = new AtomicReference<>();
    exchange
        .copy()
        .exceptionallyCompose(
            failure ->
                mayBeStale(request, failure)
                    ? again(request, failure, afresh)
                    : CompletableFuture.failedFuture(failure))
        .orTimeout(call.timeoutMillis() + BODY_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete(
            (response, failure) -> {
              if (failure == null) {
                answered.add(request.uri().getAuthority());
              } else {
                exchange.cancel(true);
              }
              Optional.ofNullable(afresh.get()).ifPresent(HttpClient::shutdownNow);
              listener.accept(failure == null ? answer(response) : none(failure));
            });
  }

  /** Whether the connection may have been used before, and has brought nothing. */
  private boolean mayBeStale(HttpRequest request, Throwable failure) {
    return answered.contains(request.uri().getAuthority())
        && cause(failure) instanceof IOException dropped
        && NO_BYTES.equals(dropped.getMessage());
  }

  private CompletableFuture<HttpResponse<BoundedBody.Read>> again(
      HttpRequest request, Throwable before, AtomicReference<HttpClient> afresh) {
    HttpClient unused = client();
    afresh.set(unused);
    return send(unused, request)
        .copy()
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(none(failure).reached() ? failure : before));
  }

  private static CompletableFuture<HttpResponse<BoundedBody.Read>> send(
      HttpClient client, HttpRequest request) {
    return client.sendAsync(request, head -> new BoundedBody(ANSWER_BYTES_MAX));
  }

  private HttpClient client() {
    return Http1.builder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(CONNECT_WAIT)
        .executor(threads)
        .build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private static HttpRequest request(Call call) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(BEFORE);
    for (Bytes record : call.records()) {
      if (parts.size() > 1) {
        parts.add(BETWEEN);
      }
      parts.add(record.shared());
    }
    parts.add(AFTER);
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(body::writeBytes);
    return HttpRequest.newBuilder(call.url())
        .timeout(Duration.ofMillis(call.timeoutMillis()))
        .header("Content-Type", "application/json")
        .header(TRIGGER_HEADER, call.trigger())
        .header(TRIGGER_ID_HEADER, call.triggerId())
        .header(SHARD_HEADER, call.shard())
        .header(ATTEMPT_HEADER, Integer.toString(call.attempt()))
        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }

  private static Answer answer(HttpResponse<BoundedBody.Read> response) {
    return switch (response.body()) {
      case BoundedBody.Read.Whole(Bytes body) -> new Answer.Replied(response.statusCode(), body);
      case BoundedBody.Read.TooLong() ->
          new Answer.None("an answer of more than " + ANSWER_BYTES_MAX + " bytes", true);
    };
  }

  private static Answer.None none(Throwable failure) {
    return switch (cause(failure)) {
      case TimeoutException late -> new Answer.None("no answer in time", true);
      case HttpConnectTimeoutException away -> new Answer.None("no connection in time", false);
      case HttpTimeoutException late -> new Answer.None("no answer in time", true);
      case ConnectException away -> new Answer.None("no connection", false);
      case null, default -> new Answer.None(String.valueOf(cause(failure)), true);
    };
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
