package dev.pangaea.simulator.lag;

import java.util.Optional;

/** What a process said of itself, or why it did not. */
public sealed interface Answer<T> {
  record Told<T>(T what) implements Answer<T> {}

  record Silent<T>(String reason) implements Answer<T> {}

  default Optional<T> told() {
    return switch (this) {
      case Told<T>(T what) -> Optional.of(what);
      case Silent<T>(String _) -> Optional.empty();
    };
  }
}
