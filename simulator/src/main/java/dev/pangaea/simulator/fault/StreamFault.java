package dev.pangaea.simulator.fault;

/** A fault of one stream of a connection: the vocabulary of Toxiproxy's toxics. */
public sealed interface StreamFault extends Fault {

  /**
   * Every byte arrives {@code latencyMillis} later, give or take {@code jitterMillis}, in order.
   */
  record Latency(long latencyMillis, long jitterMillis) implements StreamFault {
    public Latency {
      require(latencyMillis >= 0, "latency must not be negative");
      require(jitterMillis >= 0, "jitter must not be negative");
    }
  }

  /** No more than {@code bytesPerSecond} per connection; 0 lets nothing pass, and loses nothing. */
  record Bandwidth(long bytesPerSecond) implements StreamFault {
    public Bandwidth {
      require(bytesPerSecond >= 0, "rate must not be negative");
    }
  }

  /** The end of the stream arrives {@code delayMillis} later; bytes are not delayed. */
  record SlowClose(long delayMillis) implements StreamFault {
    public SlowClose {
      require(delayMillis >= 0, "delay must not be negative");
    }
  }

  /**
   * Bytes are lost, and the connection is closed after {@code timeoutMillis}; 0 never closes it.
   */
  record Timeout(long timeoutMillis) implements StreamFault {
    public Timeout {
      require(timeoutMillis >= 0, "timeout must not be negative");
    }
  }

  /**
   * The connection is reset {@code timeoutMillis} after the first bytes; bytes are lost from then
   * on.
   */
  record ResetPeer(long timeoutMillis) implements StreamFault {
    public ResetPeer {
      require(timeoutMillis >= 0, "timeout must not be negative");
    }
  }

  /** Bytes arrive in slices of about {@code averageBytes}, {@code delayMicros} apart. */
  record Slicer(int averageBytes, int variationBytes, long delayMicros) implements StreamFault {
    public Slicer {
      require(averageBytes > 0, "average_size must be positive");
      require(variationBytes >= 0, "size_variation must not be negative");
      require(variationBytes < averageBytes, "size_variation must be less than average_size");
      require(delayMicros >= 0, "delay must not be negative");
    }
  }

  /** The connection is closed once {@code bytes} have passed. */
  record LimitData(long bytes) implements StreamFault {
    public LimitData {
      require(bytes >= 0, "bytes must not be negative");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
