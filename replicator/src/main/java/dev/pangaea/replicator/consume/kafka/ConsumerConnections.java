package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.SourceReader.Connections;

/**
 * How connections fare, from what consumers of Kafka's count, one after the other. A consumer has
 * several at rest, so those that were opened beyond the most that were open at once took the place
 * of others; so do all of a consumer that took the place of another. Confined to one thread.
 */
final class ConsumerConnections {
  private long mostOpen;
  private long openedBefore;
  private long answersBefore;

  Connections now(ConsumerCounts counts) {
    mostOpen = Math.max(mostOpen, counts.open());
    return new Connections(
        counts.open(),
        Math.max(0, openedBefore + counts.opened() - mostOpen),
        1,
        answersBefore + counts.answers());
  }

  /** Another consumer goes on, which counts from zero. */
  void replaced(ConsumerCounts last) {
    mostOpen = Math.max(mostOpen, last.open());
    openedBefore += last.opened();
    answersBefore += last.answers();
  }
}
