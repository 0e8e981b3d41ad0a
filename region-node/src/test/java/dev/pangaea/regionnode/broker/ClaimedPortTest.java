package dev.pangaea.regionnode.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimedPortTest {
  @Test
  void isGivenOnceAndIsFreeToListenOn() throws Exception {
    Set<Integer> given = new HashSet<>();
    for (int count = 0; count < 100; count++) {
      int port = ClaimedPort.next();
      assertThat(given.add(port)).as("first time for %d", port).isTrue();
      try (ServerSocket server = new ServerSocket()) {
        server.bind(new InetSocketAddress("127.0.0.1", port));
      }
    }
  }

  @Test
  void isClaimedBeforeOtherProcesses() throws Exception {
    int port = ClaimedPort.next();
    assertThatThrownBy(() -> new DatagramSocket(port, InetAddress.getLoopbackAddress()).close())
        .isInstanceOf(BindException.class);
  }
}
