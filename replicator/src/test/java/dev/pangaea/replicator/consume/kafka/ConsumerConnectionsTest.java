package dev.pangaea.replicator.consume.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.replicator.consume.SourceReader;
import org.junit.jupiter.api.Test;

class ConsumerConnectionsTest {
  private final ConsumerConnections connections = new ConsumerConnections();

  private static ConsumerCounts counts(long open, long opened, long answers) {
    return new ConsumerCounts(open, opened, 0, answers);
  }

  private long reopened(long open, long opened) {
    return connections.now(counts(open, opened, 0)).reopened();
  }

  @Test
  void thoseThatAConsumerHasAtRestAreNoReconnects() {
    assertThat(reopened(1, 1)).isZero();
    assertThat(reopened(2, 2)).isZero();
  }

  @Test
  void thoseInThePlaceOfOthersAre() {
    reopened(2, 2);
    assertThat(reopened(0, 2)).isZero();
    assertThat(reopened(1, 3)).isEqualTo(1);
    assertThat(reopened(2, 4)).isEqualTo(2);
  }

  @Test
  void noFigureFallsWhereAnotherConsumerGoesOn() {
    connections.now(counts(2, 3, 7));
    connections.replaced(counts(2, 4, 8));

    assertThat(connections.now(counts(0, 0, 0)))
        .isEqualTo(new SourceReader.Connections(0, 2, 1, 8));
    assertThat(connections.now(counts(2, 2, 3)))
        .isEqualTo(new SourceReader.Connections(2, 4, 1, 11));
  }
}
