package dev.pangaea.simulator.fault;

/**
 * What travels down one stream: some bytes, or the way the stream ends, with the instant at which
 * it leaves. Segments of a stream keep their order; an instant of {@link #NEVER} waits until the
 * faults change.
 */
public sealed interface Segment {
  long NEVER = Long.MAX_VALUE;

  long atNanos();

  Segment at(long nanos);

  record Data(int bytes, long atNanos) implements Segment {
    @Override
    public Data at(long nanos) {
      return new Data(bytes, nanos);
    }
  }

  /** Bytes that a fault swallowed. */
  record Lost(int bytes, long atNanos) implements Segment {
    @Override
    public Lost at(long nanos) {
      return new Lost(bytes, nanos);
    }
  }

  /** The sender will send no more; the other direction goes on. */
  record End(long atNanos) implements Segment {
    @Override
    public End at(long nanos) {
      return new End(nanos);
    }
  }

  /** The sender is gone at once: the connection is reset. */
  record Reset(long atNanos) implements Segment {
    @Override
    public Reset at(long nanos) {
      return new Reset(nanos);
    }
  }

  /** A fault closes the connection, both ways. */
  record Close(long atNanos) implements Segment {
    @Override
    public Close at(long nanos) {
      return new Close(nanos);
    }
  }
}
