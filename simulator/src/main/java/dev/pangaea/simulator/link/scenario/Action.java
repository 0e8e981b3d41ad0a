package dev.pangaea.simulator.link.scenario;

import java.util.Optional;
import java.util.OptionalLong;

/** What a step of a script does to links. */
public sealed interface Action {
  /** All takes so long on the way, give or take the jitter; 0 of both takes it away. */
  record Latency(Between between, long millis, long jitterMillis) implements Action {}

  /** No more than so many bytes a second; empty takes the bound away. */
  record Bandwidth(Between between, OptionalLong bytesPerSecond) implements Action {}

  /** What is sent is held, until healed. */
  record Partition(Between between) implements Action {}

  /** Ends partitions and flapping, between two regions or everywhere. */
  record Heal(Optional<Between> between) implements Action {}

  /** Cut for the first half of each period and whole for the second, for so long. */
  record Flap(Between between, long everyMillis, long forMillis) implements Action {}

  /** Open connections are reset; new ones are let through. */
  record Disconnect(Between between) implements Action {}

  /** No fault at all, anywhere. */
  record Reset() implements Action {}

  /** How long it goes on by itself. */
  default long lastsMillis() {
    return switch (this) {
      case Flap flap -> flap.forMillis();
      case Latency _, Bandwidth _, Partition _, Heal _, Disconnect _, Reset _ -> 0;
    };
  }
}
