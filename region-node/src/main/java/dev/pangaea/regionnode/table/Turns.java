package dev.pangaea.regionnode.table;

import java.time.Duration;

/**
 * Does what it is handed, one thing after the other; each may block. Any thread may hand something
 * over, which does not block; once it is closed nothing more is done.
 */
public interface Turns extends AutoCloseable {
  /** Does it after all that was handed over before. */
  void take(Runnable work);

  /** Does it as {@link #take} does, once some time has passed. */
  void takeAfter(Duration pause, Runnable work);

  /** A clock that never goes back. */
  long nanos();

  /** What is under way is interrupted. */
  @Override
  void close();
}
