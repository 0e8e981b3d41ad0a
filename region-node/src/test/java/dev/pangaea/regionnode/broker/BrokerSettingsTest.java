package dev.pangaea.regionnode.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
  @Test
  void givesEachListenerItsOwnAddress() {
    BrokerSettings settings =
        new BrokerSettings(
                Path.of("data"),
                BrokerListener.local("0.0.0.0", 9092, "kafka"),
                List.of(),
                9,
                false)
            .withPeer(BrokerListener.peer("eu-west-1", "0.0.0.0", 9093, "link", 19093));
    Properties properties = BrokerProperties.of(settings);
    assertThat(properties)
        .containsEntry(
            "listeners",
            "LOCAL://0.0.0.0:9092,PEER-EU-WEST-1://0.0.0.0:9093,CONTROLLER://127.0.0.1:9")
        .containsEntry("inter.broker.listener.name", "LOCAL")
        .doesNotContainKey("log.flush.interval.messages");
    assertThat(properties.getProperty("advertised.listeners"))
        .contains("PEER-EU-WEST-1://link:19093");
  }

  @Test
  void choosesFreePortsAndHoldsThem() throws Exception {
    try (HeldPorts held = new HeldPorts()) {
      BrokerSettings decided =
          Ports.decide(
              BrokerSettings.at(Path.of("data"))
                  .withPeer(BrokerListener.peer("eu-west-1", "127.0.0.1", 0, "link", 7)),
              held);
      assertThat(decided.local().bindPort()).isEqualTo(decided.local().advertisedPort());
      assertThat(decided.peers().getFirst().advertised()).isEqualTo("link:7");
      List<Integer> ports =
          List.of(
              decided.controllerPort(),
              decided.local().bindPort(),
              decided.peers().getFirst().bindPort());
      assertThat(ports).doesNotHaveDuplicates().doesNotContain(0);
      for (int port : ports) {
        assertThatThrownBy(
                () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close())
            .isInstanceOf(BindException.class);
      }
    }
  }

  @Test
  void holdsAPortOnce() throws Exception {
    try (HeldPorts held = new HeldPorts()) {
      int port = held.hold("127.0.0.1", 0);
      assertThat(held.hold("127.0.0.1", port)).isEqualTo(port);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerListener local = BrokerListener.local("127.0.0.1", taken.getLocalPort(), "127.0.0.1");
      BrokerSettings settings = new BrokerSettings(Path.of("data"), local, List.of(), 0, false);
      assertThatThrownBy(() -> Ports.decide(settings, new HeldPorts()))
          .isInstanceOf(BrokerFailedException.class)
          .hasMessage(
              "Kafka cannot listen on 127.0.0.1:%d: Address already in use.", taken.getLocalPort());
    }
  }

  @Test
  void refusesTwoListenersOfOneName() {
    BrokerListener peer = BrokerListener.peer("eu-west-1", "127.0.0.1", 0, "link", 7);
    BrokerSettings settings = BrokerSettings.at(Path.of("data")).withPeer(peer);
    assertThatThrownBy(() -> settings.withPeer(peer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PEER-EU-WEST-1");
  }
}
