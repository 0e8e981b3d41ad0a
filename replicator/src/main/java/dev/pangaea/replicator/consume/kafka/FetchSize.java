package dev.pangaea.replicator.consume.kafka;

import java.time.Duration;
import java.util.Optional;

/**
 * How much the answer to a fetch may bring, and how long it may take: an answer that takes longer
 * is lost with its connection, whatever has come of it. Whatever the bound, an answer brings at
 * least one whole batch of the log, which can have megabytes; so the smaller the size, the more
 * time it has in proportion.
 */
enum FetchSize {
  LARGE(16 << 20, 2 << 20, Duration.ofSeconds(10)),
  MEDIUM(2 << 20, 2 << 20, Duration.ofSeconds(20)),
  SMALL(256 << 10, 256 << 10, Duration.ofSeconds(60)),
  LEAST(64 << 10, 64 << 10, Duration.ofMinutes(5));

  private final int bytesMax;
  private final int partitionBytesMax;
  private final Duration timeout;

  FetchSize(int bytesMax, int partitionBytesMax, Duration timeout) {
    this.bytesMax = bytesMax;
    this.partitionBytesMax = partitionBytesMax;
    this.timeout = timeout;
  }

  int bytesMax() {
    return bytesMax;
  }

  int partitionBytesMax() {
    return partitionBytesMax;
  }

  Duration timeout() {
    return timeout;
  }

  /** Whether so much comes well within the time: at half of the speed it would still do. */
  boolean suits(double bytesPerSecond) {
    return bytesMax <= bytesPerSecond * timeout.toSeconds() / 2;
  }

  Optional<FetchSize> larger() {
    return ordinal() == 0 ? Optional.empty() : Optional.of(values()[ordinal() - 1]);
  }

  /** The largest of the smaller ones that suits; the least if none does. */
  FetchSize smallerFor(double bytesPerSecond) {
    for (FetchSize size : values()) {
      if (size.ordinal() > ordinal() && size.suits(bytesPerSecond)) {
        return size;
      }
    }
    return LEAST;
  }
}
