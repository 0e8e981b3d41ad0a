package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsumerConnectionsTest {
  private final ConsumerConnections connections = new ConsumerConnections();

  @Test
  void thoseThatAConsumerHasAtRestAreNoReconnects() {
    assertThat(connections.now(1, 1, 0).reopened()).isZero();
    assertThat(connections.now(2, 2, 0).reopened()).isZero();
  }

  @Test
  void thoseInThePlaceOfOthersAre() {
    connections.now(2, 2, 0);
    assertThat(connections.now(0, 2, 0).reopened()).isZero();
    assertThat(connections.now(1, 3, 0).reopened()).isEqualTo(1);
    assertThat(connections.now(2, 4, 0).reopened()).isEqualTo(2);
  }
}
