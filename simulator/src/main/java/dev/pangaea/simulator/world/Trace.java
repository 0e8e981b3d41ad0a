package dev.pangaea.simulator.world;

import java.util.function.Supplier;

/** Hears what happens, one line each. */
@FunctionalInterface
public interface Trace {
  Trace NONE = (nanos, line) -> {};

  /**
   * @param nanos since the world began
   * @param line only asked for if somebody reads it
   */
  void say(long nanos, Supplier<String> line);
}
