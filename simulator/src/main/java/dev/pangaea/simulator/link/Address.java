package dev.pangaea.simulator.link;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Host and port as people write them: {@code localhost:8474}, {@code [::1]:80}, {@code :0} for
 * every interface.
 */
public record Address(String host, int port) {
  private static final int PORT_MAX = 65_535;

  public Address {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("address " + text + ": missing port in address");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("address " + text + ": too many colons in address");
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return new Address(bracketed ? host.substring(1, host.length() - 1) : host, port);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("address " + text + ": invalid port", notANumber);
    }
  }

  public static Address loopback(int port) {
    return new Address("127.0.0.1", port);
  }

  /** Where a listener asked for this address came to listen. */
  Address bound(InetSocketAddress local) {
    if (local.getAddress().isAnyLocalAddress()) {
      return new Address(host.isEmpty() ? "::" : host, local.getPort());
    }
    boolean scoped = local.getAddress() instanceof Inet6Address;
    String literal = local.getAddress().getHostAddress();
    return new Address(scoped ? literal.replaceFirst("%.*", "") : literal, local.getPort());
  }

  /** To listen on: no host is every interface. */
  InetSocketAddress listening() {
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  /** To connect to: the name is looked up for each connection anew. */
  InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
