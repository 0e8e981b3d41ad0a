package dev.pangaea.simulator.link.scenario;

/** The time that scenarios run by. */
interface ScenarioClock extends AutoCloseable {
  /** Never goes back. */
  long nanos();

  long wallMillis();

  /** Has an action run once that time has passed, on another thread than the caller's. */
  void after(long nanos, Runnable action);

  /** Nothing is run any more. */
  @Override
  void close();
}
