package dev.pangaea.regionnode.api.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a port that was served can be served again: the acceptor gives its socket back a
 * little later than the server says that it is closed.
 */
final class ClosedPort {
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private ClosedPort() {}

  static void await(String host, int port) {
    long start = System.nanoTime();
    while (!free(host, port) && System.nanoTime() - start < WAIT_MAX.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean free(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
