package dev.pangaea.regionnode.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir private Path folder;

  @Test
  void keepsItsDataThoughItsPortsChange() throws Exception {
    String first;
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.at(folder))) {
      first = broker.bootstrap();
      createTopic(broker.bootstrap(), "kept");
    }
    try (ServerSocket blocker = blocker(first);
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.at(folder))) {
      assertThat(blocker.isBound()).isTrue();
      assertThat(broker.bootstrap()).isNotEqualTo(first);
      assertThat(topics(broker.bootstrap())).contains("kept");
    }
  }

  @Test
  void runsTwoInOneProcess() throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.start(BrokerSettings.at(folder.resolve("one")));
        EmbeddedBroker two = EmbeddedBroker.start(BrokerSettings.at(folder.resolve("two")))) {
      createTopic(one.bootstrap(), "of-one");
      createTopic(two.bootstrap(), "of-two");
      assertThat(topics(one.bootstrap())).containsExactly("of-one");
      assertThat(topics(two.bootstrap())).containsExactly("of-two");
    }
  }

  @Test
  void sendsPeersToTheirLink() throws Exception {
    BrokerListener peer = BrokerListener.peer("eu-west-1", "127.0.0.1", 0, "localhost", 19_999);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.at(folder).withPeer(peer))) {
      createTopic(broker.bootstrap(), "shipped");
      String bound = broker.listeners().getLast().bound();
      assertThat(advertised(bound)).isEqualTo("localhost:19999");
      assertThat(advertised(broker.bootstrap())).isEqualTo(broker.bootstrap());
    }
  }

  @Test
  void refusesATakenControllerPortInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerListener local = BrokerListener.local("127.0.0.1", 0, "127.0.0.1");
      BrokerSettings settings =
          new BrokerSettings(folder, local, List.of(), taken.getLocalPort(), false);
      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(BrokerFailedException.class)
          .hasMessageContaining(":" + taken.getLocalPort() + ": Address already in use.");
    }
  }

  @Test
  void refusesAFolderThatAnotherBrokerUses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.at(folder))) {
      assertThat(broker.bootstrap()).isNotBlank();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.at(folder)))
          .isInstanceOf(BrokerFailedException.class)
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void refusesAFolderOfOtherData() throws Exception {
    Files.createDirectories(folder.resolve("photos"));
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.at(folder)))
        .isInstanceOf(BrokerFailedException.class)
        .hasMessageContaining("holds other data");
  }

  private static ServerSocket blocker(String address) throws Exception {
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    ServerSocket blocker = new ServerSocket();
    blocker.setReuseAddress(true);
    blocker.bind(new InetSocketAddress("127.0.0.1", port));
    return blocker;
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  private static void createTopic(String bootstrap, String name) throws Exception {
    try (Admin admin = admin(bootstrap)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static Set<String> topics(String bootstrap) throws Exception {
    try (Admin admin = admin(bootstrap)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  /** Where a client that comes in at an address is sent for the topic's records. */
  private static String advertised(String bootstrap) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> client = new KafkaConsumer<>(settings, bytes, bytes)) {
      Node leader = client.partitionsFor("shipped").getFirst().leader();
      return leader.host() + ":" + leader.port();
    }
  }
}
