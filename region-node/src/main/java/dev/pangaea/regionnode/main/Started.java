package dev.pangaea.regionnode.main;

import java.util.ArrayDeque;
import java.util.Deque;

/** The parts that are up so far, to be closed in reverse if the rest cannot be started. */
final class Started {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <P extends AutoCloseable> P and(P part) {
    parts.push(part);
    return part;
  }

  /** What goes wrong while they are closed is told with what went wrong before. */
  void closeAfter(Throwable failure) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Throwable another) {
        failure.addSuppressed(another);
      }
    }
  }
}
