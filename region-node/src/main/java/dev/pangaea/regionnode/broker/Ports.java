package dev.pangaea.regionnode.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses and checks the ports of a broker before it starts: Kafka ends the process when its
 * controller's port is taken, and waits for ever when that is 0.
 */
final class Ports {
  private Ports() {}

  /** The same settings with every port decided, all of them free a moment ago. */
  static BrokerSettings decide(BrokerSettings wanted) throws BrokerFailedException {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      BrokerListener local = decide(wanted.local(), probes);
      List<BrokerListener> peers = new ArrayList<>();
      for (BrokerListener peer : wanted.peers()) {
        peers.add(decide(peer, probes));
      }
      int controllerPort = probe(BrokerSettings.CONTROLLER_HOST, wanted.controllerPort(), probes);
      return new BrokerSettings(wanted.folder(), local, peers, controllerPort, wanted.durable());
    } finally {
      probes.forEach(Ports::close);
    }
  }

  private static BrokerListener decide(BrokerListener listener, List<ServerSocket> probes)
      throws BrokerFailedException {
    return listener.boundAt(probe(listener.bindHost(), listener.bindPort(), probes));
  }

  private static int probe(String host, int port, List<ServerSocket> probes)
      throws BrokerFailedException {
    try {
      ServerSocket probe = new ServerSocket();
      probes.add(probe);
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return probe.getLocalPort();
    } catch (IOException failure) {
      throw new BrokerFailedException(
          "Kafka cannot listen on %s:%d: %s.".formatted(host, port, failure.getMessage()), failure);
    }
  }

  private static void close(ServerSocket probe) {
    try {
      probe.close();
    } catch (IOException ignored) {
      // It was bound for a moment only; the broker says so if it cannot bind it now.
    }
  }
}
