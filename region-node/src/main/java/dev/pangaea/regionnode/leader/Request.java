package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import java.util.function.Consumer;

/** Something that a partition's leader is asked to append, and whom to tell. */
sealed interface Request {
  record Write(WriteCommand command, Consumer<WriteOutcome> listener) implements Request {}

  record Deliver(Delivery delivery, Consumer<DeliveryOutcome> listener) implements Request {}

  /** Begin to take in another region's log, from the position given. */
  record Follow(Progress beginning, Consumer<AppendAnswer> listener) implements Request {}

  record Copy(Body.Copy body, Consumer<AppendAnswer> listener) implements Request {}
}
