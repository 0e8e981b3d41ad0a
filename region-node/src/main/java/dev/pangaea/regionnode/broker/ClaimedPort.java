package dev.pangaea.regionnode.broker;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that is started later, in another process, or more than once: one that stays
 * free while nobody listens. It lies below those that systems give away by themselves, and the
 * datagram socket of the same number tells other claimants to leave it alone for as long as this
 * process lives.
 */
public final class ClaimedPort {
  private static final int FIRST = 12_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  private static final Queue<DatagramSocket> CLAIMS = new ConcurrentLinkedQueue<>();

  private ClaimedPort() {}

  /** One that nobody else has, and that none gets who asks for any port. */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (claim(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from %d to %d is free".formatted(FIRST, END - 1));
  }

  private static boolean claim(int port) {
    DatagramSocket claim;
    try {
      claim = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    } catch (SocketException taken) {
      return false;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
      CLAIMS.add(claim);
      return true;
    } catch (IOException taken) {
      claim.close();
      return false;
    }
  }
}
