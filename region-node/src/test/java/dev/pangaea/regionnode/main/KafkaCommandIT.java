package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCommandIT {
  private static final int SIGTERM_STATUS = 128 + 15;

  @TempDir private Path folder;

  @Test
  void saysOnceThatItIsReadyAndStopsWhenTold() throws Exception {
    try (BrokerProcess broker =
        BrokerProcess.start(
            folder, "--port", "0", "--peer", "eu-west-1=127.0.0.1:0@localhost:19092")) {
      assertThat(broker.line())
          .startsWith("kafka is ready: LOCAL on 127.0.0.1:")
          .contains("PEER-EU-WEST-1 on 127.0.0.1:")
          .endsWith(" as localhost:19092");
      broker.process().toHandle().destroy();
      assertThat(broker.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(broker.process().exitValue()).isEqualTo(SIGTERM_STATUS);
      assertThat(broker.line()).isNull();
    }
  }

  @Test
  void saysWhichPortIsTakenAndEnds() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        BrokerProcess broker =
            BrokerProcess.start(folder, "--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(broker.process().errorReader().readLine())
          .isEqualTo(
              "Kafka cannot listen on 127.0.0.1:%d: Address already in use."
                  .formatted(taken.getLocalPort()));
      assertThat(broker.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(broker.process().exitValue()).isEqualTo(1);
    }
  }
}
