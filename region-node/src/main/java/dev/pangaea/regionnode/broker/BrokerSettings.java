package dev.pangaea.regionnode.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A broker of one region.
 *
 * @param folder all its data; a broker that starts on it again has them, on whatever ports
 * @param local the listener for the region's own processes
 * @param peers a listener for each other region
 * @param controllerPort on the loopback address; 0 for any free one
 * @param durable whether a record is on the disk before it is confirmed, so that it survives a
 *     power cut and not only a killed process
 */
public record BrokerSettings(
    Path folder,
    BrokerListener local,
    List<BrokerListener> peers,
    int controllerPort,
    boolean durable) {
  static final String CONTROLLER = "CONTROLLER";
  static final String CONTROLLER_HOST = "127.0.0.1";

  public BrokerSettings {
    peers = List.copyOf(peers);
    List<String> names =
        Stream.concat(Stream.of(CONTROLLER, local.name()), peers.stream().map(BrokerListener::name))
            .toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("two listeners of one name: " + names);
    }
  }

  /** A broker for processes on this machine, on free ports. */
  public static BrokerSettings at(Path folder) {
    BrokerListener local = BrokerListener.local("127.0.0.1", 0, "127.0.0.1");
    return new BrokerSettings(folder, local, List.of(), 0, false);
  }

  public BrokerSettings withPeer(BrokerListener peer) {
    List<BrokerListener> more = new ArrayList<>(peers);
    more.add(peer);
    return new BrokerSettings(folder, local, more, controllerPort, durable);
  }

  List<BrokerListener> listeners() {
    return Stream.concat(Stream.of(local), peers.stream()).toList();
  }
}
