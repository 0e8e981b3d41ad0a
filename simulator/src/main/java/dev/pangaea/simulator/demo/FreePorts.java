package dev.pangaea.simulator.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds and checks ports of this machine before anything is started on them. */
final class FreePorts {
  private FreePorts() {}

  /** Ports that were free a moment ago, all different. */
  static List<Integer> some(int count) throws IOException {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int index = 0; index < count; index++) {
        ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(DemoSettings.HOST));
        probes.add(probe);
        ports.add(probe.getLocalPort());
      }
      return ports;
    } finally {
      for (ServerSocket probe : probes) {
        probe.close();
      }
    }
  }

  /** Throws an exception whose message is one clear sentence if somebody has the port. */
  static void check(String purpose, int port) throws PortTakenException {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(DemoSettings.HOST, port));
    } catch (IOException taken) {
      throw new PortTakenException(purpose, port, taken);
    }
  }
}
