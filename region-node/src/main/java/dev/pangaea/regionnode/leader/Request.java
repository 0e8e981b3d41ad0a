package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something that a partition's leader is asked to append, and whom to tell. */
sealed interface Request {
  /**
   * About how many bytes of items it holds while it waits. What expressions hold is bounded where
   * requests come in.
   */
  long bytes();

  record Write(WriteCommand command, Consumer<WriteOutcome> listener) implements Request {
    @Override
    public long bytes() {
      return Request.bytes(command);
    }
  }

  /** Several writes at once; for the log of transactions only. */
  record Transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener)
      implements Request {
    @Override
    public long bytes() {
      return transaction.operations().stream()
          .mapToLong(operation -> Request.bytes(operation.command()))
          .sum();
    }
  }

  /** Several items as of one moment; appends nothing. */
  record ReadTogether(List<Place> places, Consumer<ReadOutcome> listener) implements Request {
    public ReadTogether {
      places = List.copyOf(places);
    }

    @Override
    public long bytes() {
      return 0;
    }
  }

  /** No request of the API: what regions bring each other, and what an operator restores. */
  sealed interface Other extends Request {}

  record Deliver(Delivery delivery, Consumer<DeliveryOutcome> listener) implements Other {
    @Override
    public long bytes() {
      return ChangeSize.of(delivery.changes());
    }
  }

  /**
   * What another region holds, to be taken in as if it had just arrived.
   *
   * @param dropped how many tombstones the partition had dropped before that was read
   */
  record Mend(
      RegionName from, long dropped, List<Change> changes, Consumer<DeliveryOutcome> listener)
      implements Other {
    public Mend {
      changes = List.copyOf(changes);
    }

    @Override
    public long bytes() {
      return ChangeSize.of(changes);
    }
  }

  /** Begin to take in another region's log, from the position given. */
  record Follow(Progress beginning, Consumer<AppendAnswer> listener) implements Other {
    @Override
    public long bytes() {
      return 0;
    }
  }

  /** The partition's log is to say which stream there is from then on, if it does not yet. */
  record Stream(Optional<StreamWord> word, Consumer<AppendAnswer> listener) implements Other {
    @Override
    public long bytes() {
      return 0;
    }
  }

  record Copy(Body.Copy body, Consumer<AppendAnswer> listener) implements Other {
    @Override
    public long bytes() {
      return ChangeSize.of(body.changes());
    }
  }

  record Restore(RestoreRequest request, Consumer<RestoreOutcome> listener) implements Other {
    @Override
    public long bytes() {
      return 0;
    }

    /**
     * @param decided what it comes to if all that this was decided on counts
     */
    Completion completion(RestoreOutcome decided) {
      return new Completion.OfRestoration(listener, decided);
    }
  }

  private static long bytes(WriteCommand command) {
    return switch (command) {
      case WriteCommand.PutItem put -> put.key().bytes().length() + put.item().bytes().length();
      case WriteCommand.DeleteItem delete -> delete.key().bytes().length();
      case WriteCommand.UpdateItem update -> update.key().bytes().length();
      case WriteCommand.ConditionCheck check -> check.key().bytes().length();
    };
  }
}
