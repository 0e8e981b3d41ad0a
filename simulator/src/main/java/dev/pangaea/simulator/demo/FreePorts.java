package dev.pangaea.simulator.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks ports of this machine before anything is started on them. */
final class FreePorts {
  private FreePorts() {}

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
