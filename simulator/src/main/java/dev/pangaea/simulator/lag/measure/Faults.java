package dev.pangaea.simulator.lag.measure;

import dev.pangaea.simulator.lag.report.Mark;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What is done to links during a measurement. Confined to one thread, but for {@link #stop}; calls
 * may block.
 */
public interface Faults {
  /**
   * How long it will take. Does nothing to links.
   *
   * @throws IOException if it could not begin; the message is for a person
   */
  Duration length() throws IOException, InterruptedException;

  /**
   * Begins, and tells how long it takes.
   *
   * @throws IOException if it cannot begin; the message is for a person
   */
  Duration begin() throws IOException, InterruptedException;

  /**
   * What was done since the last call, with times from the begin on.
   *
   * @throws IOException if something could not be done
   */
  List<Mark> news() throws IOException, InterruptedException;

  /** Ends it early if it has begun; links that were cut or slowed stay so. */
  void stop() throws IOException, InterruptedException;

  /** Nothing for so long. */
  static Faults none(Duration length) {
    return new Faults() {
      @Override
      public Duration length() {
        return length;
      }

      @Override
      public Duration begin() {
        return length;
      }

      @Override
      public List<Mark> news() {
        return List.of();
      }

      @Override
      public void stop() {}
    };
  }
}
