package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.AnyCredentials;
import dev.pangaea.regionnode.api.FakeRegion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real server on a free port over a region in memory. */
public final class RunningApi implements AutoCloseable {
  final FakeRegion region = new FakeRegion();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final ApiServer server;

  public RunningApi() throws IOException {
    this(defaults());
  }

  RunningApi(ApiServerSettings settings) throws IOException {
    this.server =
        ApiServer.start(
            vertx,
            settings,
            region.operations,
            new AnyCredentials(),
            metrics,
            new SplittableRandom(1));
  }

  static ApiServerSettings defaults() {
    return ApiServerSettings.of("127.0.0.1", 0);
  }

  /** How many requests to an operation have been answered with success. */
  long successes(String operation) {
    return metrics
        .get("pangaea.api.request")
        .tags("operation", operation, "outcome", "success")
        .timer()
        .count();
  }

  /** A figure once it has stood still for a while. */
  static long settled(LongSupplier figure) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    long last = figure.getAsLong();
    long since = System.nanoTime();
    while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(500)) {
      long now = figure.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      if (since > deadline) {
        throw new AssertionError("never stands still");
      }
      Thread.onSpinWait();
    }
    return last;
  }

  public int port() {
    return server.port();
  }

  ApiServer server() {
    return server;
  }

  DynamoDbClient client() {
    return SdkClients.at(URI.create("http://127.0.0.1:" + port()), DynamoDbClient.builder())
        .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
      vertx.close().await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException(late);
    } finally {
      region.close();
    }
  }
}
