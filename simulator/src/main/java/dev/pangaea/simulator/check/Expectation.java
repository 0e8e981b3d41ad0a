package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.Optional;

/** What a client expects of the item that its operation meets: the operation's condition. */
public sealed interface Expectation {
  boolean holds(Optional<EncodedItem> before);

  /** As the end of a sentence. */
  default String words() {
    return switch (this) {
      case Anything() -> "";
      case Missing() -> " if nothing is there";
      case Text(String text) -> " if it is " + text;
    };
  }

  record Anything() implements Expectation {
    @Override
    public boolean holds(Optional<EncodedItem> before) {
      return true;
    }
  }

  record Missing() implements Expectation {
    @Override
    public boolean holds(Optional<EncodedItem> before) {
      return before.isEmpty();
    }
  }

  record Text(String text) implements Expectation {
    @Override
    public boolean holds(Optional<EncodedItem> before) {
      return before.map(Contents::text).equals(Optional.of(text));
    }
  }
}
