package dev.pangaea.regionnode.broker;

import java.util.ArrayList;
import java.util.List;

/** Chooses the ports that a broker's settings leave open, and checks the others. */
final class Ports {
  private Ports() {}

  /** The same settings with every port decided, all of them held. */
  static BrokerSettings decide(BrokerSettings wanted, HeldPorts held) throws BrokerFailedException {
    BrokerListener local = decide(wanted.local(), held);
    List<BrokerListener> peers = new ArrayList<>();
    for (BrokerListener peer : wanted.peers()) {
      peers.add(decide(peer, held));
    }
    int controllerPort = held.hold(BrokerSettings.CONTROLLER_HOST, wanted.controllerPort());
    return new BrokerSettings(wanted.folder(), local, peers, controllerPort, wanted.durable());
  }

  private static BrokerListener decide(BrokerListener listener, HeldPorts held)
      throws BrokerFailedException {
    return listener.boundAt(held.hold(listener.bindHost(), listener.bindPort()));
  }
}
