package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedItem;
import java.util.Optional;

/** What a client was told. */
public sealed interface Reply {
  /** It came about; it met one item and left another, or a read saw the same twice. */
  record Done(Optional<EncodedItem> before, Optional<EncodedItem> after) implements Reply {}

  /** It came about when it was asked for before, with the same token. */
  record Repeated() implements Reply {}

  /** It did not come about, since another one of its transaction did not. */
  record Cancelled() implements Reply {}

  /** Its condition did not hold on this item. */
  record ConditionFailed(Optional<EncodedItem> before) implements Reply {}

  /** It was not taken in and never will be. */
  record NotTaken() implements Reply {}

  /** It may come about, or not: the client was told so, or nothing at all. */
  record InDoubt() implements Reply {}
}
