package dev.pangaea.simulator.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server behind a link: a test takes the connections that reach it, and speaks for it. */
public final class Upstream implements AutoCloseable {
  private static final int BACKLOG = 1000;
  private static final int WAIT_SECONDS = 20;

  private final ServerSocket listener;
  private final LinkedBlockingQueue<Socket> reached = new LinkedBlockingQueue<>();

  public Upstream() throws IOException {
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::acceptAll);
  }

  public Address address() {
    return Address.loopback(listener.getLocalPort());
  }

  /** The next connection to reach the server. */
  public Socket next() throws InterruptedException {
    return Optional.ofNullable(reached.poll(WAIT_SECONDS, TimeUnit.SECONDS)).orElseThrow();
  }

  public boolean untouched() {
    return reached.isEmpty();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket accepted = listener.accept();
        accepted.setTcpNoDelay(true);
        reached.add(accepted);
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }
}
