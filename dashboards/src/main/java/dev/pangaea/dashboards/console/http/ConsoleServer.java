package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * The console, as it runs: looks at regions once a second, and serves the page that shows them.
 * Whoever reaches its port may do what it can, so it belongs on the loopback interface or a closed
 * network.
 */
public final class ConsoleServer implements AutoCloseable {
  private final Vertx vertx;
  private final String deployment;
  private final ConsoleLoop loop;

  private ConsoleServer(Vertx vertx, String deployment, ConsoleLoop loop) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.loop = loop;
  }

  /** Starts it, and waits until it listens: not to be called on an event loop. */
  public static ConsoleServer start(Vertx vertx, ConsoleSettings settings, Load load)
      throws IOException {
    ConsoleLoop loop = new ConsoleLoop(settings, load);
    try {
      String deployment =
          vertx.deployVerticle(loop).toCompletionStage().toCompletableFuture().join();
      return new ConsoleServer(vertx, deployment, loop);
    } catch (CompletionException failed) {
      throw new IOException(
          "the console cannot listen on "
              + settings.bind()
              + ":"
              + settings.port()
              + ": "
              + failed.getCause().getMessage(),
          failed.getCause());
    }
  }

  public int port() {
    return loop.port();
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }
}
