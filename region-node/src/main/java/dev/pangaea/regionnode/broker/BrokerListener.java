package dev.pangaea.regionnode.broker;

import java.util.Locale;

/**
 * A port of a broker and what it tells clients that come in there: a client that bootstraps at a
 * listener opens all its connections to the advertised address.
 *
 * @param bindPort 0 for any free one
 * @param advertisedPort 0 for the port bound
 */
public record BrokerListener(
    String name, String bindHost, int bindPort, String advertisedHost, int advertisedPort) {
  public static final String LOCAL = "LOCAL";

  public BrokerListener {
    name = name.toUpperCase(Locale.ROOT);
    if (!name.matches("[A-Z0-9-]{1,80}")) {
      throw new IllegalArgumentException(
          "a listener's name has 1 to 80 letters, digits and hyphens: '" + name + "'");
    }
    checkPort(bindPort);
    checkPort(advertisedPort);
  }

  /** The listener for processes beside the broker. */
  public static BrokerListener local(String bindHost, int port, String advertisedHost) {
    return new BrokerListener(LOCAL, bindHost, port, advertisedHost, 0);
  }

  /**
   * The listener for another region's replicators, which reach it through a link.
   *
   * @param region the other region
   */
  public static BrokerListener peer(
      String region, String bindHost, int bindPort, String linkHost, int linkPort) {
    return new BrokerListener("PEER-" + region, bindHost, bindPort, linkHost, linkPort);
  }

  /** Where it listens, as {@code host:port}. */
  public String bound() {
    return bindHost + ":" + bindPort;
  }

  /** Where clients are told to go, as {@code host:port}. */
  public String advertised() {
    return advertisedHost + ":" + advertisedPort;
  }

  BrokerListener boundAt(int port) {
    return new BrokerListener(
        name, bindHost, port, advertisedHost, advertisedPort == 0 ? port : advertisedPort);
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }
}
