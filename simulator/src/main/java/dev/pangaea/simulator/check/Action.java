package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import java.util.Optional;

/** What a client asks for, and what it must come to, said without the product's own code. */
public sealed interface Action {
  Expectation expectation();

  /** The text that no other action leaves; empty for one that leaves none. */
  Optional<String> text();

  /** As the middle of a sentence. */
  default String words() {
    return switch (this) {
      case Put(String content, Expectation expectation) ->
          "to put " + content + expectation.words();
      case Update(String content, Expectation expectation) ->
          "to update to " + content + expectation.words();
      case Change(String content, Edit edit, Expectation expectation) ->
          "to update to " + content + edit.words() + expectation.words();
      case Delete(Expectation expectation) -> "to delete" + expectation.words();
      case Check(Expectation expectation) -> "to check" + expectation.words();
      case Read() -> "to read";
    };
  }

  /** What is visible at the key once the action has come about. */
  Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before);

  record Put(String content, Expectation expectation) implements Action {
    @Override
    public Optional<String> text() {
      return Optional.of(content);
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return Optional.of(Contents.put(key, content));
    }
  }

  /** Also keeps the text that it meets. */
  record Update(String content, Expectation expectation) implements Action {
    @Override
    public Optional<String> text() {
      return Optional.of(content);
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return Optional.of(Contents.updated(key, before, content));
    }
  }

  /** Also changes one attribute beside the text. */
  record Change(String content, Edit edit, Expectation expectation) implements Action {
    @Override
    public Optional<String> text() {
      return Optional.of(content);
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return Optional.of(Contents.edited(key, before, content, edit));
    }
  }

  record Delete(Expectation expectation) implements Action {
    @Override
    public Optional<String> text() {
      return Optional.empty();
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return Optional.empty();
    }
  }

  /** Part of a transaction that changes nothing, but must hold. */
  record Check(Expectation expectation) implements Action {
    @Override
    public Optional<String> text() {
      return Optional.empty();
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return before;
    }
  }

  /** A strongly consistent read. */
  record Read() implements Action {
    @Override
    public Expectation expectation() {
      return new Expectation.Anything();
    }

    @Override
    public Optional<String> text() {
      return Optional.empty();
    }

    @Override
    public Optional<EncodedItem> leaves(EncodedKey key, Optional<EncodedItem> before) {
      return before;
    }
  }
}
