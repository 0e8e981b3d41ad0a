package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.Optional;

/** What a client expects of the item that its operation meets: the operation's condition. */
public sealed interface Expectation {
  boolean holds(Optional<EncodedItem> before);

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
